import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { encodeEntry, makeEntry, unpack } from '../../src/cache/entry.ts';
import { cacheKey } from '../../src/cache/key.ts';
import { createMemoryTier } from '../../src/cache/memory-tier.ts';
import { openCache } from '../../src/cache/open.ts';
import type { CacheEntry, KeptAnswer } from '../../src/cache/port.ts';
import { median } from '../measure.ts';

/*
 * The tiers against what they are made of, in turns, in one process. Redis: REVENGE_TEST_REDIS_URL, else 127.0.0.1:6379.
 * Usage: node scripts/run-ts.js bench/cache/tiers.ts
 */
const ROUNDS = 15;
const redisUrl = process.env.REVENGE_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

await memory();
await redis();

/** Gets from the memory tier against gets from lru-cache: the same keys, the same values. */
async function memory(): Promise<void> {
  const keys = Array.from({ length: 10_000 }, (_, index) => keyOf(String(index)));
  const entry = await entryOf('x'.repeat(200));
  const tier = createMemoryTier(1e9);
  const bare = new LRUCache<string, CacheEntry>({ maxSize: 1e9 });
  for (const key of keys) {
    tier.set(key, entry);
    bare.set(key, entry, { size: 600 });
  }
  const now = Date.now();
  const [ours, theirs] = inTurns(
    () => {
      for (const key of keys) tier.get(key, now);
    },
    () => {
      for (const key of keys) bare.get(key);
    },
  );
  row(
    'memory tier get / lru-cache get',
    theirs / ours,
    `${perSecond(keys.length, ours)} / ${perSecond(keys.length, theirs)} a second, bar ≥ 0.50`,
  );
}

/** A hundred keys at once: entries that are ready, and bodies that are unpacked, against MGET of the same bytes. */
async function redis(): Promise<void> {
  const prefix = `revenge_bench_${process.pid}:`;
  const folder = await mkdtemp(join(tmpdir(), 'revenge-bench-'));
  const cache = await openCache(
    { redis: redisUrl, prefix, memoryBytes: 1, file: join(folder, 'cache.sqlite'), fileBytes: 1e9 },
    ({ message }) => {
      throw new Error(message);
    },
  );
  const client = new Redis(redisUrl);
  const tier = cache.redis;
  if (tier === undefined) throw new Error('no Redis');
  try {
    for (const [name, body] of [
      ['2 KB', json(2000)],
      ['20 KB, packed', json(20_000)],
    ] as const) {
      const keys = Array.from({ length: 100 }, (_, index) => keyOf(`${name}${index}`));
      const entry = await entryOf(body);
      for (const key of keys) await client.set(prefix + key, encodeEntry(entry));
      const plain = keys.map((key) => `${prefix}plain:${key}`);
      for (const key of plain) await client.set(key, body);
      const prefixed = keys.map((key) => prefix + key);
      const [ready, unpacked, same, whole] = await inTurnsAsync([
        () => tier.getMany(keys),
        async () => Promise.all((await tier.getMany(keys)).map((one) => one && unpack(one))),
        () => client.mgetBuffer(prefixed),
        () => client.mgetBuffer(plain),
      ]);
      row(
        `redis tier, 100 × ${name} / MGET of the same`,
        (same ?? 0) / (ready ?? 1),
        `${ms(ready)} / ${ms(same)}, bar ≥ 0.70`,
      );
      row(
        `  … unpacked / MGET of the bodies as they are`,
        (whole ?? 0) / (unpacked ?? 1),
        `${ms(unpacked)} / ${ms(whole)}`,
      );
    }
  } finally {
    for await (const keys of client.scanStream({ match: `${prefix}*`, count: 1000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
    client.disconnect();
    await cache.answers.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function keyOf(name: string): string {
  const url = `https://service.example/${name}`;
  return cacheKey({ provider: 'bench', kind: 'work', method: 'GET', url, headers: {}, owner: '' });
}

async function entryOf(body: string): Promise<CacheEntry> {
  const answer: KeptAnswer = {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    etag: 'W/"0123456789abcdef"',
    lastModified: undefined,
    url: 'https://service.example/3/movie/603?append_to_response=credits',
    at: Date.now(),
    body: Buffer.from(body),
  };
  return makeEntry(answer, { soft: Date.now() + 1e6, hard: Date.now() + 1e9 });
}

/** JSON of about so many bytes that looks like a list of people. */
function json(bytes: number): string {
  const people: object[] = [];
  for (let index = 0; JSON.stringify(people).length < bytes; index++) {
    people.push({
      id: index * 7919,
      name: `Person ${index}`,
      character: `Character ${index * 31}`,
      order: index,
      profile_path: `/p${index}.jpg`,
    });
  }
  return JSON.stringify(people);
}

/** Median milliseconds of both, in turns. */
function inTurns(a: () => void, b: () => void): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS * 10; round++) {
    for (const [index, run] of [a, b].entries()) {
      const start = performance.now();
      run();
      times[index]?.push(performance.now() - start);
    }
  }
  return [median(times[0]), median(times[1])];
}

async function inTurnsAsync(runs: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = runs.map(() => []);
  for (let round = 0; round < ROUNDS * 20; round++) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      await run();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function perSecond(count: number, milliseconds: number): string {
  return `${Math.round(count / milliseconds / 1000)} M`;
}

function ms(value: number | undefined): string {
  return `${(value ?? Number.NaN).toFixed(2)} ms`;
}

function row(name: string, ratio: number, detail: string): void {
  process.stdout.write(`${name.padEnd(62)} ${ratio.toFixed(2).padStart(6)}   ${detail}\n`);
}
