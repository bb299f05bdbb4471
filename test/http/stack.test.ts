import { expect, it } from 'vitest';
import { json, redirect, status } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, okOf, quickClock, server, temporaryDirectory } from './tools.ts';

it('retry lies inside follow: only the hop that failed is repeated', async () => {
  const archive = await server({ '/art': [status(503), status(500), json({})] });
  const web = await server({ '/art': redirect(`${archive.origin}/art`, 307) });
  const http = gateway({ clock: quickClock() });
  okOf(await http.json({ provider: 'tmdb', url: `${web.origin}/art` }, anything, idle));
  expect([web.requests.length, archive.requests.length, http.liveRequests]).toEqual([1, 3, 4]);
  expect(http.health()).toMatchObject([{ retries: 2 }]);
});

it('guard lies outside follow: a broken target of redirects keeps the host that names it from being asked', async () => {
  const archive = await server({ '*': status(500) });
  const web = await server({ '*': redirect(`${archive.origin}/art`, 307) });
  const http = gateway({ clock: quickClock(), tmdb: { retries: 0 } });
  for (let work = 0; work < 9; work++)
    await http.json({ provider: 'tmdb', url: `${web.origin}/${work}` }, anything, idle);
  expect([web.requests.length, archive.requests.length]).toEqual([5, 5]);
});

it('replay lies outside retry, guard and authorize: a recording is an answer, whatever it says', async () => {
  const web = await server({ '/down': status(503), '/key': status(401), '*': json({}) });
  const dir = await temporaryDirectory();
  const clock = quickClock();
  const request = (path: string) => ({
    provider: 'tmdb',
    url: web.origin + path,
    secretQuery: { api_key: 'a-key-0123' },
  });
  for (const path of ['/down', '/fine']) {
    await gateway({ clock, mode: { kind: 'record', dir }, tmdb: { retries: 0 } }).json(request(path), anything, idle);
  }
  await gateway({ clock, mode: { kind: 'record', dir } }).json(request('/key'), anything, idle);
  const waited = clock.slept.length;
  const http = gateway({ clock, mode: { kind: 'replay', dir } });
  for (let turn = 0; turn < 7; turn++) {
    expect(errorOf(await http.json(request('/down'), anything, idle)).code).toBe('HTTP_STATUS');
    expect(errorOf(await http.json(request('/key'), anything, idle)).code).toBe('HTTP_AUTH');
    okOf(await http.json(request('/fine'), anything, idle));
  }
  expect([clock.slept.length, http.liveRequests]).toEqual([waited, 0]);
  expect(http.health()).toMatchObject([{ replayed: 21, retries: 0 }]);
});

it('offline answers a chain of requests without a wait or a count', async () => {
  const clock = quickClock();
  const http = gateway({ clock, mode: { kind: 'offline' }, tmdb: { intervalMs: 1000 } });
  for (let turn = 0; turn < 7; turn++) {
    const answer = await http.json({ provider: 'tmdb', url: 'https://api.example.org/' }, anything, idle);
    expect(errorOf(answer).code).toBe('OFFLINE');
  }
  expect([clock.slept, http.liveRequests]).toEqual([[], 0]);
});
