import { be, join, le } from './bytes.ts';

/** A Vorbis comment, without the words before it. */
export function vorbisComment(comments: readonly string[]): Buffer {
  const each = comments.map((comment) => {
    const bytes = Buffer.from(comment);
    return join(le(bytes.length, 4), bytes);
  });
  return join(le(7, 4), 'revenge', le(comments.length, 4), each);
}

/** Body of a FLAC picture block: a front cover of so many bytes. */
export function flacPicture(length: number): Buffer {
  const mime = 'image/jpeg';
  return join(be(3, 4), be(mime.length, 4), mime, be(0, 4), be(0, 16), be(length, 4), Buffer.alloc(length, 0x78));
}
