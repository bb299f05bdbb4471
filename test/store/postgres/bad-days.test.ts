import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMaintenance } from '../../../src/store/maintenance.ts';
import type { Store } from '../../../src/store/port.ts';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import type { PostgresSettings } from '../../../src/store/postgres/settings.ts';
import { runCli } from '../../cli/run-cli.ts';
import { type PrivatePostgres, privatePostgres } from '../../support/private-postgres.ts';
import { FIXTURES, scanWorld } from '../../support/scan-world.ts';
import { groupSave, movieDraft } from '../drafts.ts';

/* What a server may do to a store. It is one of these tests' own, because they change what is of the whole server. */
let server: PrivatePostgres;
let admin: Client;
let store: Store;
let count = 0;
let url: string;
beforeAll(async () => {
  server = await privatePostgres();
  await server.start();
  admin = new Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('CREATE ROLE few LOGIN CONNECTION LIMIT 2; GRANT ALL ON DATABASE postgres TO few');
});
afterAll(async () => {
  await admin.end();
  await server.remove();
});
beforeEach(async () => {
  count += 1;
  const place = new URL(server.url);
  place.searchParams.set('schema', `bad${count}`);
  url = place.href;
  store = await openPostgresStore(url);
  await store.saveGroup(save(1));
  await admin.query(`SET search_path = bad${count}, public`);
});
afterEach(() => store.close());

const save = (number: number) => groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) });

async function using<T>(settings: PostgresSettings, user: string, use: (opened: Store) => Promise<T>): Promise<T> {
  const place = new URL(url);
  place.username = user;
  const opened = await openPostgresStore(place.href, { settings });
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

async function problems(): Promise<readonly string[]> {
  const maintenance = await openMaintenance(url, {}, false);
  try {
    return await maintenance.check();
  } finally {
    await maintenance.close();
  }
}

/** Lets every statement that adds a row to a table fail with this SQLSTATE, or as many as `times` says. */
async function failing(table: string, sqlstate: string, times = 1_000_000): Promise<void> {
  await admin.query(`
    CREATE SEQUENCE failures;
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('failures') <= ${times} THEN RAISE 'could not extend file' USING ERRCODE = '${sqlstate}'; END IF;
      RETURN NULL; END $$;
    CREATE TRIGGER fails BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION fail()`);
}

test('a server that takes no more connections is named, with what to do', async () => {
  await admin.query(
    `GRANT USAGE ON SCHEMA bad${count} TO few; GRANT SELECT ON ALL TABLES IN SCHEMA bad${count} TO few`,
  );
  const place = new URL(url);
  place.username = 'few';
  const held = [new Client(place.href), new Client(place.href)];
  for (const client of held) await client.connect();
  await expect(openPostgresStore(place.href)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    exitCode: 6,
    message: expect.stringMatching(/few@127\.0\.0\.1.*no more connections/),
    hint: expect.stringContaining('store.poolSize'),
  });
  const listed = await runCli(['list', '--store', place.href]);
  expect([listed.code, listed.err]).toEqual([6, expect.stringContaining('STORE_UNAVAILABLE')]);
  for (const client of held) await client.end();
});

test('a server that takes fewer connections than the pool would is worked with in turns', async () => {
  await admin.query(`GRANT USAGE ON SCHEMA bad${count} TO few; GRANT ALL ON ALL TABLES IN SCHEMA bad${count} TO few;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA bad${count} TO few`);
  await using({ poolSize: 8 }, 'few', async (opened) => {
    await Promise.all(Array.from({ length: 24 }, (_, number) => opened.saveGroup(save(number))));
    expect(await opened.count({})).toBe(24);
  });
});

test('connections that are all busy are waited for, for longer than a server is', async () => {
  const slow = await admin.query(`BEGIN; LOCK TABLE bad${count}.items`);
  expect(slow).toBeDefined();
  await using({ poolSize: 1, connectTimeout: 1 }, 'postgres', async (opened) => {
    const saves = Promise.all([2, 3, 4].map((number) => opened.saveGroup(save(number))));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await admin.query('COMMIT');
    expect((await saves).every((changes) => changes.rows > 0)).toBe(true);
    expect(await opened.count({})).toBe(4);
  });
});

