import { be, join, type Piece } from './bytes.ts';

export interface Id3Wish {
  readonly version: 2 | 3 | 4;
  /** Flags of the tag: 0x80 unsynchronised, 0x40 extended header, 0x10 footer. */
  readonly flags?: number;
  readonly frames: readonly Piece[];
  readonly padding?: number;
}

/** An ID3v2 tag with frames as they are given. */
export function id3Tag({ version, flags = 0, frames, padding = 0 }: Id3Wish): Buffer {
  const body = join(frames, Buffer.alloc(padding));
  const head = join(be(version, 1), be(0, 1), be(flags, 1), syncsafe(body.length));
  return join('ID3', head, body, (flags & 0x10) === 0 ? '' : join('3DI', head));
}

/** A frame: its name with four letters (three in ID3v2.2), flags of two bytes, and content. */
export function id3Frame(version: 2 | 3 | 4, id: string, content: Piece, flags = 0): Buffer {
  const body = join(content);
  if (version === 2) return join(id, be(body.length, 3), body);
  return join(id, version === 4 ? syncsafe(body.length) : be(body.length, 4), be(flags, 2), body);
}

/** A text frame in Latin-1. */
export function id3Text(version: 2 | 3 | 4, id: string, text: string): Buffer {
  return id3Frame(version, id, join('\0', text));
}

export function syncsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127));
}

export interface Id3v1Wish {
  readonly title?: Piece;
  readonly artist?: Piece;
  readonly album?: Piece;
  readonly year?: string;
  readonly track?: number;
  readonly genre?: number;
}

export function id3v1({ title = '', artist = '', album = '', year = '', track = 0, genre = 255 }: Id3v1Wish): Buffer {
  const field = (text: Piece, length: number): Buffer => join(text, Buffer.alloc(length)).subarray(0, length);
  const texts = join(field(title, 30), field(artist, 30), field(album, 30), field(year, 4), Buffer.alloc(28));
  return join('TAG', texts, be(0, 1), be(track, 1), be(genre, 1));
}
