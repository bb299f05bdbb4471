import type { ByteWindow } from '../window.ts';

/** Bytes that belong together, wherever they lie in the file: a block of metadata, a packet, the body of a tag. */
export interface Span {
  /** Bytes in it as its header says; infinite where only reading on can tell. */
  readonly length: number;
  /** As in `ByteWindow`: fewer bytes only at the end of the span or of the file. */
  read(at: number, length: number): Buffer;
}

/** A part of the file as a span. */
export function fileSpan(window: ByteWindow, start: number, end: number): Span {
  const length = Math.max(0, Math.min(end, window.size) - start);
  return { length, read: (at, count) => window.read(start + at, Math.min(count, length - at)) };
}

/** The span without its first bytes. */
export function spanFrom(span: Span, start: number): Span {
  return { length: span.length - start, read: (at, length) => span.read(start + at, length) };
}