test('a statement that takes too long is given up and named; the store goes on', async () => {
  await admin.query(`BEGIN; LOCK TABLE bad${count}.items`);
  await using({ statementTimeout: 1 }, 'postgres', async (opened) => {
    for (const work of [() => opened.list({}), () => opened.saveGroup(save(2))]) {
      await expect(work()).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        exitCode: 6,
        message: expect.stringMatching(/127\.0\.0\.1.*took too long/),
        hint: expect.stringContaining('store.statementTimeout'),
      });
    }
    await admin.query('COMMIT');
    expect((await opened.saveGroup(save(2))).rows).toBeGreaterThan(0);
  });
});

test('a disk that is full ends the run, keeps what was stored, and the next run carries on', async () => {
  await failing('groups', '53100');
  await expect(store.saveGroup(save(2))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    exitCode: 6,
    message: expect.stringContaining('has no room'),
    hint: expect.stringContaining('disk space'),
  });
  expect([await store.count({}), await problems()]).toEqual([1, []]);
  const world = await scanWorld(undefined, ['Movies']);
  const options = ['--replay', join(FIXTURES, 'cassettes'), '--store', url];
  const ended = await runCli(['scan', '--json', '--config', world.config, '--no-artwork', ...options]);
  expect([ended.code, ended.out]).toEqual([6, expect.stringContaining('"code":"STORE_UNAVAILABLE"')]);
  expect([await store.count({}), await problems()]).toEqual([1, []]);
  await admin.query('DROP TRIGGER fails ON groups');
  const next = await world.scan(options);
  expect([next.code, next.summary.rows.changed > 0]).toEqual([0, true]);
  expect(await problems()).toEqual([]);
  await world.remove();
});

test.each(['40001', '40P01'])('a transaction that others undid (%s) is done again, and once', async (sqlstate) => {
  await failing('items', sqlstate, 3);
  expect((await store.saveGroup(save(2))).rows).toBeGreaterThan(0);
  expect([await store.count({}), await problems()]).toEqual([2, []]);
  expect((await store.saveGroup(save(2))).rows).toBe(0);
});

test('one that others undo all the time is given up, and nothing of it stays', async () => {
  await failing('items', '40001');
  await expect(store.saveGroup(save(2))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('changed by others all the time'),
  });
  expect([await store.count({}), await problems()]).toEqual([1, []]);
});

test('connections that the server ends while nobody uses them are made anew', async () => {
  await Promise.all([store.list({}), store.list({}), store.list({})]);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
  await expect.poll(() => store.count({}).catch(() => 0)).toBe(1);
  expect((await store.saveGroup(save(2))).rows).toBeGreaterThan(0);
});

test('one that the server ends at work is named, and the next is fine', async () => {
  await admin.query(`BEGIN; LOCK TABLE bad${count}.items`);
  const saving = store.saveGroup(save(2));
  const refused = expect(saving).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', exitCode: 6 });
  await expect
    .poll(async () => {
      const { rowCount } = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
      );
      return rowCount;
    })
    .toBe(1);
  await admin.query('COMMIT');
  await refused;
  await expect.poll(() => store.count({}).catch(() => 0)).toBe(1);
  expect((await store.saveGroup(save(2))).rows).toBeGreaterThan(0);
});

test('a server that may only be read is named', async () => {
  await admin.query('ALTER ROLE postgres SET default_transaction_read_only = on');
  try {
    await using({}, 'postgres', async (opened) => {
      expect(await opened.count({})).toBe(1);
      await expect(opened.saveGroup(save(2))).rejects.toMatchObject({
        code: 'STORE_READ_ONLY',
        exitCode: 6,
        hint: expect.stringContaining('standby'),
      });
    });
  } finally {
    await admin.query(
      'SET default_transaction_read_only = off; ALTER ROLE postgres RESET default_transaction_read_only',
    );
  }
});
