import type { ByteWindow } from '../formats/window.ts';
import type { OpenFile } from './open-file.ts';

/** Head and tail are read whole: the hash needs both, and most headers lie in them. */
const EDGE = 64 * 1024;
/** Least that is read between them. */
const PAGE = 4 * 1024;
/** Longest read that is kept for the next one. */
const KEPT = 1024 * 1024;

interface Piece {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** A window over an open file. Bytes that were read lately are not read again. */
export function fileWindow(file: OpenFile): ByteWindow {
  const { size } = file;
  const edges: Piece[] = [];
  let last: Piece | undefined;

  const load = (offset: number, length: number): Piece => ({ offset, bytes: file.readExactly(offset, length) });
  const edge = (offset: number, end: number): Piece | undefined => {
    const known = edges.find((piece) => holds(piece, offset, end));
    if (known !== undefined) return known;
    const start = end <= EDGE ? 0 : offset >= size - EDGE ? size - EDGE : undefined;
    if (start === undefined) return undefined;
    const piece = load(start, Math.min(EDGE, size));
    edges.push(piece);
    return piece;
  };
  const between = (offset: number, end: number): Piece => {
    if (last !== undefined && holds(last, offset, end)) return last;
    const length = Math.min(size - offset, Math.max(end - offset, PAGE));
    const piece = load(offset, length);
    if (length <= KEPT) last = piece;
    return piece;
  };

  return {
    size,
    read: (from, length) => {
      const offset = Math.max(0, from);
      const end = Math.min(size, offset + Math.max(0, length));
      if (!(offset < end)) return Buffer.alloc(0);
      const piece = edge(offset, end) ?? between(offset, end);
      return piece.bytes.subarray(offset - piece.offset, end - piece.offset);
    },
  };
}

function holds({ offset, bytes }: Piece, from: number, end: number): boolean {
  return offset <= from && end <= offset + bytes.length;
}
