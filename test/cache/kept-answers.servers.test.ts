import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createBudget } from '../../src/cache/budget.ts';
import { decodeEntry, encodeEntry, LARGEST_BODY, makeEntry } from '../../src/cache/entry.ts';
import { cacheKey } from '../../src/cache/key.ts';
import type { CacheQuestion } from '../../src/cache/port.ts';
import { ownPrefix, redisUrl } from '../support/services.ts';
import { asked, cache, down, idle, kept, question, service } from './tools.ts';

/* What other programs and machines may have left in a cache that all of them share. */
const HOUR = 3_600_000;
let shared: { readonly redis: string; readonly prefix: string };
let client: Redis;
beforeEach(() => {
  shared = { redis: redisUrl(), prefix: ownPrefix() };
  client = new Redis(redisUrl());
  onTestFinished(() => client.disconnect());
});

async function entryBytes(body: string, { url, key }: CacheQuestion, changed: object = {}): Promise<Buffer> {
  const times = { soft: Date.now() + HOUR, hard: Date.now() + 2 * HOUR };
  const entry = await makeEntry(kept(body, { url, at: Date.now() }), times);
  return encodeEntry({ ...entry, ...changed }, key);
}

describe('a kept answer', () => {
  it.each([
    ['at', Number.NaN],
    ['at', Number.POSITIVE_INFINITY],
    ['at', 1e300],
    ['at', -1],
    ['soft', Number.NaN],
    ['soft', 9e15],
    ['hard', Number.POSITIVE_INFINITY],
    ['hard', Date.now() + 10_000 * 24 * HOUR],
    ['status', 0],
    ['status', 302],
    ['status', 503],
  ])('with the impossible %s %d is a miss, in Redis and in the file', async (member, value) => {
    const here = question('x');
    const bytes = await entryBytes('false', here, { [member]: value });
    await client.set(shared.prefix + here.key, bytes);
    const { answers } = await cache(shared);
    expect(await asked(answers, here, service(() => 'a').load)).toBe('network:a');
    expect(await asked((await cache(shared)).answers, here, down)).toBe('redis:a');
    const alone = await cache();
    const entry = await makeEntry(kept('false', { url: here.url, at: Date.now() }), {
      soft: Date.now() + HOUR,
      hard: Date.now() + HOUR,
    });
    await alone.local.set(here.key, { ...entry, [member]: value });
    expect(await asked(alone.answers, here, service(() => 'a').load)).toBe('network:a');
  });

  it('that lies under the key of another address is not believed', async () => {
    const [mine, other] = [question('mine'), question('other')];
    const { answers } = await cache(shared);
    await asked(answers, other, service(() => 'other').load);
    await client.copy(shared.prefix + other.key, shared.prefix + mine.key);
    const next = await cache(shared);
    expect(await asked(next.answers, mine, service(() => 'mine').load)).toBe('network:mine');
    expect(await asked(next.answers, other, down)).toBe('redis:other');
    expect(await asked((await cache(shared)).answers, mine, down)).toBe('redis:mine');
  });

  it('that lies under the key of another question to the same address is not believed', async () => {
    const url = 'https://service.example/graphql';
    const [mine, other] = ['mine', 'other'].map((body): CacheQuestion => {
      const key = cacheKey({ provider: 'stashbox', kind: 'work', method: 'POST', url, body, headers: {}, owner: '' });
      return { key, kind: 'work', url, offline: false };
    });
    if (mine === undefined || other === undefined) throw new Error('Two questions');
    await asked((await cache(shared)).answers, other, service(() => 'other').load);
    await client.copy(shared.prefix + other.key, shared.prefix + mine.key);
    expect(await asked((await cache(shared)).answers, mine, service(() => 'mine').load)).toBe('network:mine');
  });

  it('of an earlier version, which does not say its key, counts where its address is the right one', async () => {
    const here = question('x');
    await client.set(shared.prefix + here.key, await entryBytes('a', { ...here, key: '' }));
    expect(await asked((await cache(shared)).answers, here, down)).toBe('redis:a');
  });

  it('that claims to unpack to more than deflate can is none', async () => {
    const bytes = await entryBytes(' '.repeat(100_000), question('x'));
    expect(decodeEntry(bytes)).toBeDefined();
    bytes.writeUInt32BE(LARGEST_BODY, 32);
    expect(decodeEntry(bytes)).toBeUndefined();
  });

  it('with texts that are too long for an entry is given, and not kept', async () => {
    const { answers, troubles } = await cache();
    const { load, asked: times } = service(() => 'a', { etag: 'e'.repeat(70_000) });
    for (let time = 0; time < 2; time++) expect(await asked(answers, question('x'), load)).toBe('network:a');
    expect([times.length, troubles]).toEqual([2, []]);
  });
});

describe('many large answers at once', () => {
  it('are unpacked within a budget of memory', async () => {
    const body = Buffer.alloc(LARGEST_BODY, ' ');
    const entry = await makeEntry(kept('', { body, at: Date.now() }), {
      soft: Date.now() + HOUR,
      hard: Date.now() + HOUR,
    });
    const questions = Array.from({ length: 12 }, (_, number) => question(`large-${number}`));
    await Promise.all(
      questions.map(({ key, url }) => client.set(shared.prefix + key, encodeEntry({ ...entry, url }, key))),
    );
    const { answers } = await cache(shared);
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    const sizes = await Promise.all(
      questions.map(async (one) => {
        const got = await answers.ask(one, down, idle);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        return got.kind === 'answer' ? got.answer.body.length : 0;
      }),
    );
    expect(new Set(sizes)).toEqual(new Set([LARGEST_BODY]));
    expect(most).toBeLessThan(8 * LARGEST_BODY);
  });

  it('wait for their share in the order in which they came', async () => {
    const budget = createBudget(10);
    const order: string[] = [];
    let under = 0;
    let most = 0;
    const job = (name: string, share: number) =>
      budget(share, async () => {
        order.push(name);
        under += share;
        most = Math.max(most, under);
        await delay(5);
        under -= share;
        if (name === 'c') throw new Error('fails');
      }).catch((error: unknown) => expect(error).toMatchObject({ message: 'fails' }));
    await Promise.all([job('a', 6), job('b', 6), job('c', 3), job('d', 1), job('e', 50), job('f', 1)]);
    expect([order.join(''), most <= 50]).toEqual(['abcdef', true]);
  });
});
