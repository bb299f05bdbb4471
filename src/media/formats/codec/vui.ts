import type { BitReader } from '../bit-reader.ts';

const EXTENDED_ASPECT = 255;

export interface SignalInfo {
  readonly transfer: number | undefined;
}

/** The part of the video usability information that H.264 and HEVC share: aspect ratio, colours, position of the chroma. */
export function readSignalInfo(bits: BitReader): SignalInfo {
  if (bits.flag() && bits.bits(8) === EXTENDED_ASPECT) bits.skip(32);
  if (bits.flag()) bits.skip(1);
  let transfer: number | undefined;
  if (bits.flag()) {
    bits.skip(4);
    if (bits.flag()) {
      bits.skip(8);
      transfer = bits.bits(8);
      bits.skip(8);
    }
  }
  if (bits.flag()) {
    bits.ue();
    bits.ue();
  }
  return { transfer };
}

/** Ticks and time scale; undefined where the stream says nothing usable. */
export function readTiming(bits: BitReader): number | undefined {
  if (!bits.flag()) return undefined;
  const ticks = bits.bits(32);
  const scale = bits.bits(32);
  return bits.ended || ticks === 0 || scale === 0 ? undefined : scale / ticks;
}
