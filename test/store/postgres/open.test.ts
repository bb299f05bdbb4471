import { Client } from 'pg';
import { expect, test } from 'vitest';
import { openPostgres } from '../../../src/store/postgres/database.ts';
import { lockPostgres } from '../../../src/store/postgres/lock.ts';
import { POSTGRES_STEPS } from '../../../src/store/postgres/migrations/list.ts';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { readConnection } from '../../../src/store/postgres/settings.ts';
import { postgresUrl } from '../../support/services.ts';
import { groupSave, movieDraft } from '../drafts.ts';
import { freshPostgres, freshSchema } from './fresh.ts';

test('a server that is not there is named, without the password', async () => {
  const opened = openPostgresStore('postgres://me:secret@127.0.0.1:1/nothing');
  await expect(opened).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    exitCode: 6,
    message: expect.stringContaining('me@127.0.0.1:1/nothing'),
    hint: expect.stringContaining('store.fallback'),
  });
  await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
});

test('a database that is not there is named', async () => {
  const url = new URL(postgresUrl());
  url.pathname = '/no_such_database';
  await expect(openPostgresStore(url.href)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    hint: expect.stringContaining('createdb'),
  });
});

test('read-only: nothing is made, nothing is written', async () => {
  const schema = freshSchema();
  await expect(openPostgresStore(schema.url, { readonly: true })).rejects.toMatchObject({
    hint: expect.stringContaining('revenge scan'),
  });
  const { store, schema: filled, dispose } = await freshPostgres();
  const reader = await openPostgresStore(filled.url, { readonly: true });
  await expect(reader.saveGroup(groupSave({}))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  expect(await reader.count({})).toBe(1);
  await reader.close();
  await dispose();
});

test('a newer store and tables of others are refused', async () => {
  const { store, schema, dispose } = await freshPostgres();
  await schema.query("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-future', now()::text)");
  await expect(openPostgresStore(schema.url)).rejects.toMatchObject({
    code: 'STORE_NEWER',
    message: expect.stringContaining('9999-future'),
  });
  await store.close().catch(() => undefined);
  await schema.remove();
  const other = freshSchema();
  const name = new URL(other.url).searchParams.get('schema');
  await other.query(`CREATE SCHEMA ${name}`);
  await other.query('CREATE TABLE items (id int)');
  await expect(openPostgresStore(other.url)).rejects.toMatchObject({ code: 'STORE_NOT_A_DATABASE' });
  await other.remove();
  await dispose().catch(() => undefined);
});

test('a later step is applied to a store that holds data; a step that fails leaves it as it was', async () => {
  const { store, schema, dispose } = await freshPostgres();
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  const broken = {
    name: '0099-broken',
    statements: ['ALTER TABLE items ADD COLUMN note text', 'INSERT INTO no_such_table VALUES (1)'],
  };
  await expect(openPostgres(readConnection(schema.url), false, [...POSTGRES_STEPS, broken])).rejects.toThrow(
    'no_such_table',
  );
  const next = {
    name: '0099-next',
    statements: ['ALTER TABLE items ADD COLUMN note text', "UPDATE items SET note = 'seen'"],
  };
  const both = await Promise.all(
    [1, 2].map(() => openPostgres(readConnection(schema.url), false, [...POSTGRES_STEPS, next])),
  );
  for (const { pool } of both) await pool.end();
  expect(await schema.query('SELECT DISTINCT note FROM items')).toEqual([{ note: 'seen' }]);
  await dispose();
});

test.each(['SQL_ASCII', 'LATIN1'])(
  'a database in %s is refused, with the command for a right one',
  async (encoding) => {
    const admin = new Client({ connectionString: postgresUrl() });
    await admin.connect();
    const name = `revenge_${encoding.toLowerCase()}_${process.pid}`;
    await admin.query(`CREATE DATABASE ${name} ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
    try {
      const url = new URL(postgresUrl());
      url.pathname = `/${name}`;
      for (const open of [
        () => openPostgresStore(url.href),
        () => openPostgresStore(url.href, { readonly: true }),
        () => lockPostgres(url.href),
      ]) {
        await expect(open()).rejects.toMatchObject({
          code: 'STORE_UNAVAILABLE',
          exitCode: 6,
          message: expect.stringContaining(encoding),
          hint: expect.stringContaining('createdb --encoding=UTF8 --template=template0'),
        });
      }
      const other = new Client({ connectionString: url.href });
      await other.connect();
      expect(
        (await other.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).rows,
      ).toEqual([]);
      await other.end();
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    }
  },
);

test('one run has the lock, the next is told who', async () => {
  const { schema, dispose } = await freshPostgres();
  const lock = await lockPostgres(schema.url);
  await expect(lockPostgres(schema.url)).rejects.toMatchObject({
    code: 'LOCKED',
    exitCode: 75,
    message: expect.stringContaining(`revenge ${process.pid}`),
  });
  await lock.release();
  await (await lockPostgres(schema.url)).release();
  await dispose();
});

test('many writers of the same works lose nothing and double nothing', async () => {
  const { store, schema, dispose } = await freshPostgres();
  const others = await Promise.all([1, 2, 3].map(() => openPostgresStore(schema.url)));
  await Promise.all(
    [store, ...others].map(async (one, writer) => {
      for (let number = 0; number < 15; number++) {
        await one.saveGroup(
          groupSave({ key: `w${writer}-${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) }),
        );
      }
    }),
  );
  const rows = await store.list({});
  expect([rows.length, new Set(rows.map((row) => row.files))]).toEqual([15, new Set([4])]);
  for (const other of others) await other.close();
  await dispose();
});

