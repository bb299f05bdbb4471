import type { ByteWindow } from '../../window.ts';
import { hasText, u16le, u32le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

/** Header of Monkey's Audio, in the form since version 3.98 and in the older one. */
export function readMonkeys(window: ByteWindow, start: number): SoundHeader | undefined {
  const bytes = window.read(start, 128);
  if (!hasText(bytes, 0, 'MAC ')) return undefined;
  const version = u16le(bytes, 4);
  if (version < 3980) return oldHeader(bytes, version);
  const head = window.read(start + u32le(bytes, 8), 24);
  const sampleRate = u32le(head, 20);
  const samples = total(u32le(head, 12), u32le(head, 4), u32le(head, 8));
  const stream = { codec: 'ape', channels: u16le(head, 18), sampleRate, bitDepth: u16le(head, 16) };
  return sampleRate === 0 ? undefined : { stream, seconds: secondsOfSamples(samples, sampleRate) };
}

function oldHeader(bytes: Buffer, version: number): SoundHeader | undefined {
  const level = u16le(bytes, 6);
  const flags = u16le(bytes, 8);
  const sampleRate = u32le(bytes, 12);
  const isLarge = version >= 3900 || (version >= 3800 && level === 4000);
  const perFrame = version >= 3950 ? 4 * 73728 : isLarge ? 73728 : 9216;
  const samples = total(u32le(bytes, 24), perFrame, u32le(bytes, 28));
  const bitDepth = (flags & 1) !== 0 ? 8 : (flags & 8) !== 0 ? 24 : 16;
  const stream = { codec: 'ape', channels: u16le(bytes, 10), sampleRate, bitDepth };
  return sampleRate === 0 ? undefined : { stream, seconds: secondsOfSamples(samples, sampleRate) };
}

function total(frames: number, perFrame: number, last: number): number {
  return frames === 0 ? 0 : (frames - 1) * perFrame + last;
}
