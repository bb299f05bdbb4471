import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntry, encodeEntry, makeEntry, unpack } from '../../src/cache/entry.ts';
import { cacheKey, partsOfKey } from '../../src/cache/key.ts';
import { createMemoryTier } from '../../src/cache/memory-tier.ts';
import { CACHE_KINDS } from '../../src/cache/port.ts';
import { parseRedisUrl } from '../../src/cache/redis/address.ts';
import { expiry, LIFETIMES, parseCacheControl } from '../../src/cache/ttl.ts';
import { RevengeError } from '../../src/model/errors.ts';
import { kept } from './tools.ts';

const DAY = 86_400_000;

describe('an entry', () => {
  it('comes back as it was, whatever its body and texts are', async () => {
    const text = fc.option(
      fc.string({ maxLength: 60 }).filter((one) => one !== '' && !one.includes('\n')),
      { nil: undefined },
    );
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 20_000 }),
      text,
      text,
      fc.constantFrom(200, 404, 410),
      async (body, etag, lastModified, status) => {
        const answer = kept('', { body: Buffer.from(body), etag, lastModified, status });
        const entry = await makeEntry(answer, { soft: 5.5, hard: 1e13 });
        const read = decodeEntry(encodeEntry(entry));
        expect(read && (await unpack(read))).toEqual(answer);
        expect([read?.soft, read?.hard]).toEqual([5.5, 1e13]);
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it('packs what is large and shrinks, and pictures never', async () => {
    const large = 'the same again '.repeat(1000);
    const times = { soft: 0, hard: 1 };
    expect((await makeEntry(kept(large), times)).body.length).toBeLessThan(1000);
    expect((await makeEntry(kept('small'), times)).packedFrom).toBeUndefined();
    expect((await makeEntry(kept(large, { contentType: 'image/svg+xml' }), times)).packedFrom).toBeUndefined();
  });

  it('is not made of bytes that are none: cut off, of another version, or lying about their size', async () => {
    const bytes = encodeEntry(await makeEntry(kept('{"a":1}'), { soft: 1, hard: 2 }));
    for (let length = 0; length < bytes.length; length++)
      expect(decodeEntry(bytes.subarray(0, length))).toBeUndefined();
    const other = Buffer.from(bytes);
    other[1] = 2;
    expect(decodeEntry(other)).toBeUndefined();
    expect(decodeEntry(Buffer.from('{"not":"ours"}'.repeat(10)))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void decodeEntry(Buffer.from(noise))));
  });

  it('does not unpack to more than it says', async () => {
    const entry = await makeEntry(kept('x'.repeat(100_000)), { soft: 1, hard: 2 });
    expect(await unpack({ ...entry, packedFrom: 50_000 })).toBeUndefined();
    expect(await unpack({ ...entry, body: Buffer.from('no deflate at all') })).toBeUndefined();
  });
});

describe('times', () => {
  it('are in order for every kind, and none keeps an answer for six months', () => {
    for (const kind of CACHE_KINDS) {
      const { least, soft, whileRevalidate, hard, none } = LIFETIMES[kind];
      expect(least).toBeLessThanOrEqual(soft);
      expect(soft + whileRevalidate).toBeLessThanOrEqual(hard);
      expect(none).toBeLessThanOrEqual(soft);
      expect(hard).toBeLessThan(180 * DAY);
    }
  });

  it('follow what the service says, within the bounds of the kind', () => {
    const soft = (header: string | undefined) => expiry('work', true, header, 0)?.soft;
    expect(soft(undefined)).toBe(7 * DAY);
    expect(soft('public, max-age=86400')).toBe(DAY);
    expect(soft('max-age=5')).toBe(DAY / 4);
    expect(soft('no-cache')).toBe(DAY / 4);
    expect(soft('max-age=999999999')).toBe(150 * DAY);
    expect(expiry('work', true, 'private, no-store', 0)).toBeUndefined();
    expect(expiry('work', false, 'max-age=999999999', 0)).toEqual({ soft: DAY / 2, hard: DAY / 2 });
    expect(expiry('list', true, 'max-age=0', 100)?.soft).toBe(100);
    expect(parseCacheControl('Max-Age="60", NO-STORE')).toEqual({ noStore: true, maxAgeMs: 60_000 });
    expect(parseCacheControl('max-age=-1, s-maxage=9')).toEqual({ noStore: false, maxAgeMs: undefined });
  });
});

