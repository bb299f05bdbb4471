import { access, readdir } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SchemaStep } from '../../../src/store/schema-step.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { SCHEMA_STEPS } from '../../../src/store/sqlite/migrations/list.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { groupSave, movieDraft } from '../drafts.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

const NEXT: SchemaStep = {
  name: '9002-next',
  statements: ['ALTER TABLE items ADD COLUMN note TEXT', "UPDATE items SET note = 'seen'"],
};
const BROKEN: SchemaStep = {
  name: '9002-broken',
  statements: ['ALTER TABLE items ADD COLUMN note TEXT', 'INSERT INTO no_such_table VALUES (1)'],
};

let folder: TemporaryFolder;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = folder.join('store.db');
  const store = await openSqliteStore(path);
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.close();
});
afterEach(() => folder.remove());

function look(file: string, sql: string): unknown {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).pluck().get();
  } finally {
    database.close();
  }
}

test('an older store is brought up to date, and a copy of it kept', async () => {
  const database = await openDatabase(path, false, [...SCHEMA_STEPS, NEXT]);
  database.close();
  expect(look(path, 'SELECT note FROM items')).toBe('seen');
  expect(look(path, 'PRAGMA user_version')).toBe(SCHEMA_STEPS.length + 1);
  const copy = `${path}.v${SCHEMA_STEPS.length}.bak`;
  expect(look(copy, 'SELECT title FROM items')).toBe('Heat');
  expect(look(copy, 'PRAGMA user_version')).toBe(SCHEMA_STEPS.length);
  const old = await openSqliteStore(copy);
  expect(await old.list({})).toHaveLength(1);
  await old.close();
  expect(look(copy, 'PRAGMA journal_mode')).toBe('wal');
});

test('an older store that is only read is brought up to date as well', async () => {
  const database = await openDatabase(path, true, [...SCHEMA_STEPS, NEXT]);
  expect(database.readonly).toBe(true);
  expect(database.prepare('SELECT note FROM items').pluck().get()).toBe('seen');
  database.close();
});

test('a step that fails leaves the store as it was', async () => {
  await expect(openDatabase(path, false, [...SCHEMA_STEPS, BROKEN])).rejects.toThrow('no_such_table');
  const store = await openSqliteStore(path);
  expect(await store.list({})).toHaveLength(1);
  await store.close();
  expect(look(path, "SELECT count(*) FROM pragma_table_info('items') WHERE name = 'note'")).toBe(0);
});

test('a new store needs no copy', async () => {
  await expect(access(`${path}.v0.bak`)).rejects.toThrow();
  const names = await readdir(folder.path);
  expect(names).toEqual(['store.db']);
});

test('every statement keeps its types: tables are STRICT', () => {
  const loose = look(
    path,
    "SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'kysely%' AND name NOT LIKE 'sqlite%'",
  );
  expect(loose).toBeNull();
});
