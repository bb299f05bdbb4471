import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import { storeError } from '../../../src/store/sqlite/errors.ts';

const PATH = '/data/revenge.db';

test.each([
  ['SQLITE_NOTADB', 'STORE_NOT_A_DATABASE'],
  ['SQLITE_CORRUPT', 'STORE_CORRUPT'],
  ['SQLITE_CORRUPT_INDEX', 'STORE_CORRUPT'],
  ['SQLITE_READONLY_DIRECTORY', 'STORE_READ_ONLY'],
  ['SQLITE_BUSY', 'STORE_UNAVAILABLE'],
  ['SQLITE_BUSY_SNAPSHOT', 'STORE_UNAVAILABLE'],
  ['SQLITE_FULL', 'STORE_UNAVAILABLE'],
  ['SQLITE_CANTOPEN', 'STORE_UNAVAILABLE'],
  ['SQLITE_IOERR_WRITE', 'STORE_UNAVAILABLE'],
] as const)('%s is %s, with the place and what to do', (sqlite, code) => {
  const cause = new Database.SqliteError('something of SQLite', sqlite);
  const error = storeError(cause, PATH);
  expect(error).toBeInstanceOf(RevengeError);
  expect(error).toMatchObject({
    code,
    cause,
    exitCode: 6,
    message: expect.stringContaining(PATH),
    hint: expect.stringMatching(/.{10}/),
  });
});

test('a defect of ours stays one', () => {
  const defect = new Database.SqliteError('near "SELEC": syntax error', 'SQLITE_ERROR');
  expect(storeError(defect, PATH)).toBe(defect);
  const other = new TypeError('no');
  expect(storeError(other, PATH)).toBe(other);
});
