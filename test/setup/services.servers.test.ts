import { Redis } from 'ioredis';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { postgresUrl, redisPrefix, redisUrl } from '../support/services.ts';
import { reason, serviceMissing, stopAll } from './service.ts';

test('PostgreSQL answers, in a database of this run', async () => {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    await client.query('CREATE TEMPORARY TABLE seen (path bytea, names text[])');
    await client.query('INSERT INTO seen VALUES ($1, $2)', [Buffer.from([0xff, 0x00]), ['a', 'b']]);
    const { rows } = await client.query('SELECT current_database() AS database, path, names FROM seen');
    expect(rows).toEqual([
      { database: expect.stringMatching(/^revenge_test_/), path: Buffer.from([0xff, 0x00]), names: ['a', 'b'] },
    ]);
  } finally {
    await client.end();
  }
});

test('Redis answers, under a prefix of this run', async () => {
  const client = new Redis(redisUrl(), { keyPrefix: redisPrefix() });
  try {
    await client.set('seen', 'yes', 'EX', 60);
    expect(await client.get('seen')).toBe('yes');
    expect(redisPrefix()).toMatch(/^revenge_test_.+:$/);
  } finally {
    client.disconnect();
  }
});

test('where there is no server, the message says what was tried and what to do', () => {
  const { message } = serviceMissing('Redis', 'REVENGE_TEST_REDIS_URL', 'redis://host:6379', 'redis-server', [
    'here: refused',
  ]);
  expect(message).toContain('here: refused');
  expect(message).toContain('apt install redis-server');
  expect(message).toContain('REVENGE_TEST_REDIS_URL=redis://host:6379');
});

test('one service that does not stop keeps no other from stopping', async () => {
  const stopped: string[] = [];
  const all = ['first', 'bad', 'last'].map((value) => ({
    value,
    stop: async () => {
      if (value === 'bad') throw new Error('stuck');
      stopped.push(value);
    },
  }));
  await expect(stopAll(all)).rejects.toThrow('did not stop cleanly');
  expect(stopped).toEqual(['last', 'first']);
  expect(reason(new AggregateError([new Error('a'), 'b']))).toBe('a; b');
});
