import { expect, it } from 'vitest';
import { createHostLimiter } from '../../../src/http/host-limiter.ts';
import { pace } from '../../../src/http/layers/pace.ts';
import { idle, limits, makeHop, quickClock } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

function paced(inner: ReturnType<typeof fake>) {
  const clock = quickClock();
  const limiter = createHostLimiter(clock);
  const shared = tools();
  const state = { isClosed: false };
  const exchange = pace({ ...shared, limiter, isClosed: () => state.isClosed }, inner);
  return { exchange, clock, limiter, state, health: () => shared.book.of('tmdb') };
}

it('keeps the interval, and counts requests, waits and time on the wire, failures too', async () => {
  const { exchange, clock, health } = paced(fake(answers(200, { tookMs: 20 }), fails('network', 40)));
  const hop = makeHop({ limits: limits({ intervalMs: 1000 }) });
  expect([outcome(await exchange(hop, idle)), outcome(await exchange(hop, idle))]).toEqual([200, 'HTTP_NETWORK']);
  expect(clock.slept).toEqual([1000]);
  expect(health()).toMatchObject({ requests: 2, waits: 1, waitedMs: 1000, latencyMs: 30 });
});

it('counts by host and key: another key does not wait', async () => {
  const { exchange, clock } = paced(fake(answers()));
  const of = (key: string) => makeHop({ limits: limits({ intervalMs: 1000 }), secretQuery: { api_key: key } });
  await exchange(of('one-key'), idle);
  await exchange(of('other-key'), idle);
  expect(clock.slept).toEqual([]);
});

it('sends nothing to a host that wants a long pause, and says for how long', async () => {
  const inner = fake(answers());
  const { exchange, limiter, health } = paced(inner);
  limiter.slow('api.example.org', 600_000);
  const result = await exchange(makeHop(), idle);
  expect(result).toMatchObject({ kind: 'failure', end: 'final', error: { code: 'HTTP_RATE_LIMITED' } });
  expect(result.kind === 'failure' && result.error.message).toContain('to be left alone for 10 more min');
  expect([inner.hops.length, health().requests]).toEqual([0, 0]);
});

it('sends nothing once the gateway is closed', async () => {
  const inner = fake(answers());
  const { exchange, state, health } = paced(inner);
  state.isClosed = true;
  expect(outcome(await exchange(makeHop(), idle))).toBe('HTTP_NETWORK');
  expect([inner.hops.length, health().requests]).toEqual([0, 0]);
});
