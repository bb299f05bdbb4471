import { expect, it } from 'vitest';
import { follow } from '../../../src/http/layers/follow.ts';
import { idle, makeHop } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

const to = (location: string, tookMs = 10) => answers(302, { headers: { location }, tookMs });

it('follows redirects, and gives all of them the time of one request', async () => {
  const inner = fake(to('/b', 600), to('/c', 300), answers(200, { tookMs: 50 }));
  const result = await follow(tools(), inner)(makeHop({ timeoutMs: 2000 }), idle);
  expect(inner.hops.map(({ url, timeoutMs }) => [url.pathname, timeoutMs])).toEqual([
    ['/movie/1', 2000],
    ['/b', 1400],
    ['/c', 1100],
  ]);
  expect(result).toMatchObject({ kind: 'answer', status: 200, tookMs: 950 });
});

it('leaves at least a moment for the last hop', async () => {
  const inner = fake(to('/b', 5000), fails('timeout', 1));
  const result = await follow(tools(), inner)(makeHop({ timeoutMs: 2000 }), idle);
  expect([inner.hops[1]?.timeoutMs, result.tookMs, outcome(result)]).toEqual([1, 5001, 'HTTP_NETWORK']);
});

it('takes the secrets to no other host, and what the caller makes of the answer along', async () => {
  const inner = fake(to('https://other.example/x'), answers(200));
  const hop = makeHop({ secretQuery: { api_key: 'k' }, headers: { accept: '*/*', authorization: 'Bearer t' } });
  await follow(tools(), inner)(hop, idle);
  expect(inner.hops[1]).toMatchObject({ secretQuery: {}, headers: { accept: '*/*' }, cache: hop.cache });
  expect(inner.hops[1]?.headers).not.toHaveProperty('authorization');
  expect(inner.hops[1]?.judge).toBe(hop.judge);
});

it('follows five redirects and no more', async () => {
  const inner = fake(to('/again'));
  const result = await follow(tools(), inner)(makeHop(), idle);
  expect(inner.hops).toHaveLength(6);
  expect(result).toMatchObject({ kind: 'failure', end: 'final', error: { code: 'HTTP_STATUS' } });
});

it('refuses to go from a public server to a private address', async () => {
  const inner = fake(answers(302, { headers: { location: 'http://192.168.1.1/' }, fromPublic: true }));
  const result = await follow(tools(), inner)(makeHop(), idle);
  expect(result.kind === 'failure' && result.error.message).toContain('to the private address 192.168.1.1');
  expect(inner.hops).toHaveLength(1);
});
