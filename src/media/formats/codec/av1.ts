import { type BitReader, bitReader } from '../bit-reader.ts';
import { hasHdr10Plus, type PictureFacts } from './facts.ts';

const PROFILES = ['Main', 'High', 'Professional'];
const SEQUENCE = 1;

/** `av1C` of MP4, the private data of Matroska: profile, bit depth and mostly the sequence header (AV1-ISOBMFF, 2.3). */
export function readAv1Configuration(data: Buffer): PictureFacts {
  if (data.length < 4 || data[0] !== 0x81) return {};
  const flags = data[2] ?? 0;
  const facts = {
    profile: PROFILES[(data[1] ?? 0) >> 5],
    bitDepth: (flags & 0x40) === 0 ? 8 : (flags & 0x20) === 0 ? 10 : 12,
    hdr10plus: hasHdr10Plus(data) ? true : undefined,
  };
  const type = ((data[4] ?? 0) >> 3) & 15;
  if (type !== SEQUENCE) return facts;
  // One byte of header, with an extension another one, then the size as LEB128: sequence headers are short.
  const start = 5 + ((data[4] ?? 0) & 4 ? 1 : 0) + ((data[4] ?? 0) & 2 ? 1 : 0);
  const sequence = readSequence(bitReader(data, start));
  return { ...facts, ...sequence };
}

/** A sequence header (AV1 specification, 5.5). */
function readSequence(bits: BitReader): PictureFacts {
  const profile = bits.bits(3);
  bits.skip(1);
  const reduced = bits.flag();
  const frameRate = reduced ? skipLevel(bits) : readOperatingPoints(bits);
  const widthBits = bits.bits(4) + 1;
  const heightBits = bits.bits(4) + 1;
  const width = bits.bits(widthBits) + 1;
  const height = bits.bits(heightBits) + 1;
  if (!reduced && bits.flag()) bits.skip(7);
  bits.skip(3);
  if (!reduced) skipTools(bits);
  bits.skip(3);
  const transfer = readTransfer(bits, profile);
  return bits.ended ? {} : { width, height, transfer, frameRate };
}

function skipLevel(bits: BitReader): undefined {
  bits.skip(5);
}

function readOperatingPoints(bits: BitReader): number | undefined {
  let frameRate: number | undefined;
  let delayBits = 0;
  if (bits.flag()) {
    const ticks = bits.bits(32);
    const scale = bits.bits(32);
    const perPicture = bits.flag() ? bits.ue() + 1 : 0;
    if (ticks > 0 && perPicture > 0) frameRate = scale / (ticks * perPicture);
    if (bits.flag()) {
      delayBits = bits.bits(5) + 1;
      bits.skip(42);
    }
  }
  const initialDelay = bits.flag();
  const points = bits.bits(5) + 1;
  for (let point = 0; point < points; point++) {
    bits.skip(12);
    if (bits.bits(5) > 7) bits.skip(1);
    if (delayBits > 0 && bits.flag()) bits.skip(2 * delayBits + 1);
    if (initialDelay && bits.flag()) bits.skip(4);
  }
  return frameRate;
}

function skipTools(bits: BitReader): void {
  bits.skip(4);
  const orderHint = bits.flag();
  if (orderHint) bits.skip(2);
  const screen = bits.flag() || bits.flag();
  if (screen && !bits.flag()) bits.skip(1);
  if (orderHint) bits.skip(3);
}

function readTransfer(bits: BitReader, profile: number): number | undefined {
  const deep = bits.flag();
  if (profile === 2 && deep) bits.skip(1);
  if (profile !== 1) bits.skip(1);
  if (!bits.flag()) return undefined;
  bits.skip(8);
  return bits.bits(8);
}
