import type { ByteWindow } from '../window.ts';
import { isSameStream, type MpegHeader, readMpegHeader } from './mpeg-header.ts';
import { hasText, u16be, u24be, u32be } from './numbers.ts';

const CHUNK = 16 * 1024;
/** So many bytes are searched for the first frame. */
const SEARCH = 256 * 1024;

export interface FirstFrame {
  readonly at: number;
  readonly header: MpegHeader;
}

/** The first frame at or behind this place that another one of its kind follows, or the end of the sound. */
export function findFirstFrame(window: ByteWindow, start: number, end: number): FirstFrame | undefined {
  for (let from = start; from < Math.min(end, start + SEARCH); from += CHUNK) {
    const bytes = window.read(from, Math.min(CHUNK + 3, end - from));
    for (let at = bytes.indexOf(0xff); at >= 0 && at < CHUNK; at = bytes.indexOf(0xff, at + 1)) {
      const header = readMpegHeader(bytes, at);
      if (header === undefined) continue;
      const nextAt = from + at + header.length;
      const next = readMpegHeader(window.read(nextAt, Math.min(4, Math.max(0, end - nextAt))), 0);
      const isLast = nextAt >= end && from + at === start;
      if (isLast || (next !== undefined && isSameStream(header, next))) return { at: from + at, header };
    }
  }
  return undefined;
}

export interface SoundLength {
  readonly seconds: number;
  /** Bytes of sound that the header promises. */
  readonly bytes?: number;
}

/**
 * Length of an MPEG stream, without reading it: from its Xing, Info or VBRI header, less the samples that LAME added; else
 * from its bytes and the mean bit rate of its first frames.
 */
export function measureMpeg(window: ByteWindow, { at, header }: FirstFrame, end: number): SoundLength {
  const first = window.read(at, Math.max(header.length, 192));
  const told = xing(first, header) ?? vbri(first, header);
  if (told !== undefined) return told;
  return { seconds: ((end - at) * 8) / meanBitrate(window, at, header, end) };
}

function xing(frame: Buffer, header: MpegHeader): SoundLength | undefined {
  const at = 4 + header.sideInfo;
  if (!hasText(frame, at, 'Xing') && !hasText(frame, at, 'Info')) return undefined;
  const flags = u32be(frame, at + 4);
  const hasBytes = (flags & 2) !== 0;
  const frames = (flags & 1) === 0 ? 0 : u32be(frame, at + 8);
  if (frames === 0) return undefined;
  const bytes = hasBytes ? u32be(frame, at + 12) : 0;
  const lame = at + 8 + 4 + (hasBytes ? 4 : 0) + ((flags & 4) === 0 ? 0 : 100) + ((flags & 8) === 0 ? 0 : 4);
  const isLame = /^(LAME|Lavf|Lavc|L3\.9)/.test(frame.toString('latin1', lame, lame + 4));
  const gaps = isLame ? u24be(frame, lame + 21) : 0;
  const added = Math.floor(gaps / 4096) + (gaps % 4096);
  const samples = frames * header.samples;
  const seconds = (samples > added ? samples - added : samples) / header.sampleRate;
  return bytes > 0 ? { seconds, bytes } : { seconds };
}

function vbri(frame: Buffer, header: MpegHeader): SoundLength | undefined {
  if (!hasText(frame, 36, 'VBRI') || u16be(frame, 40) !== 1) return undefined;
  const frames = u32be(frame, 50);
  return frames === 0 ? undefined : { seconds: (frames * header.samples) / header.sampleRate, bytes: u32be(frame, 46) };
}

function meanBitrate(window: ByteWindow, start: number, first: MpegHeader, end: number): number {
  const bytes = window.read(start, Math.min(CHUNK, end - start));
  let length = 0;
  let samples = 0;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const header = readMpegHeader(bytes, at);
    if (header === undefined || !isSameStream(header, first)) break;
    length += header.length;
    samples += header.samples;
    at += header.length;
  }
  // A constant bit rate is exact; padding makes the mean of a few frames a little wrong.
  const mean = (length * 8 * first.sampleRate) / Math.max(1, samples);
  return Math.abs(mean - first.bitrate) < first.bitrate * 0.02 ? first.bitrate : mean;
}
