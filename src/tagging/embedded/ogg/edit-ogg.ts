import { be } from '../bytes.ts';
import type { TagChange } from '../change.ts';
import { type Cover, flacPictureBytes } from '../cover.ts';
import type { TagEditor } from '../editor.ts';
import { ensure } from '../unsafe-tag.ts';
import { type CommentList, commentBytes, parseComments, withFields } from '../vorbis/comment-list.ts';
import { isFlacComment, type OggHeaders, readOggHeaders } from './header-pages.ts';
import { renumberedPages } from './renumber.ts';
import { pagesFor, writePages } from './write-pages.ts';

/** Left free where the file has to be written anew, so that the next change fits. */
const NEW_PADDING = 1024;

/** Changes the Vorbis comment of an Ogg file with one stream: Vorbis, Opus, Speex, FLAC. */
export const editOgg: TagEditor = (window, change, { cover }) => {
  const headers = readOggHeaders(window);
  const { start, end, serial, sequence, pages } = headers;
  const packets = changedPackets(headers, change, cover);
  const count = pagesFor(packets, pages.length);
  const bytes = writePages(packets, { serial, sequence, pages: count });
  const shift = count - pages.length;
  const later = shift === 0 ? [] : renumberedPages(window, end, serial, shift);
  return [{ at: start, length: end - start, bytes }, ...later];
};

function changedPackets(headers: OggHeaders, change: TagChange, cover: Cover | undefined): readonly Buffer[] {
  const { packets, comment } = headers;
  const isFlac = comment.prefix.every((byte) => byte === 0) && comment.prefix.length > 0;
  const at = isFlac ? packets.findIndex(isFlacComment) : 0;
  const old = packets[at];
  ensure(old !== undefined, 'the Ogg file has no Vorbis comment');
  const { prefix, framing, padded } = comment;
  ensure(isFlac || old.subarray(0, prefix.length).equals(prefix), 'the Ogg file has no Vorbis comment');
  const list = parseComments(old.subarray(prefix.length));
  const tail = tailOf(list.tail, framing);
  const bytes = commentBytes(withCover(withFields(list, change), cover));
  if (isFlac) return packets.with(at, Buffer.concat([old.subarray(0, 1), be(bytes.length, 3), bytes]));
  const whole = Buffer.concat([prefix, bytes, tail.kept]);
  return packets.with(at, padded && tail.isPadding ? filled(whole, old.length) : whole);
}

interface Tail {
  /** Written behind the comments again. */
  readonly kept: Buffer;
  /** Whether all else is zeros, and may be as many as fit. */
  readonly isPadding: boolean;
}

/** Opus keeps bytes of programs behind the comments where their first bit is set (RFC 7845, 5.2). */
function tailOf(tail: Buffer, framing: boolean): Tail {
  const kept = framing ? tail.subarray(0, 1) : Buffer.alloc(0);
  ensure(!framing || ((kept[0] ?? 0) & 1) === 1, 'the Vorbis comment has no framing bit');
  const rest = tail.subarray(kept.length);
  return rest.every((byte) => byte === 0) ? { kept, isPadding: true } : { kept: tail, isPadding: false };
}

function filled(packet: Buffer, length: number): Buffer {
  const free = packet.length <= length ? length - packet.length : NEW_PADDING;
  return Buffer.concat([packet, Buffer.alloc(free)]);
}

function withCover(list: CommentList, cover: Cover | undefined): CommentList {
  if (cover === undefined) return list;
  const picture = Buffer.from(`METADATA_BLOCK_PICTURE=${flacPictureBytes(cover).toString('base64')}`);
  return { ...list, comments: [...list.comments, picture] };
}
