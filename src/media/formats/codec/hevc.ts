import { type BitReader, bitReader, unescapeNal } from '../bit-reader.ts';
import { hasHdr10Plus, type PictureFacts } from './facts.ts';
import { readSignalInfo, readTiming } from './vui.ts';

const PROFILES: ReadonlyMap<number, string> = new Map([
  [1, 'Main'],
  [2, 'Main 10'],
  [3, 'Main Still Picture'],
  [4, 'Rext'],
  [9, 'Scc'],
]);
const SEQUENCE = 33;
const MOST_ARRAYS = 16;
const MOST_UNITS = 16;

/** `hvcC` of MP4, the private data of Matroska: profile, bit depth, parameter sets (ISO 14496-15). */
export function readHevcConfiguration(data: Buffer): PictureFacts {
  if (data.length < 23) return {};
  const facts = {
    profile: PROFILES.get((data[1] ?? 0) & 31),
    bitDepth: ((data[17] ?? 0) & 7) + 8,
    hdr10plus: hasHdr10Plus(data) ? true : undefined,
  };
  const sequence = findSequence(data);
  return sequence === undefined ? facts : { ...facts, ...readHevcSequence(sequence) };
}

function findSequence(data: Buffer): Buffer | undefined {
  let at = 23;
  for (let array = 0; array < Math.min(data[22] ?? 0, MOST_ARRAYS) && at + 3 <= data.length; array++) {
    const type = (data[at] ?? 0) & 63;
    const units = data.readUInt16BE(at + 1);
    at += 3;
    for (let unit = 0; unit < Math.min(units, MOST_UNITS) && at + 2 <= data.length; unit++) {
      const length = data.readUInt16BE(at);
      if (type === SEQUENCE) return data.subarray(at + 2, at + 2 + length);
      at += 2 + length;
    }
  }
  return undefined;
}

/** A sequence parameter set with its two bytes of header (ITU-T H.265, 7.3.2.2). */
export function readHevcSequence(unit: Buffer): PictureFacts {
  if (unit.length < 8 || (((unit[0] ?? 0) >> 1) & 63) !== SEQUENCE) return {};
  const data = unescapeNal(unit);
  const bits = bitReader(data, 2);
  bits.skip(4);
  const subLayers = bits.bits(3);
  bits.skip(1);
  const profile = PROFILES.get((data[3] ?? 0) & 31);
  skipProfileAndLevel(bits, subLayers);
  bits.ue();
  const chroma = bits.ue();
  if (chroma === 3) bits.skip(1);
  let width = bits.ue();
  let height = bits.ue();
  if (bits.flag()) {
    width -= (bits.ue() + bits.ue()) * (chroma === 1 || chroma === 2 ? 2 : 1);
    height -= (bits.ue() + bits.ue()) * (chroma === 1 ? 2 : 1);
  }
  const luma = bits.ue();
  bits.ue();
  if (bits.ended) return {};
  const facts = { profile, bitDepth: luma <= 8 ? luma + 8 : undefined, width, height };
  const signal = readUsability(bits, subLayers);
  return bits.ended ? facts : { ...facts, ...signal };
}

function skipProfileAndLevel(bits: BitReader, subLayers: number): void {
  bits.skip(96);
  if (subLayers === 0) return;
  const present = Array.from({ length: subLayers }, () => bits.bits(2));
  bits.skip(2 * (8 - subLayers));
  for (const layer of present) bits.skip((layer & 2 ? 88 : 0) + (layer & 1 ? 8 : 0));
}

/** All between the bit depth and the video usability information, and that. */
function readUsability(bits: BitReader, subLayers: number): PictureFacts {
  const orderBits = bits.ue() + 4;
  for (let layer = bits.flag() ? 0 : subLayers; layer <= subLayers; layer++) skipCodes(bits, 3);
  skipCodes(bits, 6);
  if (bits.flag() && bits.flag()) skipScalingLists(bits);
  bits.skip(2);
  if (bits.flag()) {
    bits.skip(8);
    skipCodes(bits, 2);
    bits.skip(1);
  }
  skipReferenceSets(bits);
  if (bits.flag()) bits.skip(Math.min(bits.ue(), 32) * (orderBits + 1));
  bits.skip(2);
  if (!bits.flag()) return {};
  const { transfer } = readSignalInfo(bits);
  bits.skip(3);
  if (bits.flag()) skipCodes(bits, 4);
  return { transfer, frameRate: readTiming(bits) };
}

function skipCodes(bits: BitReader, count: number): void {
  for (let index = 0; index < count; index++) bits.ue();
}

function skipScalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6 && !bits.ended; matrix += size === 3 ? 3 : 1) {
      if (!bits.flag()) bits.ue();
      else skipCodes(bits, Math.min(64, 1 << (4 + size * 2)) + (size > 1 ? 1 : 0));
    }
  }
}

/** Short-term reference picture sets; each may be told by its difference to the one before. */
function skipReferenceSets(bits: BitReader): void {
  const sets = Math.min(bits.ue(), 64);
  let before = 0;
  for (let set = 0; set < sets && !bits.ended; set++) {
    if (set > 0 && bits.flag()) {
      bits.skip(1);
      bits.ue();
      let kept = 0;
      for (let index = 0; index <= before; index++) if (bits.flag() || bits.flag()) kept++;
      before = kept;
    } else {
      before = Math.min(bits.ue(), 16) + Math.min(bits.ue(), 16);
      for (let index = 0; index < before; index++) {
        bits.ue();
        bits.skip(1);
      }
    }
  }
}
