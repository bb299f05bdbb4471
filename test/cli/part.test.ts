import { expect, test } from 'vitest';
import { partOf } from '../../src/cli/context/adult-libraries.ts';
import { loadConfig } from '../../src/config/load.ts';

async function adultStore(store: string): Promise<string> {
  const { config } = await loadConfig({ cwd: '/c', env: { HOME: '/h' }, flags: { store } });
  expect(partOf(config, undefined).store).toBe(config.store);
  return partOf(config, 'adult').store;
}

test.each([
  ['/m/library.sqlite', '/m/library.qar.sqlite'],
  ['library.db', '/c/library.qar.db'],
  ['postgres://me:p%40ss@db:5433/media', 'postgres://me:p%40ss@db:5433/media?schema=qar'],
  ['postgresql://db/media?sslmode=require', 'postgresql://db/media?sslmode=require&schema=qar'],
  ['postgres:///media?host=/run/postgresql&schema=public', 'postgres:///media?host=%2Frun%2Fpostgresql&schema=qar'],
  ['postgres://db/media?schema=home', 'postgres://db/media?schema=home_qar'],
  ['postgres://me@/media', 'postgres://me@/media'],
])('adult libraries of %s are in %s', async (store, expected) => {
  expect(await adultStore(store)).toBe(expected);
});

test('runs without the server keep adult libraries apart too', async () => {
  const { config } = await loadConfig({ cwd: '/c', env: { HOME: '/h', REVENGE_STORE_OFFLINE: '/o/offline.sqlite' } });
  expect(partOf(config, 'movies').storeOptions.offline).toBe('/o/offline.sqlite');
  expect(partOf(config, 'adult').storeOptions).toEqual({
    ...config.storeOptions,
    offline: '/o/offline.qar.sqlite',
  });
});
