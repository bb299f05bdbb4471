import type { RawBlock } from '../../tags/raw-block.ts';
import type { Notes } from '../notes.ts';
import type { EmbeddedPicture } from '../reading.ts';
import { PICTURE_HEAD, readFlacPicture } from './flac-picture.ts';
import { u32le } from './numbers.ts';
import type { Span } from './span.ts';
import { MAX_TEXT_BYTES, utf8Text } from './text.ts';

const MAX_COMMENTS = 5000;
const MAX_TAG_TEXT = 4 * 1024 * 1024;
const KEY_BYTES = 128;
const MAX_PICTURES = 100;

export interface VorbisComment {
  readonly block: RawBlock;
  readonly pictures: readonly EmbeddedPicture[];
}

/** Reads a Vorbis comment: vendor, number of comments, comments. A comment that holds a picture is not read but counted. */
export function readVorbisComment(span: Span, notes: Notes): VorbisComment {
  const entries: (readonly [string, readonly string[]])[] = [];
  const pictures: EmbeddedPicture[] = [];
  let at = commentsAt(span);
  const count = Math.min(u32le(span.read(at, 4), 0), MAX_COMMENTS);
  let text = 0;
  at += 4;
  for (let index = 0; index < count; index++) {
    const head = span.read(at, 4 + KEY_BYTES);
    const length = u32le(head, 0);
    const bodyAt = at + 4;
    if (head.length < 4 || bodyAt + length > span.length) {
      notes.add('comment longer than its block');
      break;
    }
    at = bodyAt + length;
    const equals = head.subarray(4, 4 + length).indexOf('=');
    const key = equals < 1 ? '' : head.toString('latin1', 4, 4 + equals).toUpperCase();
    if (isPictureKey(key)) {
      const picture = pictureOf(key, span, bodyAt + equals + 1, length - equals - 1);
      if (picture === undefined) notes.add(`${key} without a picture`);
      else if (pictures.length < MAX_PICTURES) pictures.push(picture);
    } else if (key === '') notes.add('comment without a name');
    else if (text < MAX_TAG_TEXT) {
      const value = span.read(bodyAt + equals + 1, Math.min(length - equals - 1, MAX_TEXT_BYTES));
      text += value.length;
      entries.push([key, [utf8Text(value)]]);
    }
  }
  return { block: { origin: 'vorbis', entries }, pictures };
}

/** Where the number of comments stands: behind the vendor, unless its length is damaged. */
function commentsAt(span: Span): number {
  const vendor = u32le(span.read(0, 4), 0);
  return 4 + vendor + 4 <= span.length && vendor <= 1024 * 1024 ? 4 + vendor : 4;
}

function isPictureKey(key: string): boolean {
  return key === 'METADATA_BLOCK_PICTURE' || key === 'COVERART';
}

/** The picture in a base64 text; only the beginning is read. */
function pictureOf(key: string, span: Span, at: number, length: number): EmbeddedPicture | undefined {
  const bytes = Math.floor((length * 3) / 4);
  if (bytes === 0) return undefined;
  if (key === 'COVERART') return { length: bytes };
  const text = span.read(at, Math.min(length, Math.ceil((PICTURE_HEAD * 4) / 3)));
  const head = Buffer.from(text.toString('latin1'), 'base64');
  const block = { length: bytes, read: (from: number, most: number) => head.subarray(from, from + most) };
  return readFlacPicture(block)?.picture;
}
