import { type BitReader, bitReader, unescapeNal } from '../bit-reader.ts';
import type { PictureFacts } from './facts.ts';
import { readSignalInfo, readTiming } from './vui.ts';

/** Profiles whose sequence header has chroma format and bit depth. */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134]);
const PROFILES: ReadonlyMap<number, string> = new Map([
  [44, 'CAVLC 4:4:4'],
  [66, 'Baseline'],
  [77, 'Main'],
  [88, 'Extended'],
  [100, 'High'],
  [110, 'High 10'],
  [118, 'Multiview High'],
  [122, 'High 4:2:2'],
  [128, 'Stereo High'],
  [244, 'High 4:4:4 Predictive'],
]);
const MACROBLOCK = 16;

/** `avcC` of MP4, the private data of Matroska: profile and sequence headers (ISO 14496-15). */
export function readAvcConfiguration(data: Buffer): PictureFacts {
  if (data.length < 8 || data[0] !== 1) return {};
  const length = data.readUInt16BE(6);
  const named = { profile: profileName(data[1] ?? 0, data[2] ?? 0) };
  if (((data[5] ?? 0) & 31) === 0) return named;
  return { ...named, ...readAvcSequence(data.subarray(8, 8 + length)) };
}

/** A sequence parameter set with its one byte of header (ITU-T H.264, 7.3.2.1). */
export function readAvcSequence(unit: Buffer): PictureFacts {
  if (unit.length < 5 || ((unit[0] ?? 0) & 31) !== 7) return {};
  const data = unescapeNal(unit);
  const profile = data[1] ?? 0;
  const bits = bitReader(data, 4);
  bits.ue();
  const { chroma, bitDepth } = HIGH_PROFILES.has(profile) ? readHighPart(bits) : { chroma: 1, bitDepth: 8 };
  bits.ue();
  skipPictureOrder(bits);
  bits.ue();
  bits.skip(1);
  const columns = bits.ue() + 1;
  const rows = bits.ue() + 1;
  const framesOnly = bits.flag();
  if (!framesOnly) bits.skip(1);
  bits.skip(1);
  const fields = framesOnly ? 1 : 2;
  const crop = readCrop(bits, chroma, fields);
  if (bits.ended) return {};
  const width = columns * MACROBLOCK - crop.horizontal;
  const height = rows * MACROBLOCK * fields - crop.vertical;
  const facts = { profile: profileName(profile, data[2] ?? 0), bitDepth, width, height };
  if (!bits.flag()) return facts;
  const { transfer } = readSignalInfo(bits);
  const fieldRate = readTiming(bits);
  return { ...facts, transfer, frameRate: fieldRate === undefined ? undefined : fieldRate / 2 };
}

function profileName(profile: number, constraints: number): string | undefined {
  if (profile === 66 && (constraints & 0x40) !== 0) return 'Constrained Baseline';
  if ((profile === 110 || profile === 122) && (constraints & 0x10) !== 0) return `${PROFILES.get(profile)} Intra`;
  return PROFILES.get(profile);
}

function readHighPart(bits: BitReader): { readonly chroma: number; readonly bitDepth: number | undefined } {
  const chroma = bits.ue();
  if (chroma === 3) bits.skip(1);
  const luma = bits.ue();
  bits.ue();
  bits.skip(1);
  if (bits.flag()) {
    const lists = chroma === 3 ? 12 : 8;
    for (let index = 0; index < lists && !bits.ended; index++)
      if (bits.flag()) skipScalingList(bits, index < 6 ? 16 : 64);
  }
  return { chroma, bitDepth: luma <= 6 ? luma + 8 : undefined };
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  let next = 8;
  for (let index = 0; index < size && next !== 0; index++) {
    next = (last + bits.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function skipPictureOrder(bits: BitReader): void {
  const type = bits.ue();
  if (type === 0) bits.ue();
  if (type !== 1) return;
  bits.skip(1);
  bits.se();
  bits.se();
  const cycle = Math.min(bits.ue(), 255);
  for (let index = 0; index < cycle; index++) bits.se();
}

function readCrop(bits: BitReader, chroma: number, fields: number): { horizontal: number; vertical: number } {
  if (!bits.flag()) return { horizontal: 0, vertical: 0 };
  const horizontal = bits.ue() + bits.ue();
  const vertical = bits.ue() + bits.ue();
  return {
    horizontal: horizontal * (chroma === 1 || chroma === 2 ? 2 : 1),
    vertical: vertical * (chroma === 1 ? 2 : 1) * fields,
  };
}
