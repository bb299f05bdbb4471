import { accessSync, constants, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';
import { createPrivateFile } from '../../util/private-file.ts';
import { folderMissing, isBusy, readOnly, storeError } from './errors.ts';
import { realStorePath } from './real-path.ts';

/** Long enough for another to read who holds the lock, which keeps it from being taken for a moment. */
const WAIT_MS = 100;

/** Held by the one run that may change a store. */
export interface StoreLock {
  release(): void;
}

/** Connections that hold a lock. The driver closes a connection that the garbage collector finds, which would free the lock. */
const holding = new Set<Database>();

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes the lock of the store at `path` for a run that changes it; throws `LOCKED` when another run has it. The lock is
 * a write lock on a small database beside the store (`<path>.lock`), so that it goes with its process however that ends:
 * there are no stale locks. The file itself stays.
 * Symbolic links are followed first, or a store would have a lock for each name that it is reached by.
 */
export function lockStore(path: string): StoreLock {
  const store = realStorePath(path);
  const file = `${store}.lock`;
  checkFolder(store);
  let database: Database | undefined;
  try {
    createPrivateFile(file);
    database = new SqliteDatabase(file, { timeout: WAIT_MS });
    take(database);
  } catch (error) {
    const busy = isBusy(error);
    const holder = busy && database !== undefined ? holderOf(database) : undefined;
    database?.close();
    throw busy ? locked(path, holder) : storeError(error, file);
  }
  const held = database;
  holding.add(held);
  return {
    release: () => {
      holding.delete(held);
      held.close();
    },
  };
}

function checkFolder(path: string): void {
  if (!existsSync(dirname(path))) throw folderMissing(path);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw readOnly(path, error);
  }
}

function take(database: Database): void {
  database.exec('BEGIN IMMEDIATE');
  database.exec(
    'CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL) STRICT',
  );
  database.exec('DELETE FROM holder');
  database.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), new Date().toISOString());
  database.exec('COMMIT');
  // Whoever waits may read who holds it, because the row is committed; the lock proper is this transaction. Another run
  // may slip in between the two: then this one fails, as it would have a moment earlier.
  database.exec('BEGIN IMMEDIATE');
}

function holderOf(database: Database): Holder | undefined {
  try {
    return database.prepare<[], Holder>('SELECT pid, host, since FROM holder').get();
  } catch {
    return undefined;
  }
}

function locked(path: string, holder: Holder | undefined): RevengeError {
  const by = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return new RevengeError('LOCKED', `Another run is changing the store ${path}${by}`, {
    context: { path, ...holder },
    hint: 'Wait until it has ended, or give another store with --store.',
  });
}
