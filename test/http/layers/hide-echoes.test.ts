import { expect, it } from 'vitest';
import { hideEchoes } from '../../../src/http/layers/hide-echoes.ts';
import type { HopAnswer } from '../../../src/http/wire.ts';
import { idle, makeHop } from '../tools.ts';
import { answers, fails, fake, outcome } from './fake.ts';

const KEY = 'key-0123456789';

async function hidden(changed: Partial<HopAnswer>, configuredSecrets = [KEY]): Promise<HopAnswer> {
  const result = await hideEchoes({ configuredSecrets }, fake(answers(200, changed)))(makeHop(), idle);
  if (result.kind === 'failure') throw result.error;
  return result;
}

it('hides configured secrets in the body, byte by byte', async () => {
  const { bytes } = await hidden({ bytes: Buffer.from(`{"link":"/x?k=${KEY}"}`) });
  expect(bytes.toString()).toBe(`{"link":"/x?k=${'*'.repeat(KEY.length)}"}`);
});

it('passes pictures on as they are, and texts without a secret too', async () => {
  const picture = Buffer.from(`\xff${KEY}`, 'latin1');
  expect((await hidden({ bytes: picture, headers: { 'content-type': 'image/png' } })).bytes).toBe(picture);
  const text = Buffer.from('{"a":1}');
  expect((await hidden({ bytes: text })).bytes).toBe(text);
});

it('drops a validator that holds a secret, and keeps any other', async () => {
  expect((await hidden({ headers: { etag: `"${KEY}"`, age: '1' } })).headers).toEqual({ age: '1' });
  expect((await hidden({ headers: { etag: '"1"' } })).headers).toEqual({ etag: '"1"' });
});

it('leaves short words alone, which stand in texts for other reasons', async () => {
  const bytes = Buffer.from('{"title":"Radarr"}');
  expect((await hidden({ bytes }, ['Radarr'])).bytes).toBe(bytes);
});

it('passes failures on', async () => {
  const exchange = hideEchoes({ configuredSecrets: [KEY] }, fake(fails()));
  expect(outcome(await exchange(makeHop(), idle))).toBe('HTTP_NETWORK');
});
