import { expect, it } from 'vitest';
import { z } from 'zod';
import { refuseKey } from '../../src/http/key-refusal.ts';
import { telling } from '../../src/providers/shared/telling.ts';
import { json } from '../support/http-server.ts';
import { cached } from './cached-gateway.ts';
import { errorOf, idle, okOf, server } from './tools.ts';

/** As AcoustID answers: the error stands in the body of an answer with status 200. */
const answer = telling('tmdb', () => {})(
  z.union([
    z.object({ error: z.string() }).transform(({ error }) => refuseKey(error)),
    z.object({ title: z.string() }),
  ]),
);
const refusing = json({ error: 'invalid API key \u001b[31m' });
const WORKS = [1, 2, 3, 4];

async function asking(routes: Parameters<typeof server>[0]) {
  const web = await server(routes);
  const { http, clock } = await cached();
  const ask = (work: number, key = 'wrong-key-0123') =>
    http.json({ provider: 'tmdb', url: `${web.origin}/${work}`, secretQuery: { client: key } }, answer, idle);
  return { web, clock, ask };
}

it('a refusal inside a 200 body is asked for once a run, and reported by one error', async () => {
  const { web, ask } = await asking(refusing);
  const errors = (await Promise.all(WORKS.map((work) => ask(work)))).map(errorOf);
  errors.push(errorOf(await ask(9)));
  expect(web.requests).toHaveLength(1);
  expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
  const [error] = errors;
  expect([error?.code, error?.context.status]).toEqual(['HTTP_AUTH', 200]);
  expect(error?.message).toMatch(/answered that it refuses the key: invalid API key \\x1b\[31m$/);
  expect(error?.hint).toContain('`sources.tmdb`');
});

it('is not cached, does not stop another key, and is not hidden behind an old answer', async () => {
  const { web, ask, clock } = await asking({
    '/1': [json({ title: 'Up' }), refusing],
    '/2': [refusing, json({ title: 'Up' })],
  });
  okOf(await ask(1, 'good-key-0123'));
  clock.skip(60 * 86_400_000);
  expect(errorOf(await ask(1, 'good-key-0123')).code).toBe('HTTP_AUTH');
  expect(errorOf(await ask(2, 'other-key-0123')).code).toBe('HTTP_AUTH');
  expect(okOf(await ask(2, 'third-key-0123')).data).toEqual({ title: 'Up' });
  expect(web.requests).toHaveLength(4);
});

it('gives the hint of the provider where there is one', async () => {
  const web = await server(refusing);
  const { http } = await cached();
  const hinting = z.unknown().transform(() => refuseKey('no', 'Check the apiKey of `sources.stashbox` (mine).'));
  const error = errorOf(await http.json({ provider: 'stashbox', url: web.origin }, hinting, idle));
  expect(error.hint).toBe('Check the apiKey of `sources.stashbox` (mine).');
});
