import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import { fence } from '../../../src/store/postgres/lease.ts';
import { lockPostgres } from '../../../src/store/postgres/lock.ts';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { readConnection } from '../../../src/store/postgres/settings.ts';
import type { StoreLock } from '../../../src/store/store-lock.ts';
import { cuttingProxy } from '../../support/cutting-proxy.ts';
import { postgresUrl } from '../../support/services.ts';
import { groupSave, movieDraft } from '../drafts.ts';
import { child } from '../sqlite/child.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

let schema: FreshSchema;
const endings: (() => Promise<void>)[] = [];
beforeEach(() => {
  schema = freshSchema();
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  await schema.remove();
});

const movie = (id: number) => groupSave({ key: `m${id}`, draft: movieDraft({ ids: { tmdb: `${id}` } }) });
const LOCKED = { code: 'LOCKED', exitCode: 75 };
const LOST = { code: 'STORE_LOCK_LOST', exitCode: 6, hint: expect.any(String) };

async function lock(seconds?: number): Promise<StoreLock> {
  const taken = await lockPostgres(schema.url, {}, seconds);
  endings.push(() => taken.release());
  return taken;
}

async function storeUnder({ lease }: StoreLock): Promise<Store> {
  if (lease === undefined) throw new Error('The lock of a PostgreSQL store has a lease');
  const store = await openPostgresStore(schema.url, { lease });
  endings.push(() => store.close());
  return store;
}

/** As if the holder had been silent for too long. */
async function expire(): Promise<void> {
  await schema.query("UPDATE run_lease SET expires = clock_timestamp() - interval '1 second'");
}

test('the lock of a run is a row, and gone when the run has given it back', async () => {
  const { lease, release } = await lock();
  expect(await schema.query('SELECT run, pid FROM run_lease')).toEqual([{ run: lease, pid: String(process.pid) }]);
  await release();
  expect(await schema.query('SELECT * FROM run_lease')).toEqual([]);
});

test('of many runs that begin at once one has the lock', async () => {
  await (await lock()).release();
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lock()));
  const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'LOCKED'));
});

test('a run that has lost its lock stops before its next write, with 6', async () => {
  const first = await lock();
  const store = await storeUnder(first);
  await store.saveGroup(movie(1));
  await expire();
  const second = await lock();
  await expect(store.saveGroup(movie(2))).rejects.toMatchObject(LOST);
  await expect(
    store.saveRun({ id: 'r' as never, command: 'scan', startedAt: '', finishedAt: '', summary: {} }),
  ).rejects.toMatchObject(LOST);
  expect(await store.count({})).toBe(1);
  await first.release();
  expect(await schema.query('SELECT run FROM run_lease')).toEqual([{ run: second.lease }]);
  expect((await (await storeUnder(second)).saveGroup(movie(2))).rows).toBeGreaterThan(0);
});

test('a lock whose connection is killed is still held, and the run goes on', async () => {
  const held = await lock(1);
  const store = await storeUnder(held);
  for (let kill = 0; kill < 3; kill++) {
    await schema.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE $1 AND datname = current_database()',
      [`revenge ${process.pid} %`],
    );
    await expect(lock()).rejects.toMatchObject(LOCKED);
    await delay(500);
  }
  await expect
    .poll(() =>
      store.saveGroup(movie(1)).then(
        ({ rows }) => rows > 0,
        () => false,
      ),
    )
    .toBe(true);
  await expect(lock()).rejects.toMatchObject(LOCKED);
});

test('a run renews its lock while it lasts, also in the middle of a long write', async () => {
  const held = await lock(1);
  const writer = new Client({ connectionString: postgresUrl() });
  await writer.connect();
  const { schema: name, local } = readConnection(schema.url);
  await writer.query(['BEGIN', local, ...fence(name, held.lease ?? '')].join('; '));
  await delay(2500);
  await expect(lock()).rejects.toMatchObject(LOCKED);
  const [row] = await schema.query(
    'SELECT heartbeat - since AS age, expires > clock_timestamp() AS valid FROM run_lease',
  );
  expect(row).toMatchObject({ valid: true });
  await writer.query('COMMIT');
  await writer.end();
});

test('an expired lock is not taken while a write of its holder is under way', async () => {
  const held = await lock();
  const writer = new Client({ connectionString: postgresUrl() });
  await writer.connect();
  await writer.query(['BEGIN', ...fence(readConnection(schema.url).schema, held.lease ?? '')].join('; '));
  await expire();
  await expect(lock()).rejects.toMatchObject(LOCKED);
  // One that is never finished is ended by the server.
  expect((await writer.query('SHOW idle_in_transaction_session_timeout')).rows).toEqual([
    { idle_in_transaction_session_timeout: '1min' },
  ]);
  await writer.query('COMMIT');
  await writer.end();
  await lock();
});

test('a process that is stopped loses its lock, and writes nothing when it goes on', async () => {
  const script = `
    import { lockPostgres } from './src/store/postgres/lock.ts';
    import { openPostgresStore } from './src/store/postgres/open.ts';
    const held = await lockPostgres(path, {}, 1);
    const store = await openPostgresStore(path, { lease: held.lease });
    try {
      for (let id = 1; ; id++) {
        await store.saveGroup(groupSave({ key: 'm' + id, draft: movieDraft({ ids: { tmdb: String(id) } }) }));
        say('saved ' + id);
        await new Promise((resolve) => setTimeout(resolve, id === 5 ? 1500 : 1));
      }
    } catch (error) {
      say(error.code + ' ' + error.exitCode);
    }
    await store.close();
    await held.release();`;
  const holder = await child(script, schema.url);
  await holder.said('saved 5');
  await expect(lock()).rejects.toMatchObject({
    ...LOCKED,
    message: expect.stringContaining(`revenge ${holder.pid} on`),
  });
  if (holder.pid === undefined) throw new Error('The child runs');
  process.kill(holder.pid, 'SIGSTOP');
  await delay(1500);
  const taken = await lock();
  const store = await storeUnder(taken);
  const stored = await store.count({});
  process.kill(holder.pid, 'SIGCONT');
  await holder.said('STORE_LOCK_LOST 6');
  await holder.ended();
  expect(await store.count({})).toBe(stored);
  expect((await store.saveGroup(movie(999_999))).rows).toBeGreaterThan(0);
});

test('the lock of a process of this machine that was killed is taken at once', async () => {
  const script = `
    import { lockPostgres } from './src/store/postgres/lock.ts';
    await lockPostgres(path);
    say('held');
    setInterval(() => {}, 1000);`;
  const holder = await child(script, schema.url);
  await holder.said('held');
  await expect(lock()).rejects.toMatchObject(LOCKED);
  await holder.kill();
  await lock();
});

test('checking the lock costs a write no round trip', async () => {
  const held = await lock();
  const proxy = await cuttingProxy(postgresUrl(), { after: Number.POSITIVE_INFINITY });
  const packetsOf = async (lease?: string): Promise<number> => {
    const store = await openPostgresStore(proxy.through(schema.url), lease === undefined ? {} : { lease });
    await store.saveGroup(movie(1));
    const before = proxy.packets;
    await store.saveGroup(movie(1));
    const counted = proxy.packets - before;
    await store.close();
    return counted;
  };
  expect(await packetsOf(held.lease)).toBe(await packetsOf());
  await proxy.close();
});
