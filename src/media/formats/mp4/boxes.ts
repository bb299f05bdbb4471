/** A box of ISO 14496-12, an atom of QuickTime. */
export interface Box {
  readonly type: string;
  /** Of the content. */
  readonly start: number;
  readonly end: number;
}

/** Bytes from a place in the file or in a part of it; fewer only at the end. */
export type Read = (offset: number, length: number) => Buffer;

const MOST_BOXES = 2000;
/** A header, and behind it the first fields of a table: so that one read tells all that is needed of it. */
const HEADER_READ = 32;

/**
 * Visits the boxes from `start` to `end`, without their content; `visit` ends it by returning `false`. A box may say that it
 * ends behind its parent: it is the last one.
 */
export function eachBox(read: Read, start: number, end: number, visit: (box: Box) => boolean | undefined): void {
  let at = start;
  for (let count = 0; at + 8 <= end && count < MOST_BOXES; count++) {
    const head = read(at, HEADER_READ);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    if (short === 1 && head.length < 16) return;
    const header = short === 1 ? 16 : 8;
    // Zero means up to the end; QuickTime ends lists by it.
    const size = short === 0 ? end - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < header) return;
    if (visit({ type: head.toString('latin1', 4, 8), start: at + header, end: at + size }) === false) return;
    at += size;
  }
}

/** The first box of each type in a box. `skip` bytes of its content stand before them. */
export function boxesIn(read: Read, parent: Box, skip = 0): ReadonlyMap<string, Box> {
  const found = new Map<string, Box>();
  eachBox(read, parent.start + skip, parent.end, (box) => {
    const end = Math.min(box.end, parent.end);
    if (!found.has(box.type)) found.set(box.type, { ...box, end });
    return undefined;
  });
  return found;
}

/** The beginning of a box's content. */
export function contentOf(read: Read, box: Box | undefined, most: number): Buffer {
  return box === undefined ? EMPTY : read(box.start, Math.min(most, box.end - box.start));
}

export const EMPTY = Buffer.alloc(0);

/** Reads within a piece of memory. */
export function readFrom(bytes: Buffer): Read {
  return (offset, length) => bytes.subarray(offset, offset + length);
}

/** An unsigned integer of 32 or 64 bits. */
export function unsignedAt(bytes: Buffer, at: number, long: boolean): number {
  if (at + (long ? 8 : 4) > bytes.length) return 0;
  return long ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at);
}
