import type { ByteWindow } from '../../window.ts';
import { hasText, u8, u32le } from '../numbers.ts';

const HEADER = 27;
/** A page is at most this long. */
export const LONGEST_PAGE = HEADER + 255 + 255 * 255;

export interface OggPage {
  readonly at: number;
  readonly bodyAt: number;
  readonly end: number;
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  readonly serial: number;
  readonly sequence: number;
  /** Position in the stream; undefined where no packet ends on this page. */
  readonly granule: bigint | undefined;
  /** Bytes of each segment; a packet ends with the first one shorter than 255. */
  readonly lacing: Buffer;
}

const NO_GRANULE = 0xffffffffffffffffn;

/** The page at this place. */
export function readPage(window: ByteWindow, at: number): OggPage | undefined {
  const bytes = window.read(at, HEADER + 255);
  if (bytes.length < HEADER || !hasText(bytes, 0, 'OggS') || u8(bytes, 4) !== 0) return undefined;
  const bodyAt = HEADER + u8(bytes, 26);
  const lacing = bytes.subarray(HEADER, bodyAt);
  let length = 0;
  for (const segment of lacing) length += segment;
  const granule = bytes.readBigUInt64LE(6);
  return {
    at,
    bodyAt: at + bodyAt,
    end: at + bodyAt + length,
    isContinued: (u8(bytes, 5) & 1) !== 0,
    isFirst: (u8(bytes, 5) & 2) !== 0,
    serial: u32le(bytes, 14),
    sequence: u32le(bytes, 18),
    granule: granule === NO_GRANULE ? undefined : granule,
    lacing,
  };
}

/** The first page at or behind this place, within `most` bytes. */
export function findPage(window: ByteWindow, from: number, most: number): OggPage | undefined {
  const bytes = window.read(from, most);
  for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 1)) {
    const page = readPage(window, from + at);
    if (page !== undefined) return page;
  }
  return undefined;
}

/** The last page within these bytes that tells a position and is of one of these streams. */
export function lastPageWith(
  window: ByteWindow,
  from: number,
  end: number,
  isWanted: (serial: number) => boolean,
): OggPage | undefined {
  const bytes = window.read(from, end - from);
  for (let at = bytes.lastIndexOf('OggS'); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf('OggS', at - 1)) {
    const page = readPage(window, from + at);
    if (page?.granule !== undefined && isWanted(page.serial)) return page;
  }
  return undefined;
}
