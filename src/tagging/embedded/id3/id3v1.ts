import { ID3V1_LENGTH } from '../../../media/formats/audio/id3v1.ts';
import { hasText, u8 } from '../../../media/formats/audio/numbers.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { genreNumber } from '../../../media/tags/genres.ts';
import type { TagChange } from '../change.ts';
import type { Splice } from '../splice.ts';

interface Place {
  readonly at: number;
  readonly length: number;
}

const TEXTS: ReadonlyMap<string, Place> = new Map([
  ['TITLE', { at: 3, length: 30 }],
  ['ARTIST', { at: 33, length: 30 }],
  ['ALBUM', { at: 63, length: 30 }],
  ['DATE', { at: 93, length: 4 }],
]);
const COMMENT = { at: 97, length: 28 };
const TRACK_AT = 126;
const GENRE_AT = 127;
const NO_GENRE = 255;

/** Gives the ID3v1 tag at the end of a file the values of a change; a file without one gets none. */
export function id3v1Splices(window: ByteWindow, change: TagChange): readonly Splice[] {
  const at = window.size - ID3V1_LENGTH;
  const old = at < 0 ? Buffer.alloc(0) : window.read(at, ID3V1_LENGTH);
  if (old.length < ID3V1_LENGTH || !hasText(old, 0, 'TAG')) return [];
  const bytes = Buffer.from(old);
  for (const [field, { at: from, length }] of TEXTS) {
    const values = change.get(field);
    if (values !== undefined) fieldBytes(values.join('; '), length).copy(bytes, from);
  }
  const comment = change.get('COMMENT');
  const hasTrack = u8(bytes, TRACK_AT - 1) === 0;
  if (comment !== undefined)
    fieldBytes(comment.join('; '), COMMENT.length + (hasTrack ? 0 : 2)).copy(bytes, COMMENT.at);
  const track = Number(change.get('TRACKNUMBER')?.[0]);
  if (hasTrack && track > 0 && track < 256) bytes[TRACK_AT] = track;
  const genre = change.get('GENRE');
  if (genre !== undefined) bytes[GENRE_AT] = genreNumber(genre[0] ?? '') ?? NO_GENRE;
  return [{ at, length: ID3V1_LENGTH, bytes }];
}

/** Latin-1, cut off; a character that it lacks becomes a question mark. */
function fieldBytes(text: string, length: number): Buffer {
  const latin1 = text.replace(/[^\0-\xff]/gu, '?');
  return Buffer.concat([Buffer.from(latin1, 'latin1'), Buffer.alloc(length)]).subarray(0, length);
}
