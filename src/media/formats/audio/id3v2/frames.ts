import type { Notes } from '../notes.ts';
import { syncsafe, u8, u24be, u32be } from '../numbers.ts';
import type { Span } from '../span.ts';
import { frameId, isKnownFrame } from './frame-ids.ts';

const MAX_FRAMES = 2000;
const MAX_SEARCHES = 8;
const SEARCH_BYTES = 64 * 1024;

export interface Frame {
  readonly id: string;
  /** Where its content begins in the span. */
  readonly at: number;
  readonly size: number;
  /** Second byte of the flags; ID3v2.2 has none. */
  readonly flags: number;
}

export interface FrameList {
  readonly version: 2 | 3 | 4;
  readonly span: Span;
  readonly start: number;
  /** Whether the span can be looked at in any order. */
  readonly canSeek: boolean;
}

/** The frames of a tag, one by one. After a frame that cannot be, the next one of a known name is searched for. */
export function* framesOf(list: FrameList, notes: Notes): Generator<Frame> {
  const head = list.version === 2 ? 6 : 10;
  let at = list.start;
  let searches = 0;
  for (let count = 0; count < MAX_FRAMES && at + head < list.span.length; count++) {
    const bytes = list.span.read(at, head);
    if (bytes.length < head || bytes[0] === 0) return;
    const id = frameId(bytes.toString('latin1', 0, list.version === 2 ? 3 : 4));
    const size = id === undefined ? 0 : sizeOf(list, bytes, at);
    const isOdd = id === undefined || at + head + size > list.span.length;
    if (!isOdd) {
      if (size === 0) notes.add(`empty ${id} frame`);
      else yield { id, at: at + head, size, flags: list.version === 2 ? 0 : u8(bytes, 9) };
      at += head + size;
      continue;
    }
    notes.add(id === undefined ? 'bytes between frames that are no frame' : `${id} frame longer than its tag`);
    const found = ++searches > MAX_SEARCHES ? undefined : findFrame(list, at + 1);
    if (found === undefined) return;
    at = found;
  }
}

/**
 * Size of a frame. ID3v2.4 writes seven bits a byte and ID3v2.3 eight, but taggers confuse them: where both differ, the
 * one after which another frame, padding or the end of the tag follows is right.
 */
function sizeOf(list: FrameList, bytes: Buffer, at: number): number {
  if (list.version === 2) return u24be(bytes, 3);
  const plain = u32be(bytes, 4);
  const safe = syncsafe(bytes, 4);
  if (plain === safe) return plain;
  if ([4, 5, 6, 7].some((index) => u8(bytes, index) > 127)) return plain;
  const [usual, other] = list.version === 4 ? [safe, plain] : [plain, safe];
  if (!list.canSeek || fitsBefore(list, at + 10 + usual)) return usual;
  return fitsBefore(list, at + 10 + other) ? other : usual;
}

/** Whether a frame may end here. */
function fitsBefore({ span }: FrameList, at: number): boolean {
  if (at === span.length) return true;
  if (at > span.length) return false;
  const next = span.read(at, 4);
  return next[0] === 0 || frameId(next.toString('latin1')) !== undefined;
}

function findFrame(list: FrameList, from: number): number | undefined {
  const bytes = list.span.read(from, SEARCH_BYTES);
  const idLength = list.version === 2 ? 3 : 4;
  for (let at = 0; at + 10 < bytes.length; at++) {
    const first = bytes[at] ?? 0;
    if (first < 0x41 || first > 0x5a) continue;
    const id = frameId(bytes.toString('latin1', at, at + idLength));
    if (id === undefined || !isKnownFrame(id)) continue;
    const size = sizeOf(list, bytes.subarray(at, at + 10), from + at);
    if (size > 0 && from + at + size <= list.span.length) return from + at;
  }
  return undefined;
}
