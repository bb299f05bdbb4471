import { LRUCache } from 'lru-cache';
import type { CacheEntry } from './port.ts';

/** Bytes that an entry takes beside its body, about. */
const OVERHEAD = 400;

/** Entries in the memory of this process. */
export interface MemoryTier {
  /** The entry, unless it is gone at `now`. */
  get(key: string, now: number): CacheEntry | undefined;
  set(key: string, entry: CacheEntry): void;
  delete(keys: readonly string[]): void;
  clear(): void;
}

/**
 * At most so many bytes; the least recently used go first. Entries of more than an eighth of it are not taken, so that
 * one list of a large Arr does not push everything else out.
 */
export function createMemoryTier(maxBytes: number): MemoryTier {
  const lru = new LRUCache<string, CacheEntry>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize: Math.max(1, maxBytes >> 3),
  });
  return {
    get(key, now) {
      const entry = lru.get(key);
      return entry !== undefined && entry.hard > now ? entry : undefined;
    },
    set(key, entry) {
      lru.set(key, entry, { size: entry.body.length + OVERHEAD });
    },
    delete(keys) {
      for (const key of keys) lru.delete(key);
    },
    clear: () => lru.clear(),
  };
}
