import { be, bitWriter } from './bytes.ts';

const RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];

/** Samples in one AAC frame. */
export const AAC_FRAME = 1024;

/** `AudioSpecificConfig` of AAC LC. */
export function aacConfiguration(sampleRate: number, channels: number): Buffer {
  const index = RATES.indexOf(sampleRate);
  if (index < 0) throw new RangeError(`no AAC at ${sampleRate} Hz`);
  return be((2 << 11) | (index << 7) | (channels << 3), 2);
}

/** One frame of silence: every channel without any band. For 1, 2, 3 and 6 (5.1) channels. */
export function aacSilence(channels: number): Buffer {
  const bits = bitWriter();
  for (const [index, element] of elements(channels).entries()) {
    bits.put(element, 3).put(element === PAIR && channels === 6 ? index - 1 : 0, 4);
    if (element === PAIR) bits.put(0, 1); // no common window
    // global_gain 8; reserved 1, window sequence 2, shape 1, max_sfb 6, predictor 1; pulse, TNS, gain control 1 each
    for (let channel = 0; channel < (element === PAIR ? 2 : 1); channel++) bits.put(0, 8 + 11 + 3);
  }
  return bits.put(7, 3).bytes();
}

const SINGLE = 0;
const PAIR = 1;
const LOW_FREQUENCY = 3;

function elements(channels: number): readonly number[] {
  if (channels === 1) return [SINGLE];
  if (channels === 2) return [PAIR];
  if (channels === 3) return [SINGLE, PAIR];
  if (channels === 6) return [SINGLE, PAIR, PAIR, LOW_FREQUENCY];
  throw new RangeError(`no AAC silence of ${channels} channels`);
}
