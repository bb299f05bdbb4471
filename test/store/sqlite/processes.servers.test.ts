import { chmod, mkdir } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockStore } from '../../../src/store/sqlite/lock.ts';
import { SCHEMA_STEPS } from '../../../src/store/sqlite/migrations/list.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { groupSave, MOVIES, movieDraft } from '../drafts.ts';
import { child } from './child.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

const SAVE_MANY = `
  const store = await openSqliteStore(path);
  for (let number = 0; number < 200; number++) {
    const draft = movieDraft({ ids: { tmdb: String(number) } });
    await store.saveGroup(groupSave({ key: process.pid + '-' + number, draft }));
    if (number === 5) say('begun');
  }
  await store.close();
  say('done');
`;

let folder: TemporaryFolder;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = folder.join('store.db');
});
afterEach(() => folder.remove());

async function makeStore(): Promise<void> {
  const store = await openSqliteStore(path);
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.close();
}

function integrity(): unknown {
  const database = new Database(path);
  try {
    return [database.pragma('integrity_check', { simple: true }), database.pragma('foreign_key_check')];
  } finally {
    database.close();
  }
}

test('two processes that make and fill one store share its items', async () => {
  const both = await Promise.all([child(SAVE_MANY, path), child(SAVE_MANY, path)]);
  for (const one of both) await one.ended();
  const store = await openSqliteStore(path);
  const rows = await store.list({});
  expect(rows).toHaveLength(200);
  expect(new Set(rows.map((row) => row.files))).toEqual(new Set([2]));
  await store.close();
  expect(integrity()).toEqual(['ok', []]);
});

test('a save that has to wait for another writer lets the program go on meanwhile', async () => {
  const store = await openSqliteStore(path);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
    if (ticks === 40) other.exec('COMMIT');
  }, 5);
  const saved = await store.saveGroup(groupSave({ draft: movieDraft() }));
  clearInterval(ticking);
  expect(saved.rows).toBeGreaterThan(0);
  expect(ticks).toBeGreaterThanOrEqual(40);
  expect(await store.list({})).toHaveLength(1);
  other.close();
  await store.close();
});

test('a process that is killed leaves a store that opens clean, with whole groups in it', async () => {
  const writer = await child(SAVE_MANY, path);
  await writer.said('begun');
  await writer.kill();
  const store = await openSqliteStore(path);
  const units = await store.units(MOVIES.root);
  expect(units.length).toBeGreaterThan(5);
  for (const unit of units) {
    const known = await store.unit(MOVIES.root, unit);
    expect([known.files.length, known.groups.map((group) => group.title)]).toEqual([1, ['Heat']]);
  }
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.close();
  expect(integrity()).toEqual(['ok', []]);
});

test('another process is kept out, and the lock of one that was killed is free', async () => {
  const holder = await child("lockStore(path); say('held'); setInterval(() => {}, 1000);", path);
  await holder.said('held');
  expect(() => lockStore(path)).toThrow(`process ${holder.pid}`);
  await holder.kill();
  lockStore(path).release();
});

test('two that find an old store at once both end with the new one', async () => {
  await makeStore();
  const script = `
    const next = { name: '9002-next', statements: ['ALTER TABLE items ADD COLUMN note TEXT'] };
    (await openDatabase(path, false, [...SCHEMA_STEPS, next])).close();`;
  const both = await Promise.all([child(script, path), child(script, path)]);
  for (const one of both) await one.ended();
  const database = new Database(path, { readonly: true });
  expect(database.pragma('user_version', { simple: true })).toBe(SCHEMA_STEPS.length + 1);
  expect(database.prepare('SELECT count(*) FROM kysely_migration').pluck().get()).toBe(SCHEMA_STEPS.length + 1);
  database.close();
});

test('a folder or file that may not be written is named', async () => {
  await makeStore();
  await mkdir(folder.join('closed'), { mode: 0o555 });
  await chmod(path, 0o444);
  await chmod(folder.path, 0o555);
  try {
    const script = `
      await (await openSqliteStore(path, { readonly: true })).close();
      asNobody();
      for (const place of ['closed/new.db', 'closed/../store.db']) {
        const opened = openSqliteStore(path.replace('store.db', place));
        await opened.then(() => say('opened'), (error) => say(place + ' ' + error.code + ' ' + error.exitCode));
      }
      try {
        lockStore(path);
      } catch (error) {
        say('lock ' + error.code);
      }
      say('end');`;
    const user = await child(script, path);
    await user.said('end');
    await user.said('closed/new.db STORE_READ_ONLY 6');
    await user.said('closed/../store.db STORE_READ_ONLY 6');
    await user.said('lock STORE_READ_ONLY');
  } finally {
    await chmod(folder.path, 0o755);
  }
});
