import type { ByteWindow } from '../window.ts';

/** An element of EBML (RFC 8794). */
export interface Element {
  readonly id: number;
  /** Of the content. */
  readonly start: number;
  /** Of the content; that of the parent where the writer did not know the size. */
  readonly end: number;
  /** Whether the writer did not know the size. */
  readonly open: boolean;
}

const MOST_ELEMENTS = 5000;
const LONGEST_HEADER = 12;
/** Longest text that is read; lyrics and descriptions are longer than any other. */
const LONGEST_TEXT = 64 * 1024;

/** The element at this place; undefined where there is none. `limit` is the end of the parent. */
export function elementAt(window: ByteWindow, at: number, limit: number): Element | undefined {
  if (at + 2 > limit) return undefined;
  const head = window.read(at, LONGEST_HEADER);
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  if (idLength > 4 || head.length <= idLength) return undefined;
  const lead = head[idLength] ?? 0;
  const sizeLength = Math.clz32(lead) - 23;
  if (sizeLength > 8 || head.length < idLength + sizeLength) return undefined;
  const most = 0xff >> sizeLength;
  let size = lead & most;
  let open = size === most;
  for (let index = 1; index < sizeLength; index++) {
    const byte = head[idLength + index] ?? 0;
    size = size * 256 + byte;
    open &&= byte === 0xff;
  }
  const start = at + idLength + sizeLength;
  return { id: head.readUIntBE(0, idLength), start, end: open ? limit : start + size, open };
}

/**
 * Visits the elements from `start` to `end`. An element that ends behind its parent is the last one.
 *
 * @returns whether all of them could be read.
 */
export function eachElement(
  window: ByteWindow,
  start: number,
  end: number,
  visit: (element: Element) => void,
): boolean {
  let at = start;
  for (let count = 0; at < end && count < MOST_ELEMENTS; count++) {
    const element = elementAt(window, at, end);
    if (element === undefined || element.end > end) return false;
    visit(element);
    at = element.end;
  }
  return at >= end;
}

/** An unsigned integer of up to eight bytes. */
export function unsigned(window: ByteWindow, { start, end }: Element): number | undefined {
  if (end - start > 8) return undefined;
  let value = 0;
  for (const byte of window.read(start, end - start)) value = value * 256 + byte;
  return value;
}

/** A floating-point number of four or eight bytes. */
export function float(window: ByteWindow, { start, end }: Element): number | undefined {
  const bytes = window.read(start, Math.min(end - start, 9));
  if (bytes.length === 4) return bytes.readFloatBE(0);
  return bytes.length === 8 ? bytes.readDoubleBE(0) : undefined;
}

/** UTF-8 up to the first NUL; cut where it is longer than any text should be. */
export function text(window: ByteWindow, { start, end }: Element): string {
  const decoded = window.read(start, Math.min(end - start, LONGEST_TEXT)).toString('utf8');
  const nul = decoded.indexOf('\0');
  return nul < 0 ? decoded : decoded.slice(0, nul);
}
