import { expect, it } from 'vitest';
import { authorize } from '../../../src/http/layers/authorize.ts';
import type { Hop, HopAnswer, Verdict } from '../../../src/http/wire.ts';
import { RevengeError } from '../../../src/model/errors.ts';
import { idle, makeHop } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

/** Refuses the key by status, or in the body. */
function judge({ status, bytes }: HopAnswer): Verdict {
  const said = bytes.toString();
  if (status !== 401 && !said.includes('refused')) return { kind: 'good', isWhole: true };
  return { kind: 'bad', error: new RevengeError('HTTP_AUTH', said) };
}

const keyed = (changed: Partial<Hop> = {}) => makeHop({ secretQuery: { api_key: 'a-key' }, judge, ...changed });
const said = (text: string, status = 200) => answers(status, { bytes: Buffer.from(text) });

it.each([
  ['by its status', said('wrong', 401)],
  ['in the body of a success', said('refused')],
])('asks once with a key that is refused %s, even at once, and gives one error', async (_how, step) => {
  const inner = fake(step);
  const exchange = authorize(tools(), inner);
  const results = await Promise.all([1, 2, 3].map(() => exchange(keyed(), idle)));
  results.push(await exchange(keyed(), idle));
  expect(inner.hops).toHaveLength(1);
  const errors = results.slice(1).map((result) => result.kind === 'failure' && result.error);
  expect(new Set(errors).size).toBe(1);
  expect(errors[0]).toMatchObject({ code: 'HTTP_AUTH' });
});

it.each([
  ['another key', { secretQuery: { api_key: 'other-key' } }],
  ['another host', { url: new URL('https://mirror.example/') }],
  ['no key', { secretQuery: {} }],
  ['the token of a session', { hasSessionToken: true }],
])('still sends what is signed by %s', async (_what, changed) => {
  const inner = fake(said('wrong', 401));
  const exchange = authorize(tools(), inner);
  await exchange(keyed(), idle);
  await exchange(keyed(changed), idle);
  expect(inner.hops).toHaveLength(2);
});

it.each([
  ['a used-up ration', said('Request limit reached!', 401)],
  ['a server in trouble', said('', 500)],
  ['a broken connection', fails()],
])('does not take %s for a refusal', async (_what, step) => {
  const inner = fake(step, answers(200));
  const exchange = authorize(tools(), inner);
  await exchange(keyed({ judge: judge }), idle);
  expect(outcome(await exchange(keyed(), idle))).toBe(200);
});

it('sends the first request with a key alone, and the others together once it is accepted', async () => {
  let open = 0;
  let peak = 0;
  const peaks: number[] = [];
  const inner = fake(async (hop) => {
    peak = Math.max(peak, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    if (hop.url.pathname === '/first') peaks.push(peak);
    open--;
    return answers(200)(hop);
  });
  const exchange = authorize(tools(), inner);
  const first = exchange(keyed({ url: new URL('https://api.example.org/first') }), idle);
  await Promise.all([first, ...[1, 2, 3].map(() => exchange(keyed(), idle))]);
  expect([peaks, peak]).toEqual([[1], 3]);
});
