import type { AudioStream } from '../../../model/media.ts';
import { u8, u16be, u24be, u32be } from './numbers.ts';
import { given } from './reading.ts';

export interface StreamInfo {
  readonly stream: AudioStream;
  readonly sampleRate: number;
  /** Samples per channel; 0 where the encoder did not know. */
  readonly samples: number;
}

/** FLAC's STREAMINFO block: 34 bytes. */
export function readStreamInfo(bytes: Buffer): StreamInfo | undefined {
  const sampleRate = u24be(bytes, 10) >> 4;
  if (bytes.length < 18 || sampleRate === 0) return undefined;
  const bits = u16be(bytes, 12);
  const stream = { codec: 'flac', channels: ((bits >> 9) & 7) + 1, sampleRate, bitDepth: ((bits >> 4) & 31) + 1 };
  return { stream, sampleRate, samples: (u8(bytes, 13) & 15) * 0x100000000 + u32be(bytes, 14) };
}

/** Seconds of so many samples; undefined where either number is missing. */
export function secondsOfSamples(samples: number, sampleRate: number): number | undefined {
  return given(samples) === undefined || given(sampleRate) === undefined ? undefined : samples / sampleRate;
}