test('without pg_trgm titles are found as they are spelt', async () => {
  const schema = freshSchema();
  const database = await openPostgres(readConnection(schema.url), false, [
    {
      name: '0001-first',
      statements: (POSTGRES_STEPS[0]?.statements ?? []).filter((text) => !text.includes('@trigrams')),
    },
  ]);
  expect(database.location).toContain('schema=');
  await database.pool.end();
  const store = await openPostgresStore(schema.url);
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  expect(await store.show({ by: 'title', title: 'eat' })).toHaveLength(1);
  await store.close();
  await schema.remove();
});

test.each([
  ['postgres://u@h/db?sslmode=nonsense', 'sslmode'],
  ['postgres://u@h/db?schema=Robert";--', 'schema'],
  ['http://h/db', 'postgres://'],
])('%s is refused', (url, said) => {
  expect(() => readConnection(url)).toThrow(said);
});

test('what the URL does not say comes from settings, then from the variables of libpq', () => {
  const env = {
    PGHOST: 'db.test',
    PGPORT: '6000',
    PGUSER: 'me',
    PGPASSWORD: 'p1',
    PGDATABASE: 'media',
    PGSSLMODE: 'require',
  };
  const from = readConnection('postgres://', {}, env);
  expect(from.location).toBe('postgres://me@db.test:6000/media');
  expect(from.pool).toMatchObject({
    host: 'db.test',
    port: 6000,
    user: 'me',
    password: 'p1',
    database: 'media',
    ssl: { rejectUnauthorized: false },
  });
  const set = readConnection(
    'postgres://a:b@h/d?sslmode=disable',
    { poolSize: 9, statementTimeout: 3, password: 'x' },
    env,
  );
  expect(set.pool).toMatchObject({
    user: 'a',
    password: 'b',
    max: 9,
    ssl: false,
  });
  expect(set.local).toContain('statement_timeout = 3000');
  const full = readConnection('postgres://h/d', { tls: { mode: 'verify-full' }, password: 'x' }, {});
  expect(full.pool).toMatchObject({ ssl: { rejectUnauthorized: true }, password: 'x' });
  expect(() => readConnection('postgres://h/d?sslmode=verify-ca&sslrootcert=/no/such.pem')).toThrow('/no/such.pem');
});
