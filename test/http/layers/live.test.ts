import { expect, it, onTestFinished } from 'vitest';
import { createLiveExchange } from '../../../src/http/layers/live.ts';
import { bytes, hang, json, redirect } from '../../support/http-server.ts';
import { idle, makeHop, quickClock, server } from '../tools.ts';
import { outcome, tools } from './fake.ts';

function live(originOverrides: Readonly<Record<string, string>> = {}) {
  const made = createLiveExchange({
    ...tools(),
    userAgent: 'revenge-test/1.0',
    originOverrides,
    clock: quickClock(),
    proxies: { byProvider: {}, env: {} },
    ca: undefined,
  });
  onTestFinished(() => made.close());
  return made;
}

it('sends one request, with its secrets, and follows no redirect', async () => {
  const web = await server({ '/a': redirect('/b'), '/b': json({}) });
  const hop = makeHop({ url: new URL(`${web.origin}/a?x=1`), secretQuery: { api_key: 'the-key' } });
  const result = await live().exchange(hop, idle);
  expect(result).toMatchObject({ kind: 'answer', status: 302, headers: { location: '/b' }, fromPublic: false });
  expect(web.requests.map(({ query }) => query)).toEqual([{ x: '1', api_key: 'the-key' }]);
});

it('repeats no failure, and bounds the body', async () => {
  const web = await server({
    '/500': (_request, response) => void response.writeHead(500).end(),
    '/big': bytes('1234', 'text/plain'),
  });
  const { exchange } = live();
  const ask = async (path: string) =>
    outcome(await exchange(makeHop({ url: new URL(web.origin + path), maxBytes: 3 }), idle));
  expect([await ask('/500'), await ask('/big')]).toEqual([500, 'HTTP_TOO_LARGE']);
  expect(web.requests).toHaveLength(2);
});

it('refuses a private address before it connects, where the address must be public', async () => {
  const web = await server({ '*': json({}) });
  const { exchange } = live();
  for (const name of [web.origin, web.origin.replace('127.0.0.1', 'localhost')]) {
    const result = await exchange(makeHop({ url: new URL(name), publicOnly: true }), idle);
    expect(result).toMatchObject({ kind: 'failure', end: 'final', error: { context: { isPrivate: true } } });
  }
  expect(web.requests).toEqual([]);
});

it('judges by the name whether an origin that stands for another is public', async () => {
  const web = await server({ '*': json({}) });
  const { exchange } = live({ 'https://public.example': web.origin, 'http://nas.local': web.origin });
  const ask = (url: string) => exchange(makeHop({ url: new URL(url) }), idle);
  expect(await ask('https://public.example/')).toMatchObject({ status: 200, fromPublic: true });
  expect(await ask('http://nas.local/')).toMatchObject({ status: 200, fromPublic: false });
});

it('throws when the signal is aborted, and fails when it is closed', async () => {
  const web = await server({ '*': hang() });
  const { exchange, close } = live();
  const abort = new AbortController();
  const aborted = exchange(makeHop({ url: new URL(web.origin) }), abort.signal);
  const open = exchange(makeHop({ url: new URL(web.origin) }), idle);
  await expect.poll(() => web.requests.length).toBe(2);
  abort.abort();
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  close();
  expect(outcome(await open)).toBe('HTTP_NETWORK');
});
