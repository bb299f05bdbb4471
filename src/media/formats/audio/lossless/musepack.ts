import type { ByteWindow } from '../../window.ts';
import { hasText, u8, u16be, u32le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

const RATES = [44100, 48000, 37800, 32000] as const;
const SAMPLES_A_FRAME = 1152;
const MAX_PACKETS = 16;

/** Musepack of stream version 7 (`MP+`) and 8 (`MPCK`). */
export function readMusepack(window: ByteWindow, start: number): SoundHeader | undefined {
  const bytes = window.read(start, 28);
  if (hasText(bytes, 0, 'MPCK')) return readVersion8(window, start + 4);
  if (!hasText(bytes, 0, 'MP+') || (u8(bytes, 3) & 15) !== 7) return undefined;
  const frames = u32le(bytes, 4);
  const sampleRate = RATES[(u32le(bytes, 8) >>> 16) & 3] ?? 44100;
  const gapless = u32le(bytes, 20);
  const last = gapless >= 0x80000000 ? (gapless >>> 20) & 0x7ff : SAMPLES_A_FRAME / 2;
  const samples = frames === 0 ? 0 : (frames - 1) * SAMPLES_A_FRAME + last;
  return { stream: { codec: 'musepack', channels: 2, sampleRate }, seconds: secondsOfSamples(samples, sampleRate) };
}

function readVersion8(window: ByteWindow, start: number): SoundHeader | undefined {
  let at = start;
  for (let count = 0; count < MAX_PACKETS; count++) {
    const bytes = window.read(at, 64);
    const size = varint(bytes, 2);
    if (bytes.length < 3 || size.value < 3) return undefined;
    if (bytes.toString('latin1', 0, 2) === 'SH') return streamHeader(bytes, size.end);
    at += size.value;
  }
  return undefined;
}

/** Checksum, version, samples, silent samples at the beginning, rate and channels. */
function streamHeader(bytes: Buffer, at: number): SoundHeader {
  const samples = varint(bytes, at + 5);
  const silent = varint(bytes, samples.end);
  const bits = u16be(bytes, silent.end);
  const sampleRate = RATES[(bits >> 13) & 3] ?? 44100;
  const stream = { codec: 'musepack', channels: ((bits >> 4) & 15) + 1, sampleRate };
  return { stream, seconds: secondsOfSamples(samples.value - silent.value, sampleRate) };
}

/** Seven bits a byte, the last one without the highest bit. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = at; index < at + 9; index++) {
    const byte = u8(bytes, index);
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end: index + 1 };
  }
  return { value: 0, end: at + 9 };
}
