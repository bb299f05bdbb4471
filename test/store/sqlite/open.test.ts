import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { definePolicy } from '../../../src/model/policies.ts';
import { openStore } from '../../../src/store/open.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { groupSave, LATER, MOVIES, movieDraft } from '../drafts.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function filled(name = 'store.db'): Promise<string> {
  const path = folder.join(name);
  const store = await openSqliteStore(path);
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  await store.close();
  return path;
}

test('a store is made where there is none, says where it is, and is one file when it is closed', async () => {
  const path = folder.join('store.db');
  const store = await openStore(path);
  expect(store.location).toBe(path);
  await store.close();
  expect(await readdir(folder.path)).toEqual(['store.db']);
});

test('a run that changes nothing leaves the file as it is, byte for byte', async () => {
  const path = await filled();
  const digest = async () =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  const before = await digest();
  const store = await openSqliteStore(path);
  await store.saveGroup(groupSave({ draft: movieDraft(), at: LATER }));
  await store.touchFiles(MOVIES, []);
  await store.unit(MOVIES.root, 'Heat (1995)');
  await store.close();
  expect(await digest()).toBe(before);
});

test('is read while it is being written', async () => {
  const path = await filled();
  const writer = await openSqliteStore(path);
  const reader = await openSqliteStore(path, { readonly: true });
  await writer.saveGroup(groupSave({ key: 'Alien', draft: movieDraft({ ids: { tmdb: '348' } }) }));
  expect(await reader.list({})).toHaveLength(2);
  await reader.close();
  await writer.close();
});

test('read-only: nothing is made, nothing is written', async () => {
  await expect(openSqliteStore(folder.join('no.db'), { readonly: true })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('no.db'),
    hint: expect.stringContaining('revenge scan'),
  });
  expect(await readdir(folder.path)).toEqual([]);
  const store = await openSqliteStore(await filled(), { readonly: true });
  await expect(store.saveGroup(groupSave({ key: 'x' }))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await store.close();
});

test.each([
  [
    'text',
    Buffer.from('this is no database, though it is long enough to have a header of one hundred bytes'.repeat(3)),
  ],
  ['a picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 7)])],
])('a file that is %s is refused and left as it is', async (_what, bytes) => {
  const path = folder.join('notes.txt');
  await writeFile(path, bytes);
  for (const readonly of [false, true]) {
    await expect(openSqliteStore(path, { readonly })).rejects.toMatchObject({
      code: 'STORE_NOT_A_DATABASE',
      message: expect.stringContaining(path),
      hint: expect.stringContaining('--store'),
    });
  }
  expect(await readFile(path)).toEqual(bytes);
});

test('a folder is refused', async () => {
  await expect(openSqliteStore(folder.path)).rejects.toMatchObject({ code: 'STORE_NOT_A_DATABASE' });
});

test('a database of another program is refused and left as it is', async () => {
  const path = folder.join('other.db');
  const other = new Database(path);
  other.exec('CREATE TABLE watched (title TEXT)');
  other.close();
  const before = await readFile(path);
  await expect(openSqliteStore(path)).rejects.toMatchObject({
    code: 'STORE_NOT_A_DATABASE',
    message: expect.stringContaining('another program'),
  });
  expect(await readFile(path)).toEqual(before);
});

test('an empty file becomes a store', async () => {
  const path = folder.join('empty.db');
  await writeFile(path, '');
  const store = await openSqliteStore(path);
  expect(await store.list({})).toEqual([]);
  await store.close();
});

test('a store of a newer version is refused', async () => {
  const path = await filled();
  const newer = new Database(path);
  newer.pragma('user_version = 9999');
  newer.close();
  for (const readonly of [false, true]) {
    await expect(openSqliteStore(path, { readonly })).rejects.toMatchObject({
      code: 'STORE_NEWER',
      exitCode: 6,
      message: expect.stringContaining('9999'),
      hint: expect.stringContaining('Update revenge'),
    });
  }
});

test('a missing folder is named', async () => {
  await expect(openSqliteStore(folder.join('no/such/store.db'))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    hint: expect.stringContaining(folder.join('no/such')),
  });
});

test('a file where a folder should be is named', async () => {
  await writeFile(folder.join('file'), '');
  await expect(openSqliteStore(folder.join('file/store.db'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

test('addresses of other stores are refused, without what may be secret in them', async () => {
  const opened = openStore('mysql://user:secret@db.test/revenge');
  await expect(opened).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.not.stringContaining('secret'),
  });
});

test('a damaged store is named, not misread', async () => {
  const path = folder.join('store.db');
  const store = await openSqliteStore(path);
  for (let number = 0; number < 50; number++) {
    await store.saveGroup(groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) }));
  }
  await store.close();
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0xee, 4096 * 2));
  const damaged = await openSqliteStore(path)
    .then(async (opened) => {
      try {
        return await opened.list({});
      } finally {
        await opened.close();
      }
    })
    .catch((error: unknown) => error);
  expect(damaged).toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining(path) });
});

test('a failed save changes nothing at all', async () => {
  const store = await openSqliteStore(folder.join('store.db'));
  const failing = groupSave({
    draft: movieDraft(),
    policy: definePolicy('failing', () => {
      throw new Error('a defect');
    }),
  });
  await expect(store.saveGroup(failing)).rejects.toThrow('a defect');
  expect(await store.unit(MOVIES.root, 'Heat (1995)')).toEqual({ files: [], groups: [] });
  await store.saveGroup(groupSave({ draft: movieDraft() }));
  expect(await store.list({})).toHaveLength(1);
  await store.close();
});
