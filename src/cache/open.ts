import { createAnswerCache } from './answers.ts';
import { withLocalRations } from './local-rations.ts';
import { openLocalTier } from './local-tier.ts';
import { createMemoryTier } from './memory-tier.ts';
import { type AnswerCache, type LastingTier, LONGEST_WAIT_MS, type SharedPace } from './port.ts';
import { parseRedisUrl } from './redis/address.ts';
import { createRedisClient } from './redis/client.ts';
import { type Invalidation, listen } from './redis/invalidation.ts';
import { createRedisLink } from './redis/link.ts';
import { createLocks } from './redis/locks.ts';
import { createSharedPace } from './redis/pace.ts';
import { createRedisTier, fitsRedis } from './redis/tier.ts';
import { stackTiers } from './tiers.ts';

export interface CacheSettings {
  /** Address of Redis, Valkey or Dragonfly; absent: this machine alone. */
  readonly redis?: string | undefined;
  /** What every key in Redis begins with. */
  readonly prefix: string;
  /** Bytes that answers may take in the memory of the process. */
  readonly memoryBytes: number;
  /** File of the local tier. */
  readonly file: string;
  readonly fileBytes: number;
  /** Certificate authorities in PEM for Redis over TLS. */
  readonly ca?: readonly string[] | undefined;
}

export interface CacheTrouble {
  readonly code: 'CACHE_REDIS' | 'CACHE_REDIS_BACK' | 'CACHE_LOCAL';
  readonly message: string;
  readonly hint: string;
}

/** Everything that processes remember together. */
export interface OpenCache {
  readonly answers: AnswerCache;
  readonly local: LastingTier;
  readonly redis?: LastingTier & { readonly address: string; up(): Promise<boolean> };
  readonly pace: SharedPace;
}

/** Opens the tiers. Nothing connects before the first question, and no trouble with a tier ever ends a run. */
export async function openCache(
  settings: CacheSettings,
  onTrouble: (trouble: CacheTrouble) => void,
  now: () => number = Date.now,
): Promise<OpenCache> {
  const memory = createMemoryTier(settings.memoryBytes);
  const local = openLocalTier({
    path: settings.file,
    maxBytes: settings.fileBytes,
    now,
    onTrouble: (reason) =>
      onTrouble({
        code: 'CACHE_LOCAL',
        message: `the cache ${settings.file} cannot be used: ${reason}`,
        hint: 'The run goes on without it; answers are asked for again. Set cache.file to a place that can be written.',
      }),
  });
  if (settings.redis === undefined) {
    const tiers = stackTiers({ memory, local }, now);
    const answers = createAnswerCache({ tiers, now, onClose: () => local.close() });
    return { answers, local, pace: withLocalRations(local, now) };
  }

  const { prefix, ca } = settings;
  const address = parseRedisUrl(settings.redis);
  const connect = () => createRedisClient({ address, ca });
  const hint = 'Answers are kept in memory and on this machine meanwhile; it is tried again by itself.';
  const link = createRedisLink({
    connect,
    now,
    onTrouble: (reason) =>
      onTrouble({ code: 'CACHE_REDIS', message: `the cache ${address.shown} cannot be used: ${reason}`, hint }),
    onBack: () =>
      onTrouble({ code: 'CACHE_REDIS_BACK', message: `the cache ${address.shown} is back`, hint: 'Nothing to do.' }),
  });
  const redis = createRedisTier({ link, prefix, now });
  const side = { tier: redis, up: () => link.up, writable: () => link.writable, fits: fitsRedis };
  const tiers = stackTiers({ memory, local, redis: side }, now);
  let invalidation: Promise<Invalidation> | undefined;
  const listening = () => {
    invalidation ??= listen({
      link,
      prefix,
      connect,
      onKeys: (keys) => (keys.length === 0 ? memory.clear() : memory.delete(keys)),
    });
    return invalidation;
  };
  const answers = createAnswerCache({
    tiers,
    now,
    locks: createLocks(link, prefix),
    publish: async (keys) => (await listening()).publish(keys),
    async onClose() {
      (await invalidation)?.close();
      link.close();
      local.close();
    },
  });
  return {
    answers: {
      ...answers,
      ask(question, load, signal) {
        void listening();
        return answers.ask(question, load, signal);
      },
    },
    local,
    redis: {
      ...redis,
      address: address.shown,
      up: () => link.read(async (client) => (await client.ping()) === 'PONG', false),
    },
    pace: withLocalRations(local, now, createSharedPace(link, prefix, LONGEST_WAIT_MS)),
  };
}
