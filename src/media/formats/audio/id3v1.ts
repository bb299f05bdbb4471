import { isUtf8 } from 'node:buffer';
import type { RawBlock } from '../../tags/raw-block.ts';
import { u8 } from './numbers.ts';
import { latin1Text, untilNul } from './text.ts';

export const ID3V1_LENGTH = 128;

/** The 128 bytes of an ID3v1 tag; the genre as its number. */
export function readId3v1(bytes: Buffer): RawBlock {
  const text = (at: number, length: number): readonly string[] => {
    const field = untilNul(bytes.subarray(at, at + length));
    return [latin1Text(withoutCutCharacter(field, length)).trimEnd()];
  };
  const hasTrack = u8(bytes, 125) === 0 && u8(bytes, 126) !== 0;
  const genre = u8(bytes, 127);
  const entries: (readonly [string, readonly string[]])[] = [
    ['TITLE', text(3, 30)],
    ['ARTIST', text(33, 30)],
    ['ALBUM', text(63, 30)],
    ['YEAR', text(93, 4)],
    ['COMMENT', text(97, hasTrack ? 28 : 30)],
    ['TRACK', hasTrack ? [String(u8(bytes, 126))] : []],
    ['GENRE', genre === 255 ? [] : [String(genre)]],
  ];
  return { origin: 'id3v1', entries: entries.filter(([, values]) => values.some((value) => value !== '')) };
}

/** A character of UTF-8 that the end of a full field cut in two would make the whole field look like Latin-1. */
function withoutCutCharacter(field: Buffer, length: number): Buffer {
  if (field.length < length || isUtf8(field)) return field;
  for (const cut of [1, 2, 3]) {
    const shorter = field.subarray(0, field.length - cut);
    if (isUtf8(shorter) && (field[field.length - cut] ?? 0) >= 0xc0 && shorter.some((byte) => byte > 127))
      return shorter;
  }
  return field;
}
