import type { AudioStream } from '../../../model/media.ts';
import { u16le, u32le } from './numbers.ts';
import { given } from './reading.ts';

/** Codecs by the number that Microsoft gave them. */
const CODECS: ReadonlyMap<number, string> = new Map([
  [0x0001, 'pcm'],
  [0x0002, 'adpcm_ms'],
  [0x0003, 'pcm'],
  [0x0006, 'pcm'],
  [0x0007, 'pcm'],
  [0x000a, 'wmavoice'],
  [0x0011, 'adpcm_ima_wav'],
  [0x0031, 'gsm_ms'],
  [0x0050, 'mp2'],
  [0x0055, 'mp3'],
  [0x00ff, 'aac'],
  [0x0160, 'wma'],
  [0x0161, 'wma'],
  [0x0162, 'wmapro'],
  [0x0163, 'wmalossless'],
  [0x1600, 'aac'],
  [0x1610, 'aac'],
  [0x2000, 'ac3'],
  [0x2001, 'dts'],
  [0xf1ac, 'flac'],
]);
/** Codecs whose bits per sample say something: the others write 16 whatever they do. */
const EXACT: ReadonlySet<string> = new Set(['pcm', 'wmalossless', 'flac']);
const EXTENSIBLE = 0xfffe;

export interface WaveFormat {
  readonly stream: AudioStream;
  readonly sampleRate: number;
  readonly bytesPerSecond: number;
  /** Bytes of one sample of all channels, or of one packet of a codec. */
  readonly blockAlign: number;
  readonly isPcm: boolean;
}

/** WAVEFORMATEX, as WAV, ASF and AVI have it. */
export function readWaveFormat(bytes: Buffer): WaveFormat | undefined {
  if (bytes.length < 14) return undefined;
  const tag = u16le(bytes, 0);
  const format = tag === EXTENSIBLE && bytes.length >= 26 ? u16le(bytes, 24) : tag;
  const codec = CODECS.get(format) ?? `0x${format.toString(16).padStart(4, '0')}`;
  const sampleRate = u32le(bytes, 4);
  const channels = given(u16le(bytes, 2));
  const bits = EXACT.has(codec) ? given(u16le(bytes, 14)) : undefined;
  const stream = {
    codec,
    ...(channels === undefined ? {} : { channels }),
    ...(sampleRate === 0 ? {} : { sampleRate }),
    ...(bits === undefined ? {} : { bitDepth: bits }),
  };
  return {
    stream,
    sampleRate,
    bytesPerSecond: u32le(bytes, 8),
    blockAlign: u16le(bytes, 12),
    isPcm: codec === 'pcm',
  };
}
