import { expect, it } from 'vitest';
import { replay } from '../../../src/http/layers/replay.ts';
import type { Exchange } from '../../../src/http/wire.ts';
import { idle, makeHop } from '../tools.ts';
import { answers, fake, outcome, tools } from './fake.ts';

const shared = tools();
const missing: Parameters<typeof fake>[0] = (hop) =>
  shared.failures.failure(hop, 'final', shared.failures.error(hop, 'REPLAY_MISSING', 'has no recording'));

function replayed(recordings: Exchange, inner: Exchange, sendsMissing = false) {
  const own = tools();
  const replayer = { exchange: recordings, unused: () => [] };
  return { exchange: replay({ ...own, replayer, sendsMissing }, inner), health: () => own.book.of('tmdb') };
}

it('answers from recordings alone, redirects too, and counts them', async () => {
  const recordings = fake(answers(302, { headers: { location: '/movie/2' } }), answers(200));
  const { exchange, health } = replayed(recordings, fake());
  expect(outcome(await exchange(makeHop(), idle))).toBe(200);
  expect(recordings.hops.map(({ url }) => url.pathname)).toEqual(['/movie/1', '/movie/2']);
  expect(health()).toMatchObject({ replayed: 2, requests: 0 });
});

it('takes a recorded error as the answer', async () => {
  const recordings = fake(answers(503));
  expect(outcome(await replayed(recordings, fake(), true).exchange(makeHop(), idle))).toBe(503);
  expect(recordings.hops).toHaveLength(1);
});

it('fails where there is no recording, or sends the whole request where that is wanted', async () => {
  expect(outcome(await replayed(fake(missing), fake()).exchange(makeHop(), idle))).toBe('REPLAY_MISSING');
  const inner = fake(answers(200));
  const half = fake(answers(302, { headers: { location: '/movie/2' } }), missing);
  expect(outcome(await replayed(half, inner, true).exchange(makeHop(), idle))).toBe(200);
  expect(inner.hops.map(({ url }) => url.pathname)).toEqual(['/movie/1']);
});

it('ends when the signal is aborted while a recording is read', async () => {
  const abort = new AbortController();
  const { exchange } = replayed(() => new Promise(() => {}), fake());
  const waiting = exchange(makeHop(), abort.signal);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

it('is no layer at all without recordings', () => {
  const inner = fake(answers());
  expect(replay({ ...tools(), replayer: undefined, sendsMissing: false }, inner)).toBe(inner);
});
