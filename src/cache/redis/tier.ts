import type { Redis } from 'ioredis';
import { decodeEntry, encodeEntry } from '../entry.ts';
import { partsOfKey } from '../key.ts';
import type { CacheEntry, LastingTier, TierCount } from '../port.ts';
import type { RedisClient } from './client.ts';
import type { RedisLink } from './link.ts';

/** Larger entries stay on the machine: they would hold up everybody else's commands. Bytes, as kept. */
const LARGEST = 4 * 1024 * 1024;
const SCAN_COUNT = 500;

export interface RedisTierOptions {
  readonly link: RedisLink;
  readonly prefix: string;
  readonly now: () => number;
}

/** Entries in Redis, under a prefix, each with its own time of expiry. */
export function createRedisTier({ link, prefix, now }: RedisTierOptions): LastingTier {
  async function keys(part: string): Promise<string[]> {
    const found: string[] = [];
    await link.read(async (client) => {
      for (const node of nodesOf(client)) {
        let cursor = '0';
        do {
          const [next, page] = await node.scan(cursor, 'MATCH', `${glob(prefix)}v*${glob(part)}*`, 'COUNT', SCAN_COUNT);
          cursor = next;
          for (const key of page) found.push(key.slice(prefix.length));
        } while (cursor !== '0');
      }
    }, undefined);
    return [...new Set(found)].filter((key) => partsOfKey(key) !== undefined).sort();
  }

  return {
    async getMany(wanted) {
      const values = await link.read((client) => getBuffers(client, wanted, prefix), []);
      const at = now();
      return wanted.map((key, index) => {
        const bytes = values[index];
        const entry = bytes == null ? undefined : decodeEntry(bytes, key);
        return entry !== undefined && entry.hard > at ? entry : undefined;
      });
    },
    async set(key, entry) {
      const ttl = Math.floor(entry.hard - now());
      if (ttl <= 0 || entry.body.length > LARGEST) return;
      await link.write((client) => client.set(prefix + key, encodeEntry(entry, key), 'PX', ttl));
    },
    async delete(gone) {
      if (gone.length === 0) return;
      await link.write((client) =>
        isCluster(client)
          ? Promise.all(gone.map((key) => client.unlink(prefix + key)))
          : client.unlink(gone.map((key) => prefix + key)),
      );
    },
    async count() {
      const counts = new Map<string, { provider: string; kind: string; entries: number; bytes: number }>();
      const all = await keys('');
      const sizes = await link.read((client) => Promise.all(all.map((key) => client.strlen(prefix + key))), []);
      for (const [index, key] of all.entries()) {
        const parts = partsOfKey(key);
        if (parts === undefined) continue;
        const name = `${parts.provider}:${parts.kind}`;
        const count = counts.get(name) ?? { ...parts, entries: 0, bytes: 0 };
        count.entries += 1;
        count.bytes += sizes[index] ?? 0;
        counts.set(name, count);
      }
      return [...counts.values()] satisfies TierCount[];
    },
    keys,
  };
}

/** One `MGET`; in a cluster, where the keys lie on several nodes, one `GET` each, which ioredis sends together by node. */
async function getBuffers(client: RedisClient, keys: readonly string[], prefix: string): Promise<(Buffer | null)[]> {
  const [first, ...rest] = keys;
  if (first === undefined) return [];
  if (isCluster(client)) return Promise.all(keys.map((key) => client.getBuffer(prefix + key)));
  if (rest.length === 0) return [await client.getBuffer(prefix + first)];
  return client.mgetBuffer(keys.map((key) => prefix + key));
}

function isCluster(client: RedisClient): client is Exclude<RedisClient, Redis> {
  return 'nodes' in client;
}

function nodesOf(client: RedisClient): readonly Redis[] {
  return isCluster(client) ? client.nodes('master') : [client];
}

/** Text that stands for itself in a pattern of SCAN. */
function glob(text: string): string {
  return text.replace(/[\\*?[\]^-]/g, '\\$&');
}

/** Whether an entry may be kept in Redis at all. */
export function fitsRedis(entry: CacheEntry): boolean {
  return entry.body.length <= LARGEST;
}
