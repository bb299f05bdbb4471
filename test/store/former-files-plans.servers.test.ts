import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileTrace } from '../../src/store/port.ts';
import { formerFilesValues, FORMER_FILES as POSTGRES_FORMER_FILES } from '../../src/store/postgres/former-files.ts';
import { FORMER_FILES } from '../../src/store/sqlite/former-files.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { groupSave, movieDraft } from './drafts.ts';
import { type FreshPostgres, freshPostgres } from './postgres/fresh.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

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
