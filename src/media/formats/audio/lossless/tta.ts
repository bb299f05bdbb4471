import type { ByteWindow } from '../../window.ts';
import { hasText, u16le, u32le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

/** True Audio, version 1. */
export function readTta(window: ByteWindow, start: number): SoundHeader | undefined {
  const bytes = window.read(start, 22);
  if (bytes.length < 18 || !hasText(bytes, 0, 'TTA1')) return undefined;
  const sampleRate = u32le(bytes, 10);
  const stream = { codec: 'tta', channels: u16le(bytes, 6), sampleRate, bitDepth: u16le(bytes, 8) };
  return { stream, seconds: secondsOfSamples(u32le(bytes, 14), sampleRate) };
}
