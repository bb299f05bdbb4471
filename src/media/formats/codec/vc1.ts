import { bitReader } from '../bit-reader.ts';
import type { PictureFacts } from './facts.ts';

const RATES = [0, 24, 25, 30, 50, 60, 48, 72];
const ADVANCED = 3;

/** A sequence header of the advanced profile, behind its start code (SMPTE 421M, 6.1). */
export function readVc1Sequence(data: Buffer): PictureFacts {
  const bits = bitReader(data);
  if (bits.bits(2) !== ADVANCED) return {};
  bits.skip(14);
  const facts = { profile: 'Advanced', width: (bits.bits(12) + 1) * 2, height: (bits.bits(12) + 1) * 2, bitDepth: 8 };
  bits.skip(6);
  if (!bits.flag()) return facts;
  bits.skip(28);
  if (bits.flag() && bits.bits(4) === 15) bits.skip(16);
  if (!bits.flag()) return facts;
  if (bits.flag()) return { ...facts, frameRate: (bits.bits(16) + 1) / 32 };
  const rate = RATES[bits.bits(8)] ?? 0;
  const frameRate = bits.bits(4) === 2 ? (rate * 1000) / 1001 : rate;
  return bits.ended ? facts : { ...facts, frameRate };
}
