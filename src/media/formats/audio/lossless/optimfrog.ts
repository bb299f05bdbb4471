import type { ByteWindow } from '../../window.ts';
import { hasText, u8, u16le, u32le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

const BITS = [8, 8, 16, 16, 24, 24, 32, 32] as const;

/** OptimFROG: it counts the samples of all channels. */
export function readOptimFrog(window: ByteWindow, start: number): SoundHeader | undefined {
  const bytes = window.read(start, 24);
  if (bytes.length < 20 || !hasText(bytes, 0, 'OFR ')) return undefined;
  const channels = u8(bytes, 15) + 1;
  const sampleRate = u32le(bytes, 16);
  const bitDepth = BITS[u8(bytes, 14)];
  const samples = (u32le(bytes, 8) + u16le(bytes, 12) * 0x100000000) / channels;
  const stream = { codec: 'optimfrog', channels, sampleRate, ...(bitDepth === undefined ? {} : { bitDepth }) };
  return { stream, seconds: secondsOfSamples(samples, sampleRate) };
}
