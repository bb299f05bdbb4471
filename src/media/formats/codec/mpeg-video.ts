import { bitReader } from '../bit-reader.ts';
import type { PictureFacts } from './facts.ts';

const RATES = [0, 24000 / 1001, 24, 25, 30000 / 1001, 30, 50, 60000 / 1001, 60];
const PROFILES: ReadonlyMap<number, string> = new Map([
  [0, '4:2:2'],
  [1, 'High'],
  [2, 'Spatially Scalable'],
  [3, 'SNR Scalable'],
  [4, 'Main'],
  [5, 'Simple'],
]);
const EXTENSION = 0xb5;

export interface MpegPicture extends PictureFacts {
  readonly codec: string;
}

/** A sequence header behind its start code, and the extension that only MPEG-2 has (ITU-T H.262, 6.2.2). */
export function readMpegSequence(data: Buffer): MpegPicture | undefined {
  if (data.length < 8) return undefined;
  const size = data.readUIntBE(0, 3);
  const width = size >> 12;
  const height = size & 0xfff;
  const rate = RATES[(data[3] ?? 0) & 15];
  const flags = data[7] ?? 0;
  // Quantiser matrices of 64 bytes each stand behind the flags that announce them.
  const intra = (flags & 2) !== 0 ? 64 : 0;
  const other = ((data[7 + intra] ?? 0) & 1) !== 0 ? 64 : 0;
  const next = 8 + intra + other;
  const extended = data.length >= next + 10 && data.readUIntBE(next, 3) === 1 && data[next + 3] === EXTENSION;
  if (!extended) return { codec: 'mpeg1video', width, height, frameRate: rate, bitDepth: 8 };
  const bits = bitReader(data, next + 4);
  if (bits.bits(4) !== 1) return { codec: 'mpeg2video', width, height, frameRate: rate, bitDepth: 8 };
  const profile = PROFILES.get((bits.bits(8) >> 4) & 7);
  bits.skip(3);
  const fullWidth = bits.bits(2) * 4096 + width;
  const fullHeight = bits.bits(2) * 4096 + height;
  bits.skip(12 + 1 + 8 + 1);
  const numerator = bits.bits(2) + 1;
  const frameRate = rate === undefined ? undefined : (rate * numerator) / (bits.bits(5) + 1);
  return { codec: 'mpeg2video', profile, width: fullWidth, height: fullHeight, frameRate, bitDepth: 8 };
}
