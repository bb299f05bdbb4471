import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';
import { errorCode } from '../../util/error-code.ts';
import { createPrivateFile } from '../../util/private-file.ts';
import type { SchemaStep } from '../schema-step.ts';
import { folderMissing, newerStore, notADatabase, readOnly, storeError } from './errors.ts';
import { SCHEMA_STEPS } from './migrations/list.ts';

/** Marks a SQLite file as a store of ours: "rvng" in ASCII. */
const APPLICATION_ID = 0x72766e67;
const BUSY_MS = 10_000;

/**
 * Opens the file of a store at the newest schema; makes it where there is none and writing is allowed. An older store is
 * migrated, also when it is then only read. Throws `RevengeError`s with the codes `STORE_*`.
 */
export async function openDatabase(
  path: string,
  readonly: boolean,
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): Promise<Database> {
  checkPlace(path, readonly);
  try {
    const database = connect(path, readonly);
    try {
      // In one transaction: another program may be making the store just now.
      const version = database.transaction(() => versionOf(database, path, steps.length))();
      if (readonly && version === steps.length) return database;
      if (!readonly) {
        await prepare(database, path, version, steps);
        return database;
      }
    } catch (error) {
      database.close();
      throw error;
    }
    database.close();
  } catch (error) {
    throw storeError(error, path);
  }
  const migrated = await openDatabase(path, false, steps);
  migrated.close();
  return openDatabase(path, true, steps);
}

function connect(path: string, readonly: boolean): Database {
  if (!readonly) createPrivateFile(path);
  const database = new SqliteDatabase(path, { readonly, fileMustExist: readonly, timeout: BUSY_MS });
  if (!readonly) {
    database.pragma('foreign_keys = ON');
    database.pragma('synchronous = NORMAL');
    // 128 MB of log before it is carried over: pages that many saves change are then written once.
    database.pragma('wal_autocheckpoint = 32000');
  }
  database.pragma('cache_size = -32000');
  return database;
}

/** Version of the schema, 0 for a file with nothing in it. Reads only the file's header. */
function versionOf(database: Database, path: string, known: number): number {
  const application = database.pragma('application_id', { simple: true });
  const version = Number(database.pragma('user_version', { simple: true }));
  if (application === APPLICATION_ID) {
    if (version > known) throw newerStore(path, version, known);
    return version;
  }
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (application !== 0 || version !== 0 || tables !== 0) {
    throw notADatabase(path, 'is a SQLite database of another program');
  }
  return 0;
}

async function prepare(database: Database, path: string, version: number, steps: readonly SchemaStep[]): Promise<void> {
  if (version === 0) database.pragma(`application_id = ${APPLICATION_ID}`);
  // Changes nothing where it is so already; a copy that was put back is not.
  database.pragma('journal_mode = WAL');
  if (version === steps.length) return;
  const { migrate } = await import('./migrate.ts');
  await migrate(database, path, version, steps);
}

/** What SQLite would say in its own words, or not at all, said in ours before it is asked. */
function checkPlace(path: string, readonly: boolean): void {
  const file = statOrMissing(path);
  if (file?.isDirectory()) throw notADatabase(path, 'is a folder');
  if (file === undefined && readonly) {
    throw new RevengeError('STORE_UNAVAILABLE', `There is no store at ${path}`, {
      context: { path },
      hint: 'Fill it with `revenge scan`, or give another file with --store.',
    });
  }
  const folder = dirname(path);
  if (file === undefined && statOrMissing(folder) === undefined) {
    throw folderMissing(path);
  }
  if (readonly) return;
  for (const written of file === undefined ? [folder] : [folder, path]) {
    try {
      accessSync(written, constants.W_OK);
    } catch (error) {
      throw readOnly(path, error);
    }
  }
}

function statOrMissing(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RevengeError('STORE_UNAVAILABLE', `The store ${path} cannot be reached: ${reason}`, {
      cause: error,
      context: { path },
      hint: 'See that every folder above it is one and that you may enter it, or give another file with --store.',
    });
  }
}
