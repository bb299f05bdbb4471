import { u8 } from './numbers.ts';

/** Header of one frame of MPEG audio. */
export interface MpegHeader {
  /** 1, 2, or 2.5 */
  readonly version: number;
  readonly layer: number;
  /** Bits per second. */
  readonly bitrate: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bytes of the frame. */
  readonly length: number;
  /** Samples of the frame, per channel. */
  readonly samples: number;
  /** Bytes between header and main data in layer 3; the Xing header stands behind them. */
  readonly sideInfo: number;
}

/** kbit/s by index, from 1; MPEG 1 layers 1–3, then MPEG 2 layer 1 and layers 2 and 3. */
const BITRATES = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const SAMPLE_RATES = [44100, 48000, 32000] as const;

/** The header at this place; undefined where the bits mean nothing, as "free" bit rates do that no encoder writes. */
export function readMpegHeader(bytes: Buffer, at: number): MpegHeader | undefined {
  const second = u8(bytes, at + 1);
  if (u8(bytes, at) !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const versionBits = (second >> 3) & 3;
  const layer = 4 - ((second >> 1) & 3);
  const third = u8(bytes, at + 2);
  const rate = SAMPLE_RATES[(third >> 2) & 3];
  if (versionBits === 1 || layer === 4 || rate === undefined) return undefined;
  const isFirst = versionBits === 3;
  const table = isFirst ? layer - 1 : layer === 1 ? 3 : 4;
  const kilobits = BITRATES[table]?.[(third >> 4) - 1];
  if (kilobits === undefined) return undefined;
  const sampleRate = isFirst ? rate : versionBits === 2 ? rate / 2 : rate / 4;
  const padding = (third >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !isFirst ? 576 : 1152;
  const bitrate = kilobits * 1000;
  const length =
    layer === 1
      ? (Math.floor((12 * bitrate) / sampleRate) + padding) * 4
      : Math.floor(((samples / 8) * bitrate) / sampleRate) + padding;
  const channels = u8(bytes, at + 3) >> 6 === 3 ? 1 : 2;
  const sideInfo = isFirst ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  return {
    version: isFirst ? 1 : versionBits === 2 ? 2 : 2.5,
    layer,
    bitrate,
    sampleRate,
    channels,
    length,
    samples,
    sideInfo,
  };
}

/** Whether two headers can belong to one stream. */
export function isSameStream(one: MpegHeader, other: MpegHeader): boolean {
  return one.version === other.version && one.layer === other.layer && one.sampleRate === other.sampleRate;
}
