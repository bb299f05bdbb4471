import type { ByteWindow } from '../../media/formats/window.ts';

/** Puts `bytes` in place of the `length` bytes from `at` of a file. */
export interface Splice {
  readonly at: number;
  readonly length: number;
  readonly bytes: Buffer;
}

/** The file as it is once these splices are made. They are in the order of the file and do not overlap. */
export function splicedWindow(window: ByteWindow, splices: readonly Splice[]): ByteWindow {
  const parts: { readonly start: number; readonly end: number; readonly read: ByteWindow['read'] }[] = [];
  let size = 0;
  const add = (length: number, read: ByteWindow['read']): void => {
    if (length > 0) parts.push({ start: size, end: size + length, read });
    size += length;
  };
  let from = 0;
  for (const { at, length, bytes } of splices) {
    const start = from;
    add(at - from, (offset, count) => window.read(start + offset, count));
    add(bytes.length, (offset, count) => bytes.subarray(offset, offset + count));
    from = at + length;
  }
  const rest = from;
  add(window.size - rest, (offset, count) => window.read(rest + offset, count));
  return {
    size,
    read(offset, length) {
      const start = Math.max(0, offset);
      const end = Math.min(size, start + Math.max(0, length));
      const found: Buffer[] = [];
      for (const part of parts) {
        if (part.end <= start || part.start >= end) continue;
        const inner = Math.max(start, part.start);
        found.push(part.read(inner - part.start, Math.min(end, part.end) - inner));
      }
      const [only] = found;
      return found.length === 1 && only !== undefined ? only : Buffer.concat(found);
    },
  };
}

/**
 * The same splices without the bytes that stay as they are. A splice that ends with the file keeps its end: it can be made
 * in place although it changes the size of the file.
 */
export function trimmedSplices(window: ByteWindow, splices: readonly Splice[]): readonly Splice[] {
  return splices.flatMap(({ at, length, bytes }) => {
    const old = window.read(at, length);
    const most = Math.min(old.length, bytes.length);
    let head = 0;
    while (head < most && old[head] === bytes[head]) head++;
    const isTail = at + length >= window.size && length !== bytes.length;
    let tail = 0;
    while (!isTail && tail < most - head && old[old.length - 1 - tail] === bytes[bytes.length - 1 - tail]) tail++;
    const changed = bytes.subarray(head, bytes.length - tail);
    const replaced = length - head - tail;
    return replaced === 0 && changed.length === 0 ? [] : [{ at: at + head, length: replaced, bytes: changed }];
  });
}

/** Whether these splices can be made without moving any other byte of the file. */
export function isInPlace(size: number, splices: readonly Splice[]): boolean {
  return splices.every(
    ({ at, length, bytes }, index) => length === bytes.length || (index === splices.length - 1 && at + length === size),
  );
}
