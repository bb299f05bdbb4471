import type { CachedWindow } from '../cached-window.ts';

/** A chunk of RIFF; of a list also what it is a list of. */
export interface Chunk {
  readonly type: string;
  readonly list: string | undefined;
  /** Of the content; of a list it begins with its kind. */
  readonly start: number;
  readonly end: number;
}

const MOST_CHUNKS = 2000;

/** Visits the chunks from `start` to `end`. One that ends behind its parent is the last. */
export function eachChunk(
  read: (offset: number, length: number) => Buffer,
  start: number,
  end: number,
  visit: (chunk: Chunk) => void,
): void {
  let at = start;
  for (let count = 0; at + 8 <= end && count < MOST_CHUNKS; count++) {
    const head = read(at, 12);
    if (head.length < 8) return;
    const type = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    const list = type === 'LIST' || type === 'RIFF' ? head.toString('latin1', 8, 12) : undefined;
    visit({ type, list, start: at + 8, end: at + 8 + size });
    at += 8 + size + (size % 2);
  }
}

/** The beginning of a chunk's content. */
export function contentOf(window: CachedWindow, chunk: Chunk | undefined, most: number): Buffer {
  return chunk === undefined ? Buffer.alloc(0) : window.read(chunk.start, Math.min(most, chunk.end - chunk.start));
}
