import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import { lockStore } from '../../../src/store/sqlite/lock.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

let folder: TemporaryFolder;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = folder.join('store.db');
});
afterEach(() => folder.remove());

function refusal(): RevengeError {
  try {
    lockStore(path).release();
  } catch (error) {
    if (error instanceof RevengeError) return error;
    throw error;
  }
  throw new Error('The lock was free');
}

test('one run has the lock, the next is told who', () => {
  const lock = lockStore(path);
  const error = refusal();
  expect([error.code, error.exitCode]).toEqual(['LOCKED', 75]);
  expect(error.message).toContain(path);
  expect(error.message).toContain(`process ${process.pid}`);
  lock.release();
  lockStore(path).release();
});

test('a missing folder is named', () => {
  path = folder.join('no/store.db');
  expect(refusal().code).toBe('STORE_UNAVAILABLE');
});

test('a lock file that is something else is named', async () => {
  await writeFile(`${path}.lock`, 'not a database at all '.repeat(50));
  const error = refusal();
  expect(error.code).toBe('STORE_NOT_A_DATABASE');
  expect(error.message).toContain('store.db.lock');
});

test('a store has one lock, whatever symbolic links it is reached by', async () => {
  await mkdir(folder.join('real'));
  await symlink(folder.join('real'), folder.join('folder-link'));
  const real = folder.join('real/store.db');
  await symlink('real/store.db', folder.join('file-link.db'));
  await symlink('file-link.db', folder.join('link-of-link.db'));
  const names = [
    real,
    folder.join('folder-link/store.db'),
    folder.join('file-link.db'),
    folder.join('link-of-link.db'),
  ];
  // Before there is a store, and when there is one.
  for (let time = 0; time < 2; time++) {
    for (const held of names) {
      const lock = lockStore(held);
      for (const name of names) {
        path = name;
        expect(refusal().code).toBe('LOCKED');
      }
      lock.release();
    }
    await writeFile(real, '');
  }
  expect((await readdir(folder.path)).filter((name) => name.endsWith('.lock'))).toEqual([]);
});

test('a store that links to itself is named', async () => {
  await symlink('store.db', path);
  await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  lockStore(path).release();
});
