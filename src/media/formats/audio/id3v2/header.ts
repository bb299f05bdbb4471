import { syncsafe, u8, u32be } from '../numbers.ts';

/** The ten bytes before an ID3v2 tag, or behind one. */
export interface Id3Header {
  readonly version: 2 | 3 | 4;
  readonly unsynchronised: boolean;
  /** Whether an extended header follows (ID3v2.3 and 2.4). */
  readonly extended: boolean;
  readonly hasFooter: boolean;
  /** Bytes behind the header, without a footer. */
  readonly size: number;
  /** The same where a tagger wrote the size as a plain number. */
  readonly plainSize: number;
}

export const HEADER = 10;

/** Reads the header of a tag (`ID3`) or its footer (`3DI`); undefined for anything else. */
export function readId3Header(bytes: Buffer, word: 'ID3' | '3DI' = 'ID3'): Id3Header | undefined {
  if (bytes.length < HEADER || bytes.toString('latin1', 0, 3) !== word) return undefined;
  const major = u8(bytes, 3);
  if ((major !== 2 && major !== 3 && major !== 4) || u8(bytes, 4) === 0xff) return undefined;
  const flags = u8(bytes, 5);
  const plainSize = u32be(bytes, 6);
  const isPlain = [6, 7, 8, 9].some((at) => u8(bytes, at) > 127);
  return {
    version: major,
    unsynchronised: (flags & 0x80) !== 0,
    extended: major > 2 && (flags & 0x40) !== 0,
    hasFooter: major === 4 && (flags & 0x10) !== 0,
    size: isPlain ? plainSize : syncsafe(bytes, 6),
    plainSize,
  };
}
