import type { ByteWindow } from '../../window.ts';
import { hasText, u8, u16le, u32le } from '../numbers.ts';
import type { SoundHeader } from '../sound-header.ts';
import { secondsOfSamples } from '../stream-info.ts';

const RATES = [
  6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000,
] as const;
const HEADER = 32;
const MONO = 4;
const LAST_OF_CHANNELS = 0x1000;
const UNKNOWN = 0xffffffff;
/** Sub-blocks: channels, a sample rate of its own, DSD. */
const CHANNELS = 0x0d;
const SAMPLE_RATE = 0x27;
const DSD = 0x0e;
const TAIL = 64 * 1024;

/** First block of a WavPack file. */
export function readWavPack(window: ByteWindow, start: number, end: number): SoundHeader | undefined {
  const block = window.read(start, 1024);
  if (block.length < HEADER || !hasText(block, 0, 'wvpk')) return undefined;
  const flags = u32le(block, 24);
  const parts = subBlocks(block.subarray(HEADER, Math.min(block.length, u32le(block, 4) + 8)));
  const isDsd = flags >= 0x80000000;
  const ownRate = parts.get(SAMPLE_RATE);
  const rate = RATES[(flags >>> 23) & 15] ?? (ownRate === undefined ? 0 : u16le(ownRate, 0) + u8(ownRate, 2) * 65536);
  const power = isDsd ? u8(parts.get(DSD) ?? Buffer.alloc(0), 0) & 31 : 0;
  const unitsPerSecond = rate * 2 ** power;
  const bitDepth = isDsd ? 1 : ((flags & 3) + 1) * 8 - ((flags >>> 13) & 31);
  const channels = channelsOf(flags, parts);
  const stored = u32le(block, 12);
  const samples = stored === UNKNOWN ? lastSample(window, start, end) : stored + u8(block, 11) * 0x100000000;
  const sampleRate = unitsPerSecond * (isDsd ? 8 : 1);
  const stream = { codec: isDsd ? 'dsd' : 'wavpack', channels, ...(rate === 0 ? {} : { sampleRate }), bitDepth };
  return { stream, seconds: secondsOfSamples(samples, unitsPerSecond) };
}

/** A block holds two channels at most; the first of several tells how many there are. */
function channelsOf(flags: number, parts: ReadonlyMap<number, Buffer>): number {
  const info = parts.get(CHANNELS);
  if (info !== undefined && (flags & LAST_OF_CHANNELS) === 0 && info.length > 0) {
    return info.length >= 6 ? (u8(info, 0) | ((u8(info, 2) & 15) << 8)) + 1 : u8(info, 0);
  }
  return (flags & MONO) === 0 ? 2 : 1;
}

function subBlocks(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const parts = new Map<number, Buffer>();
  for (let at = 0; at + 2 <= bytes.length; ) {
    const id = u8(bytes, at);
    const isLarge = (id & 0x80) !== 0;
    const words = isLarge ? u8(bytes, at + 1) + u16le(bytes, at + 2) * 256 : u8(bytes, at + 1);
    const bodyAt = at + (isLarge ? 4 : 2);
    const length = words * 2 - ((id & 0x40) !== 0 ? 1 : 0);
    if (!parts.has(id & 0x3f)) parts.set(id & 0x3f, bytes.subarray(bodyAt, bodyAt + Math.max(0, length)));
    at = bodyAt + words * 2;
  }
  return parts;
}

/** A stream that was cut or piped does not know its length; the last block knows where it begins. */
function lastSample(window: ByteWindow, start: number, end: number): number {
  const from = Math.max(start, end - TAIL);
  const bytes = window.read(from, end - from);
  for (let at = bytes.lastIndexOf('wvpk'); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf('wvpk', at - 1)) {
    if (at + HEADER > bytes.length || u16le(bytes, at + 8) >> 8 !== 4) continue;
    return u32le(bytes, at + 16) + u8(bytes, at + 10) * 0x100000000 + u32le(bytes, at + 20);
  }
  return 0;
}
