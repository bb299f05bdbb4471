import type { ByteWindow } from '../../../media/formats/window.ts';
import { be } from '../bytes.ts';
import { ensure } from '../unsafe-tag.ts';

const MOST_BOXES = 10_000;
const SHORT_HEAD = 8;
const LONG_HEAD = 16;
const LARGEST_SHORT = 2 ** 32;

/** A box and where it lies; all places are those of the file. */
export interface Mp4Box {
  readonly type: string;
  /** Of the header. */
  readonly at: number;
  /** Of the content. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the size in the header: 0 where it says "up to the end". */
  readonly sizeBytes: 0 | 4 | 8;
}

/**
 * The boxes between two places, which have to fill the space. Up to `slack` zeros may follow the last one: QuickTime ends
 * lists so.
 *
 * @throws UnsafeTag
 */
export function boxesBetween(window: ByteWindow, from: number, to: number, slack = 0): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  let at = from;
  while (at < to) {
    const head = window.read(at, LONG_HEAD);
    if (to - at <= slack && head.subarray(0, to - at).every((byte) => byte === 0)) break;
    ensure(head.length >= SHORT_HEAD && at + SHORT_HEAD <= to, 'the MP4 boxes do not fill their parent');
    const box = boxAt(head, at, to === window.size ? to : undefined);
    ensure(box.end <= to && box.end >= box.start, `the MP4 box ${box.type} is longer than its parent`);
    ensure(boxes.length < MOST_BOXES, 'the MP4 file has too many boxes');
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function boxAt(head: Buffer, at: number, fileEnd: number | undefined): Mp4Box {
  const short = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (short === 0) {
    ensure(fileEnd !== undefined, 'an MP4 box has no size');
    return { type, at, start: at + SHORT_HEAD, end: fileEnd, sizeBytes: 0 };
  }
  if (short !== 1) return { type, at, start: at + SHORT_HEAD, end: at + short, sizeBytes: 4 };
  ensure(head.length === LONG_HEAD, 'an MP4 box is cut short');
  return { type, at, start: at + LONG_HEAD, end: at + Number(head.readBigUInt64BE(8)), sizeBytes: 8 };
}

/** A box of this type and content. */
export function boxBytes(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  ensure(body.length + SHORT_HEAD < LARGEST_SHORT, `the MP4 box ${type} would be too large`);
  return Buffer.concat([be(body.length + SHORT_HEAD, 4), Buffer.from(type, 'latin1'), body]);
}

/** The size in the header of a box that grows by so many bytes. */
export function grownSize({ at, end, sizeBytes }: Mp4Box, by: number): { readonly at: number; readonly bytes: Buffer } {
  const size = end - at + by;
  ensure(sizeBytes !== 4 || size < LARGEST_SHORT, 'an MP4 box would be too large');
  if (sizeBytes === 8) return { at: at + SHORT_HEAD, bytes: be(size, 8) };
  return { at, bytes: sizeBytes === 4 ? be(size, 4) : be(0, 4) };
}
