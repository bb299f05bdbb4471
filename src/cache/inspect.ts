import { unpack } from './entry.ts';
import type { OpenCache } from './open.ts';
import type { CacheTierName, LastingTier } from './port.ts';

/** A kept answer as it is shown. Times in ISO. */
export interface ShownAnswer {
  readonly key: string;
  readonly tier: CacheTierName;
  readonly url: string;
  readonly status: number;
  readonly at: string;
  readonly soft: string;
  readonly hard: string;
  readonly bytes: number;
  /** Bytes that it takes, packed. */
  readonly kept: number;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly body: Buffer;
}

const SHOWN_AT_MOST = 50;
const LOOKED_AT_ONCE = 200;

/** The answers in the lasting tiers whose key or address holds a text, at most fifty a tier. */
export async function decodable(cache: Pick<OpenCache, 'local' | 'redis'>, text: string): Promise<ShownAnswer[]> {
  const tiers: readonly [CacheTierName, LastingTier | undefined][] = [
    ['redis', cache.redis],
    ['local', cache.local],
  ];
  const found: ShownAnswer[] = [];
  for (const [name, tier] of tiers) {
    if (tier !== undefined) found.push(...(await inTier(name, tier, text)));
  }
  return found;
}

async function inTier(name: CacheTierName, tier: LastingTier, text: string): Promise<ShownAnswer[]> {
  // An address does not stand in the key, so all of them have to be looked at.
  const byKey = text.includes('/') ? [] : await tier.keys(text);
  const keys = byKey.length > 0 ? byKey : await tier.keys('');
  const found: ShownAnswer[] = [];
  for (let start = 0; start < keys.length && found.length < SHOWN_AT_MOST; start += LOOKED_AT_ONCE) {
    const batch = keys.slice(start, start + LOOKED_AT_ONCE);
    const entries = await tier.getMany(batch);
    for (const [index, entry] of entries.entries()) {
      const key = batch[index];
      if (entry === undefined || key === undefined || !(key.includes(text) || entry.url.includes(text))) continue;
      const answer = await unpack(entry);
      if (answer === undefined) continue;
      const { url, status, etag, lastModified, body } = answer;
      const [at, soft, hard] = [entry.at, entry.soft, entry.hard].map((ms) => new Date(ms).toISOString());
      found.push({
        key,
        tier: name,
        url,
        status,
        at: at ?? '',
        soft: soft ?? '',
        hard: hard ?? '',
        bytes: body.length,
        kept: entry.body.length,
        ...(etag === undefined ? {} : { etag }),
        ...(lastModified === undefined ? {} : { lastModified }),
        body,
      });
    }
  }
  return found.slice(0, SHOWN_AT_MOST);
}
