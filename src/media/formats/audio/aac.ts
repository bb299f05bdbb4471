import type { FormatReader } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { cachedWindow } from './cached-window.ts';
import { readEdgeTags } from './edge-tags.ts';
import { noteCollector } from './notes.ts';
import { u8, u16be } from './numbers.ts';
import { audioReading } from './reading.ts';

const RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350] as const;
const SAMPLES_A_FRAME = 1024;
const SEARCH = 32 * 1024;

interface AdtsHeader {
  readonly sampleRate: number;
  readonly channels: number;
  readonly length: number;
  /** Blocks of 1024 samples in the frame. */
  readonly blocks: number;
}

/** AAC in ADTS frames. No header tells the length, so that it is estimated from the first frames. */
export const readAac: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = noteCollector();
  const { blocks: tags, pictures, chapters, start, end } = readEdgeTags(window, notes);
  const bytes = window.read(start, Math.min(SEARCH, end - start));
  const at = firstFrame(bytes, end - start);
  const first = at === undefined ? undefined : readHeader(bytes, at);
  const parts = { container: 'aac', tags, pictures, chapters };
  if (at === undefined || first === undefined) {
    notes.add('no ADTS frame');
    return tags.length === 0 ? undefined : audioReading(parts, undefined, notes);
  }
  const { sampleRate, channels } = first;
  const audio = [{ codec: 'aac', sampleRate, ...(channels === 0 ? {} : { channels }) }];
  return audioReading({ ...parts, audio }, estimate(window, start + at, end, sampleRate), notes);
};

function readHeader(bytes: Buffer, at: number): AdtsHeader | undefined {
  if (u8(bytes, at) !== 0xff || (u8(bytes, at + 1) & 0xf6) !== 0xf0) return undefined;
  const third = u8(bytes, at + 2);
  const sampleRate = RATES[(third >> 2) & 15];
  const length = ((u8(bytes, at + 3) & 3) << 11) | (u16be(bytes, at + 4) >> 5);
  if (sampleRate === undefined || length < 7) return undefined;
  const configuration = ((third & 1) << 2) | (u8(bytes, at + 3) >> 6);
  const channels = configuration === 7 ? 8 : configuration;
  return { sampleRate, channels, length, blocks: (u8(bytes, at + 6) & 3) + 1 };
}

/** The first frame that another one follows, or the end of the sound. */
function firstFrame(bytes: Buffer, soundLength: number): number | undefined {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const header = readHeader(bytes, at);
    if (header === undefined) continue;
    const next = at + header.length;
    if (next === soundLength || readHeader(bytes, next)?.sampleRate === header.sampleRate) return at;
  }
  return undefined;
}

function estimate(window: ByteWindow, start: number, end: number, sampleRate: number): number {
  const bytes = window.read(start, Math.min(SEARCH, end - start));
  let at = 0;
  let blocks = 0;
  while (at < bytes.length) {
    const header = readHeader(bytes, at);
    if (header === undefined) break;
    at += header.length;
    blocks += header.blocks;
  }
  return at === 0 ? 0 : (((end - start) / at) * blocks * SAMPLES_A_FRAME) / sampleRate;
}
