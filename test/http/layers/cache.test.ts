import { expect, it } from 'vitest';
import { cache as cacheLayer } from '../../../src/http/layers/cache.ts';
import type { Hop, HopAnswer, Verdict } from '../../../src/http/wire.ts';
import { RevengeError } from '../../../src/model/errors.ts';
import { cache } from '../../cache/tools.ts';
import { idle, makeHop, quickClock } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

const DAY = 86_400_000;

function judge({ status, bytes }: HopAnswer): Verdict {
  if (status === 404) return { kind: 'absent' };
  if (status === 200 && bytes.length > 0) return { kind: 'good', isWhole: !bytes.includes('half') };
  return { kind: 'bad', error: new RevengeError(status === 401 ? 'HTTP_AUTH' : 'HTTP_STATUS', `answered ${status}`) };
}

interface Refresh {
  readonly memory: Awaited<ReturnType<typeof cache>>;
  readonly renewSince: Date;
}

async function cached(inner: ReturnType<typeof fake>, refresh?: Refresh) {
  const clock = quickClock(Date.now());
  const memory = refresh?.memory ?? (await cache({}, clock.now));
  const shared = tools();
  const settings = { ...shared, answers: async () => memory.answers, isOffline: false, ...refresh };
  const exchange = cacheLayer(settings, inner);
  const ask = (changed: Partial<Hop> = {}) => exchange(makeHop({ cache: 'search', judge, ...changed }), idle);
  return { ask, clock, memory, health: () => shared.book.of('tmdb') };
}

const at = (time: number) => new Date(time).toISOString();
const good = (hop: Hop) => answers(200, { at: at(Date.now()), headers: { etag: '"1"' } })(hop);

it('keeps a success and what is not there, and counts hits', async () => {
  const inner = fake(good, answers(404, { at: at(Date.now()) }));
  const { ask, health } = await cached(inner);
  const other = { url: new URL('https://api.example.org/movie/2') };
  const results = [await ask(), await ask(), await ask(other), await ask(other)];
  expect(results.map(outcome)).toEqual([200, 200, 404, 404]);
  expect(inner.hops).toHaveLength(2);
  expect(health()).toMatchObject({ hits: { memory: 2 } });
});

it('passes a request on that is not to be cached, and all of them where there is no cache', async () => {
  const inner = fake(good);
  const { ask } = await cached(inner);
  await ask({ cache: 'none' });
  await ask({ cache: 'none' });
  const without = cacheLayer({ ...tools(), answers: async () => undefined, isOffline: false }, inner);
  await without(makeHop({ cache: 'search' }), idle);
  expect(inner.hops).toHaveLength(3);
});

it.each([
  ['half an answer', answers(200, { bytes: Buffer.from('half') })],
  ['an answer that cannot be read', answers(200, { bytes: Buffer.alloc(0) })],
  ['an error', answers(500)],
  ['a failure', fails()],
])('does not keep %s', async (_what, step) => {
  const inner = fake(step);
  const { ask } = await cached(inner);
  await ask();
  await ask();
  expect(inner.hops).toHaveLength(2);
});

it('revalidates a stale entry with a conditional request', async () => {
  const inner = fake(good, answers(304));
  const { ask, clock, health } = await cached(inner);
  await ask();
  clock.skip(2 * DAY);
  expect(outcome(await ask())).toBe(200);
  expect(inner.hops.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
  expect(health()).toMatchObject({ revalidated: 1 });
});

it.each([
  ['a server in trouble', answers(503), 200],
  ['a failure', fails(), 200],
  ['an answer that cannot be read', answers(200, { bytes: Buffer.alloc(0) }), 200],
  ['a refused key', answers(401), 'HTTP_AUTH'],
])('with a stale entry and %s', async (_what, step, expected) => {
  const { ask, clock, health } = await cached(fake(good, step));
  await ask();
  clock.skip(2 * DAY);
  expect(outcome(await ask())).toBe(expected);
  expect(health().stale).toBe(expected === 200 ? 1 : 0);
});

it('drops an entry that its caller cannot read, or that makes the reader throw, and asks again', async () => {
  const inner = fake(good);
  const { ask } = await cached(inner);
  await ask();
  let turn = 0;
  const picky = (answer: HopAnswer): Verdict => {
    if (turn++ === 0) throw new Error('what is this?');
    return judge(answer);
  };
  expect(outcome(await ask({ judge: picky }))).toBe(200);
  expect(inner.hops).toHaveLength(2);
});

it('asks once more about what was kept before a refresh, on condition, and about no picture', async () => {
  const inner = fake(good, good, answers(304));
  const { memory, ask, clock } = await cached(inner);
  await ask();
  await ask({ cache: 'picture' });
  clock.skip(60_000);
  const refresh = await cached(inner, { memory, renewSince: new Date(clock.now()) });
  for (let turn = 0; turn < 3; turn++) await refresh.ask();
  for (let turn = 0; turn < 3; turn++) await refresh.ask({ cache: 'picture' });
  expect(inner.hops.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, '"1"']);
  expect(refresh.health()).toMatchObject({ revalidated: 1 });
});
