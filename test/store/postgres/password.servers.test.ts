import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { type PrivatePostgres, privatePostgres } from '../../support/private-postgres.ts';

const PASSWORD = 'not "that" easy';
let server: PrivatePostgres;

beforeAll(async () => {
  server = await privatePostgres({ password: PASSWORD });
  await server.start();
}, 60_000);

afterAll(() => server.remove());

it('the password of the configuration is given to a server that asks for it', async () => {
  const store = await openPostgresStore(server.url, { settings: { password: PASSWORD } });
  expect(await store.isEmpty()).toBe(true);
  await store.close();
});

it('a password in the address is, too', async () => {
  const url = new URL(server.url);
  url.password = PASSWORD;
  const store = await openPostgresStore(url.href);
  expect(await store.isEmpty()).toBe(true);
  await store.close();
});

it('a wrong one is named as what it is', async () => {
  const opening = openPostgresStore(server.url, { settings: { password: 'wrong' } });
  await expect(opening).rejects.toMatchObject({
    code: expect.stringMatching(/^STORE_/),
    hint: expect.stringContaining('password'),
  });
});
