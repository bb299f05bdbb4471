import type { ByteWindow } from '../../window.ts';
import { hasText, u8, u16le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

const STREAM_INFO = 1;
const MAX_BLOCKS = 16;

/** TAK: its blocks of metadata begin behind the magic word. */
export function readTak(window: ByteWindow, start: number): SoundHeader | undefined {
  if (!hasText(window.read(start, 4), 0, 'tBaK')) return undefined;
  let at = start + 4;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const head = window.read(at, 4);
    const type = u8(head, 0) & 127;
    const size = u16le(head, 1) + u8(head, 3) * 65536;
    if (head.length < 4 || type === 0) return undefined;
    if (type === STREAM_INFO) return streamInfo(window.read(at + 4, Math.min(size, 16)));
    at += 4 + size;
  }
  return undefined;
}

/** Fields of bits, the lowest first. */
function streamInfo(bytes: Buffer): SoundHeader {
  const field = (from: number, count: number): number => {
    let value = 0;
    for (let bit = count - 1; bit >= 0; bit--)
      value = value * 2 + ((u8(bytes, (from + bit) >> 3) >> ((from + bit) & 7)) & 1);
    return value;
  };
  const sampleRate = field(52, 18) + 6000;
  const stream = { codec: 'tak', channels: field(75, 4) + 1, sampleRate, bitDepth: field(70, 5) + 8 };
  return { stream, seconds: secondsOfSamples(field(14, 35), sampleRate) };
}
