import { u32le } from '../../../media/formats/audio/numbers.ts';
import { le } from '../bytes.ts';
import { inNamesOf, looseName, type NamedValues, type TagChange } from '../change.ts';
import { ensure } from '../unsafe-tag.ts';

const MOST_COMMENTS = 5000;

/** A Vorbis comment: each comment as its bytes (`KEY=value`), whatever it holds. */
export interface CommentList {
  readonly vendor: Buffer;
  readonly comments: readonly Buffer[];
  /** Bytes behind the last comment: a framing bit, padding. */
  readonly tail: Buffer;
}

/**
 * Divides a Vorbis comment into its comments.
 *
 * @throws UnsafeTag where a length does not fit.
 */
export function parseComments(bytes: Buffer): CommentList {
  const take = (at: number): Buffer => {
    const end = at + 4 + u32le(bytes, at);
    ensure(at + 4 <= bytes.length && end <= bytes.length, 'a Vorbis comment is longer than its block');
    return bytes.subarray(at + 4, end);
  };
  const vendor = take(0);
  let at = 4 + vendor.length;
  const count = u32le(bytes, at);
  ensure(at + 4 <= bytes.length && count <= MOST_COMMENTS, 'the number of Vorbis comments cannot be');
  at += 4;
  const comments: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const comment = take(at);
    comments.push(comment);
    at += 4 + comment.length;
  }
  return { vendor, comments, tail: bytes.subarray(at) };
}

/** The bytes of a comment list, without its tail. */
export function commentBytes({ vendor, comments }: CommentList): Buffer {
  const each = comments.flatMap((comment) => [le(comment.length, 4), comment]);
  return Buffer.concat([le(vendor.length, 4), vendor, le(comments.length, 4), ...each]);
}

/** Sets fields; comments of other names keep their bytes and their order. */
export function withFields(list: CommentList, change: TagChange): CommentList {
  return { ...list, comments: inNamesOf('vorbis', change).reduce(withName, list.comments) };
}

function withName(comments: readonly Buffer[], [name, values]: NamedValues): readonly Buffer[] {
  const loose = looseName(name);
  const isOld = (comment: Buffer): boolean => looseName(keyOf(comment)) === loose;
  const at = comments.findIndex(isOld);
  const kept = comments.filter((comment) => !isOld(comment));
  const added = values.map((value) => Buffer.from(`${name}=${value}`));
  return kept.toSpliced(at < 0 ? kept.length : at, 0, ...added);
}

function keyOf(comment: Buffer): string {
  const equals = comment.indexOf(0x3d);
  return equals < 0 ? '' : comment.toString('latin1', 0, equals);
}
