import type { ByteWindow } from './window.ts';

/** The first read: the headers of nearly every file fit. */
const HEAD = 64 * 1024;
/** A read elsewhere takes at least this much, because small pieces next to each other follow. */
const BLOCK = 8 * 1024;
/** Reads of one file; each may be a round trip to a server. */
const MOST_READS = 2000;
/** Kept parts; the oldest but the head goes first. */
const MOST_PARTS = 8;
const NOTHING = Buffer.alloc(0);

export interface CachedWindow extends ByteWindow {
  /** Whether a read was refused because the reader had used up its own limit. */
  readonly exhausted: boolean;
  /** Reads these bytes at once when they are not here yet, so that small reads in them cost nothing. */
  prefetch(offset: number, length: number): void;
  /** Reads exactly these bytes and keeps nothing: for single values far away from each other. */
  pick(offset: number, length: number): Buffer;
}

interface Part {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Turns many small reads into few large ones. After `limit` bytes or 2000 reads it answers as if the file had ended, so that a lying header
 * costs a bounded amount and what was found before is kept.
 */
export function cachedWindow(window: ByteWindow, limit = 4 * 1024 * 1024): CachedWindow {
  const parts: Part[] = [];
  let left = limit;
  let reads = 0;
  let exhausted = false;

  const fetch = (offset: number, length: number): Buffer => {
    const size = Math.min(length, window.size - offset);
    exhausted ||= size > left || reads >= MOST_READS;
    if (size <= 0 || size > left || reads >= MOST_READS) return NOTHING;
    left -= size;
    reads++;
    return window.read(offset, size);
  };
  const load = (offset: number, length: number): Buffer => {
    const bytes = fetch(offset, length);
    if (parts.length >= MOST_PARTS) parts.splice(1, 1);
    parts.push({ start: offset, bytes });
    return bytes;
  };
  const cached = (offset: number, length: number): Buffer | undefined => {
    for (const { start, bytes } of parts) {
      const from = offset - start;
      if (from >= 0 && from + length <= bytes.length) return bytes.subarray(from, from + length);
    }
    return undefined;
  };
  const within = (offset: number, length: number): number =>
    offset >= 0 && length > 0 && offset < window.size ? Math.min(length, window.size - offset) : 0;

  return {
    size: window.size,
    get exhausted() {
      return exhausted;
    },
    read(offset, length) {
      const wanted = within(offset, length);
      if (wanted === 0) return NOTHING;
      if (parts.length === 0) load(0, HEAD);
      return cached(offset, wanted) ?? load(offset, Math.max(wanted, BLOCK)).subarray(0, wanted);
    },
    prefetch(offset, length) {
      const wanted = within(offset, length);
      if (wanted > 0 && cached(offset, wanted) === undefined) load(offset, wanted);
    },
    pick(offset, length) {
      const wanted = within(offset, length);
      if (wanted === 0) return NOTHING;
      if (parts.length === 0) load(0, HEAD);
      return cached(offset, wanted) ?? fetch(offset, wanted);
    },
  };
}
