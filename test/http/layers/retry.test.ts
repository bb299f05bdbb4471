import { expect, it } from 'vitest';
import { createHostLimiter } from '../../../src/http/host-limiter.ts';
import { retry } from '../../../src/http/layers/retry.ts';
import { idle, limits, makeHop, quickClock } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

const page = answers(200, { headers: { 'content-type': 'text/html' }, bytes: Buffer.from('<html>') });
const busy = (seconds: string) => answers(429, { headers: { 'retry-after': seconds } });

function retried(inner: ReturnType<typeof fake>, budgetMs?: number) {
  const clock = quickClock();
  const limiter = createHostLimiter(clock, undefined, budgetMs);
  const notices: unknown[] = [];
  const { book } = tools();
  const onRetry = (_hop: unknown, ...notice: unknown[]) => void notices.push(notice);
  const exchange = retry({ limiter, clock, random: () => 1, book, onRetry }, inner);
  return { exchange, clock, limiter, notices, health: () => book.of('tmdb') };
}

it('repeats what failed until an answer comes, and tells of each wait', async () => {
  const inner = fake(answers(500), fails('network'), answers(200));
  const { exchange, clock, notices, health } = retried(inner);
  expect(outcome(await exchange(makeHop(), idle))).toBe(200);
  expect(clock.slept).toEqual([500, 1000]);
  expect(notices).toEqual([
    [1, 500, 'status 500'],
    [2, 1000, 'network'],
  ]);
  expect([inner.hops.length, health().retries]).toEqual([3, 2]);
});

it.each([
  ['a server in trouble, as often as the limits say', answers(503), 3],
  ['a timeout, once', fails('timeout'), 2],
  ['a web page in place of JSON, once', page, 2],
  ['an error for good: never', fails('final'), 1],
  ['what is not there: never', answers(404), 1],
  ['a refused key: never', answers(401), 1],
])('repeats %s', async (_what, step, sent) => {
  const inner = fake(step);
  await retried(inner).exchange(makeHop(), idle);
  expect(inner.hops).toHaveLength(sent);
});

it('repeats no POST that changes something, and no page where a file was asked for', async () => {
  const post = fake(fails('network'));
  await retried(post).exchange(makeHop({ method: 'POST', idempotent: false }), idle);
  const file = fake(page);
  await retried(file).exchange(makeHop({ headers: { accept: '*/*' } }), idle);
  expect([post.hops.length, file.hops.length]).toEqual([1, 1]);
});

it('pauses the whole host for as long as it asks', async () => {
  const { exchange, clock, limiter } = retried(fake(busy('7'), answers(200)));
  const begin = clock.now();
  const paced = { concurrency: 1, intervalMs: 0 };
  clock.sleep = async () => {
    // Another request to the host comes during the wait: it must not start before the wait is over.
    clock.sleep = async (ms) => clock.skip(ms);
    const turn = await limiter.run('api.example.org', paced, idle, async () => clock.now() - begin);
    expect(turn).toEqual({ kind: 'done', value: 7000, waitedMs: 7000 });
  };
  expect(outcome(await exchange(makeHop(), idle))).toBe(200);
  expect.assertions(2);
});

it('stops to wait where the budget of the run is spent', async () => {
  const inner = fake(busy('30'));
  const { exchange, clock } = retried(inner, 50_000);
  const hop = makeHop({ limits: limits({ retries: 9 }) });
  expect(outcome(await exchange(hop, idle))).toBe(429);
  expect(clock.slept).toEqual([30_000]);
  expect(inner.hops).toHaveLength(2);
});

it('ends the wait when the signal is aborted', async () => {
  const abort = new AbortController();
  const { exchange, clock } = retried(fake(answers(500)));
  clock.sleep = (_ms, signal) => {
    abort.abort();
    return Promise.reject(signal.reason);
  };
  await expect(exchange(makeHop(), abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
