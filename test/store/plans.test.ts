import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileTrace } from '../../src/store/port.ts';
import { formerFilesValues, FORMER_FILES as POSTGRES_FORMER_FILES } from '../../src/store/postgres/former-files.ts';
import { postgresDialect } from '../../src/store/postgres/read/dialect.ts';
import { compileFilter } from '../../src/store/query/compile.ts';
import { parseConditions } from '../../src/store/query/parse.ts';
import { FORMER_FILES } from '../../src/store/sqlite/former-files.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { sqliteDialect } from '../../src/store/sqlite/read/dialect.ts';
import { groupSave, movieDraft } from './drafts.ts';
import { type FreshPostgres, freshPostgres } from './postgres/fresh.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

/** With two filters each; a scan of all items would be what is not to be. */
const FILTERS = [
  'genre:thriller year:1990..1999',
  'kind:movie rating:>7',
  'text:heist added:-30d',
  'matrix year:1999',
  'country:us genre:crime',
];

let postgres: FreshPostgres;
let folder: TemporaryFolder;
beforeAll(async () => {
  postgres = await freshPostgres();
  folder = await temporaryFolder();
  const sqlite = await openSqliteStore(folder.join('store.db'));
  for (const store of [sqlite, postgres.store]) await store.saveGroup(groupSave({ draft: movieDraft() }));
  await sqlite.close();
});
afterAll(async () => {
  await postgres.dispose();
  await folder.remove();
});

test.each(FILTERS)('SQLite finds %s by an index', (text) => {
  const { dialect, values } = sqliteDialect();
  const { where } = compileFilter({ conditions: parseConditions([text], new Date()) }, dialect);
  const database = new Database(folder.join('store.db'), { readonly: true });
  const plan = database
    .prepare<(string | number)[], { readonly detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM items i WHERE ${where}`,
    )
    .all(...values);
  database.close();
  const details = plan.map((step) => step.detail).join('\n');
  expect(details).toContain('SEARCH i USING');
  expect(details).not.toMatch(/^SCAN i\b/m);
});

test.each(FILTERS)('PostgreSQL finds %s by an index', async (text) => {
  const { dialect, values } = postgresDialect();
  const { where } = compileFilter({ conditions: parseConditions([text], new Date()) }, dialect);
  // Of a table with one row a scan is cheapest: what is asked is whether an index could be used.
  const plan = await postgres.schema.query(
    `EXPLAIN SELECT * FROM items i WHERE ${where}`,
    values,
    'SET enable_seqscan = off',
  );
  const lines = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
  expect(lines).toMatch(/Index (?:Scan|Only Scan)|Bitmap Index Scan/);
  expect(lines).not.toMatch(/Seq Scan on items/);
});

test('titles with typing errors are found by the index of trigrams', async () => {
  const plan = await postgres.schema.query(
    "EXPLAIN SELECT i.id FROM items i WHERE i.title_key % 'haet' AND i.kind = ANY('{movie,series}')",
    [],
    'SET enable_seqscan = off; SET enable_indexscan = off',
  );
  expect(plan.map((row) => String(row['QUERY PLAN'])).join('\n')).toMatch(
    /items_by_(?:trigram|title|sort|year|rating|added)/,
  );
});

const INDEXES = ['files_by_hash', 'file_facts_by_recording', 'file_facts_by_title', 'files_by_size'];

test('SQLite finds what may have moved by indexes', () => {
  const database = new Database(folder.join('store.db'), { readonly: true });
  const { content, recording, track, name } = FORMER_FILES;
  for (const [place, text] of [content, recording, track, name].entries()) {
    const plan = database.prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`);
    const values = Array.from({ length: text.split('?').length - 1 }, () => 1);
    const details = plan.all(...values).map((step) => step.detail);
    expect(details.join('\n')).toMatch(new RegExp(`^SEARCH [fx] USING INDEX ${INDEXES[place]} `, 'm'));
    expect(details.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
  }
  database.close();
});

test('PostgreSQL finds what may have moved by indexes', async () => {
  const trace: FileTrace = {
    relativePath: 'new/1.flac',
    name: '1.flac',
    size: 1,
    hash: 'h',
    recording: { recording: 'r', release: 'l' },
    track: { artist: 'a', album: 'b', title: 't', track: 1, disc: 1 },
  };
  const values = formerFilesValues('/media/music', [trace]);
  const set = 'SET enable_seqscan = off; SET enable_mergejoin = off; SET enable_hashjoin = off';
  const plan = await postgres.schema.query(`EXPLAIN ${POSTGRES_FORMER_FILES}`, values, set);
  const lines = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
  for (const index of INDEXES) expect(lines).toMatch(new RegExp(`Index Scan (?:using|on) ${index}\\b`));
  expect(lines).not.toContain('Seq Scan');
});
