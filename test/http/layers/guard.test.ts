import { expect, it } from 'vitest';
import { guard } from '../../../src/http/layers/guard.ts';
import { idle, makeHop, quickClock } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

function guarded(inner: ReturnType<typeof fake>) {
  const clock = quickClock();
  const exchange = guard({ ...tools(), clock }, inner);
  const ask = async (host = 'api.example.org') => {
    const url = new URL(`https://${host}/movie/1`);
    return outcome(await exchange(makeHop({ url }), idle));
  };
  return { clock, exchange, ask };
}

it.each([
  ['status 500', answers(500)],
  ['a broken connection', fails('network')],
  ['a timeout', fails('timeout')],
])('leaves a host alone after five times %s, and only that host', async (_what, step) => {
  const inner = fake(step);
  const { ask } = guarded(inner);
  for (let turn = 0; turn < 7; turn++) await ask();
  expect(inner.hops).toHaveLength(5);
  await ask('other.example');
  expect(inner.hops).toHaveLength(6);
});

it.each([
  ['what is not there', answers(404)],
  ['a refused key', answers(401)],
  ['an error of the request itself', fails('final')],
  ['a web page in place of JSON', answers(200, { headers: { 'content-type': 'text/html' } })],
])('takes %s for no sign of trouble', async (_what, step) => {
  const inner = fake(step);
  const { ask } = guarded(inner);
  for (let turn = 0; turn < 7; turn++) await ask();
  expect(inner.hops).toHaveLength(7);
});

it('sends one probe after 30 s, without retries, and the answer of it decides', async () => {
  const bad = Array.from({ length: 5 }, () => fails('network'));
  const inner = fake(...bad, fails('network'), answers(200));
  const { ask, clock } = guarded(inner);
  for (let turn = 0; turn < 6; turn++) await ask();
  clock.skip(30_000);
  expect(await Promise.all([ask(), ask()])).toEqual(['HTTP_NETWORK', 'HTTP_NETWORK']);
  expect(inner.hops.map(({ limits }) => limits.retries)).toEqual([2, 2, 2, 2, 2, 0]);
  clock.skip(30_000);
  expect([await ask(), await ask()]).toEqual([200, 200]);
  expect(inner.hops.map(({ limits }) => limits.retries).slice(6)).toEqual([0, 2]);
});

it('lets the next request be the probe where one was aborted', async () => {
  const bad = Array.from({ length: 5 }, () => fails('network'));
  const aborted = () => Promise.reject(new DOMException('aborted', 'AbortError'));
  const { ask, clock } = guarded(fake(...bad, aborted, answers(200)));
  for (let turn = 0; turn < 5; turn++) await ask();
  clock.skip(30_000);
  await expect(ask()).rejects.toMatchObject({ name: 'AbortError' });
  expect(await ask()).toBe(200);
});
