import { batchLookups, type Lookup } from './lookups.ts';
import type { MemoryTier } from './memory-tier.ts';
import type { CacheEntry, CacheKind, CacheTier, CacheTierName } from './port.ts';

/** The tiers of this process, from near to far. */
export interface Tiers {
  readonly memory: MemoryTier;
  /** Entries that outlive the process on this machine. */
  readonly local?: CacheTier | undefined;
  readonly redis?: RedisSide | undefined;
}

/** The tier that machines share, as far as it is there. */
interface RedisSide {
  readonly tier: CacheTier;
  readonly up: () => boolean;
  readonly writable: () => boolean;
  readonly fits: (entry: CacheEntry) => boolean;
}

export interface Found {
  readonly entry: CacheEntry;
  readonly from: CacheTierName;
}

/** Entries over all tiers. */
export interface TierStack {
  find(key: string, kind: CacheKind): Promise<Found | undefined>;
  /** As `find`, past the memory: another process may have kept a newer one. */
  findLasting(key: string, kind: CacheKind): Promise<Found | undefined>;
  keep(key: string, kind: CacheKind, entry: CacheEntry): Promise<void>;
  drop(keys: readonly string[]): Promise<void>;
}

/**
 * One lasting tier at a time: Redis while it is there, the local one otherwise. Pictures, and what is too large for
 * Redis, stay on the machine. What was kept locally while Redis was gone is not looked at once it is back, since
 * another machine may have had it forgotten meanwhile.
 */
export function stackTiers({ memory, local, redis }: Tiers, now: () => number): TierStack {
  const fromRedis: Lookup | undefined = redis && batchLookups((keys) => redis.tier.getMany(keys));
  const fromLocal: Lookup | undefined = local && batchLookups((keys) => local.getMany(keys));
  const shares = (kind: CacheKind): boolean => kind !== 'picture';

  async function lasting(key: string, kind: CacheKind): Promise<Found | undefined> {
    if (fromRedis !== undefined && shares(kind) && redis?.up() === true) {
      const entry = await fromRedis(key);
      if (entry !== undefined) return { entry, from: 'redis' };
      // Large lists are kept here only; and Redis may just have gone.
      if (redis.up() && kind !== 'list') return undefined;
    }
    const entry = await fromLocal?.(key);
    return entry === undefined ? undefined : { entry, from: 'local' };
  }

  async function findLasting(key: string, kind: CacheKind): Promise<Found | undefined> {
    const found = await lasting(key, kind);
    if (found === undefined || kind === 'picture') return found;
    const near = memory.get(key, now());
    if (near === undefined || near.soft < found.entry.soft) memory.set(key, found.entry);
    return found;
  }

  return {
    async find(key, kind) {
      const near = memory.get(key, now());
      return near === undefined ? findLasting(key, kind) : { entry: near, from: 'memory' };
    },
    findLasting,
    async keep(key, kind, entry) {
      if (kind !== 'picture') memory.set(key, entry);
      const shared = redis !== undefined && shares(kind) && redis.writable() && redis.fits(entry);
      if (shared) {
        await redis.tier.set(key, entry);
        if (redis.writable()) return;
      }
      await local?.set(key, entry);
    },
    async drop(keys) {
      memory.delete(keys);
      await redis?.tier.delete(keys);
      await local?.delete(keys);
    },
  };
}
