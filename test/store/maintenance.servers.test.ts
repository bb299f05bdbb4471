import { writeFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openMaintenance } from '../../src/store/maintenance.ts';
import type { Maintenance } from '../../src/store/maintenance-rules.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { albumSave, groupSave, MOVIES, movieDraft, seriesSave } from './drafts.ts';
import { freshSchema } from './postgres/fresh.ts';
import { temporaryFolder } from './sqlite/folder.ts';

const OLD = '2020-01-01T00:00:00.000Z';

async function places() {
  const folder = await temporaryFolder();
  const schema = freshSchema();
  return {
    sqlite: folder.join('store.db'),
    postgres: schema.url,
    remove: async () => {
      await schema.remove();
      await folder.remove();
    },
  };
}

async function with_<T>(location: string, use: (maintenance: Maintenance) => Promise<T>): Promise<T> {
  const maintenance = await openMaintenance(location, {}, true);
  try {
    return await use(maintenance);
  } finally {
    await maintenance.close();
  }
}

async function fill(store: Store): Promise<void> {
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.saveGroup(groupSave({ key: 'Gone', draft: movieDraft({ ids: { tmdb: '1' } }) }));
  await store.saveGroup(seriesSave());
  await store.saveGroup(albumSave());
  await store.markMissing(MOVIES.root, ['Gone/Gone.mkv'], OLD);
}

describe.each(['sqlite', 'postgres'] as const)('%s', (which) => {
  test('status, check and vacuum', async () => {
    const at = await places();
    const store = await openStore(at[which]);
    await fill(store);
    await store.close();
    await with_(at[which], async (maintenance) => {
      expect(await maintenance.status()).toMatchObject({
        rows: { groups: 4, roots: 3 },
        schema: expect.stringMatching(/^\d{4}-/),
      });
      expect(await maintenance.check()).toEqual([]);
      await maintenance.vacuum();
    });
    await at.remove();
  });

  test('purge alone removes, and only what is missing for long', async () => {
    const at = await places();
    const store = await openStore(at[which]);
    await fill(store);
    const before = await store.list({ kinds: ['movie', 'episode', 'track', 'artist'] });
    await with_(at[which], async (maintenance) => {
      expect(await maintenance.purge('2019-01-01', false)).toEqual({ files: 0, items: 0 });
      expect(await maintenance.purge('2021-01-01', true)).toEqual({ files: 1, items: 1 });
      expect(await store.count({})).toBe(4);
      expect(await maintenance.purge('2021-01-01', false)).toEqual({ files: 1, items: 1 });
      expect(await maintenance.check()).toEqual([]);
    });
    const after = await store.list({ kinds: ['movie', 'episode', 'track', 'artist'] });
    expect(after.length).toBe(before.length - 1);
    expect(await store.count({})).toBe(3);
    await store.close();
    await at.remove();
  });
});

test('a copy of a SQLite store is a store', async () => {
  const at = await places();
  const store = await openStore(at.sqlite);
  await fill(store);
  const copy = await with_(at.sqlite, (maintenance) => maintenance.backup(undefined));
  const copied = await openStore(copy, { readonly: true });
  expect(await copied.count({})).toBe(4);
  await copied.close();
  await writeFile(`${at.sqlite}.taken`, '');
  await expect(with_(at.sqlite, (maintenance) => maintenance.backup(`${at.sqlite}.taken`))).rejects.toMatchObject({
    code: 'USAGE',
  });
  await store.close();
  await expect(with_(at.postgres, (maintenance) => maintenance.backup(undefined))).rejects.toMatchObject({
    hint: expect.stringContaining('pg_dump'),
  });
  await at.remove();
});

test('a check tells what is wrong', async () => {
  const at = await places();
  const store = await openStore(at.sqlite);
  await fill(store);
  await store.close();
  const database = new Database(at.sqlite);
  database.exec('DELETE FROM file_items; UPDATE files SET group_id = NULL WHERE path = (SELECT min(path) FROM files)');
  database.close();
  const problems = await with_(at.sqlite, (maintenance) => maintenance.check());
  expect(problems.join('\n')).toMatch(/files that neither[\s\S]*no item/);
  await at.remove();
});
