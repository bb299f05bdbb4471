import { expect, it } from 'vitest';
import { RevengeError } from '../../src/model/errors.ts';
import { json, status } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, server } from './tools.ts';

const request = (origin: string, work: number, key = 'wrong-key-0123') => ({
  provider: 'tmdb',
  url: `${origin}/movie/${work}`,
  secretQuery: { api_key: key },
});
const WORKS = Array.from({ length: 20 }, (_, number) => number);

it.each([401, 403])('a source that refuses its key with %i is asked once a run, even at once', async (code) => {
  const web = await server(status(code));
  const http = gateway();
  const answers = await Promise.all(WORKS.map((work) => http.json(request(web.origin, work), anything, idle)));
  answers.push(await http.json(request(web.origin, 99), anything, idle));
  expect(web.requests).toHaveLength(1);
  expect(new Set(answers.map((answer) => errorOf(answer).code))).toEqual(new Set(['HTTP_AUTH']));
});

it.each([200, 400])('a refusal in the body, under %i, is one as well', async (code) => {
  const web = await server(json({ error: 10 }, { status: code }));
  const http = gateway();
  const refusal = (body: string) =>
    body.includes('"error":10') ? new RevengeError('HTTP_AUTH', 'invalid key') : undefined;
  const ask = (work: number) => http.json({ ...request(web.origin, work), refusal }, anything, idle);
  const answers = await Promise.all(WORKS.map(ask));
  expect(web.requests).toHaveLength(1);
  expect(new Set(answers.map((answer) => errorOf(answer).message))).toEqual(new Set(['invalid key']));
});

it('another key is another question, and a request without one is always sent', async () => {
  const web = await server(status(401));
  const http = gateway();
  await http.json(request(web.origin, 1), anything, idle);
  await http.json(request(web.origin, 1, 'other-key-0123'), anything, idle);
  for (const work of [1, 2]) await http.json({ provider: 'tmdb', url: `${web.origin}/${work}` }, anything, idle);
  expect(web.requests).toHaveLength(4);
});

it('a key in the body of a login is one too', async () => {
  const web = await server(status(401));
  const http = gateway();
  const login = {
    provider: 'tvdb',
    method: 'POST',
    url: `${web.origin}/login`,
    json: { apikey: 'wrong-0123' },
  } as const;
  for (let again = 0; again < 3; again++)
    expect(errorOf(await http.json(login, anything, idle)).code).toBe('HTTP_AUTH');
  expect(web.requests).toHaveLength(1);
});

it('a key that was taken once lets requests go at once; what fails otherwise refuses nothing', async () => {
  const web = await server({ '/movie/0': [status(500), json({})], '/movie/1': json({}), '/movie/2': status(401) });
  const http = gateway({ tmdb: { retries: 0 } });
  const ask = async (work: number) => (await http.json(request(web.origin, work), anything, idle)).status;
  expect(await Promise.all([ask(0), ask(1)])).toEqual(['unavailable', 'ok']);
  expect(await Promise.all([ask(0), ask(2), ask(1)])).toEqual(['ok', 'unavailable', 'ok']);
});

it('an interrupted first request lets the next one find out', async () => {
  const web = await server({ '/movie/0': () => {}, '/movie/1': json({}) });
  const http = gateway();
  const controller = new AbortController();
  const first = http.json(request(web.origin, 0), anything, controller.signal);
  const second = http.json(request(web.origin, 1), anything, idle);
  setTimeout(() => controller.abort(), 50);
  await expect(first).rejects.toThrow();
  expect((await second).status).toBe('ok');
});