describe('a key', () => {
  const parts = { provider: 'tmdb', kind: 'work', method: 'GET', url: 'https://a/b', headers: {}, owner: '' } as const;

  it('differs with everything that changes the answer', () => {
    const keys = [
      cacheKey(parts),
      cacheKey({ ...parts, url: 'https://a/c' }),
      cacheKey({ ...parts, headers: { 'accept-language': 'de' } }),
      cacheKey({ ...parts, owner: '1' }),
      cacheKey({ ...parts, body: { q: 1 } }),
      cacheKey({ ...parts, method: 'POST' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(cacheKey({ ...parts })).toBe(keys[0]);
  });

  it('tells its provider and kind', () => {
    expect(partsOfKey(cacheKey(parts))).toEqual({ provider: 'tmdb', kind: 'work' });
    expect(partsOfKey('v0:tmdb:work:1')).toBeUndefined();
    expect(partsOfKey('lock:v1')).toBeUndefined();
  });
});

describe('the memory tier', () => {
  it('keeps to its bytes and lets the longest unused go', async () => {
    const tier = createMemoryTier(100_000);
    const entry = await makeEntry(kept('x'.repeat(4000)), { soft: 1, hard: 10 });
    const raw = { ...entry, body: Buffer.alloc(4000), packedFrom: undefined };
    for (let index = 0; index < 100; index++) {
      tier.set(String(index), raw);
      tier.get('0', 5);
    }
    expect(tier.get('0', 5)).toBe(raw);
    expect(tier.get('1', 5)).toBeUndefined();
    expect(tier.get('99', 5)).toBe(raw);
    expect(tier.get('99', 10)).toBeUndefined();
    tier.set('large', { ...raw, body: Buffer.alloc(50_000) });
    expect(tier.get('large', 5)).toBeUndefined();
    tier.delete(['99']);
    expect(tier.get('99', 5)).toBeUndefined();
    tier.clear();
    expect(tier.get('0', 5)).toBeUndefined();
  });
});

describe('the address of Redis', () => {
  it.each([
    ['redis://localhost', { mode: 'single', hosts: [{ host: 'localhost', port: 6379 }], tls: false, db: 0 }],
    [
      'rediss://me:p%40ss:w@h:7000/3',
      { username: 'me', password: 'p@ss:w', tls: true, db: 3, shown: 'rediss://h:7000/3' },
    ],
    ['redis://:secret@[::1]:6380', { hosts: [{ host: '::1', port: 6380 }], password: 'secret', username: undefined }],
    [
      'redis+sentinel://u:p@a,b:5/mymaster/2?sentinelPassword=s',
      {
        mode: 'sentinel',
        group: 'mymaster',
        db: 2,
        sentinelPassword: 's',
        hosts: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 5 },
        ],
      },
    ],
    [
      'rediss+cluster://a:1,b:2',
      {
        mode: 'cluster',
        tls: true,
        hosts: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
      },
    ],
  ])('%s', (url, expected) => {
    expect(parseRedisUrl(url)).toMatchObject(expected);
  });

  it.each([
    '',
    'localhost:6379',
    'http://h',
    'redis://',
    'redis://a,b',
    'redis+sentinel://a',
    'redis://h/x',
    'redis://user:hunter22@h:port',
  ])('refuses %j without repeating it', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(RevengeError);
    try {
      parseRedisUrl(url);
    } catch (error) {
      expect(String(error)).not.toContain('hunter22');
    }
  });
});
