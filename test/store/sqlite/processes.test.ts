import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
