import { rename, rm } from 'node:fs/promises';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { ResolvedFields } from '../../model/resolved.ts';
import { createPrivateFile } from '../../util/private-file.ts';
import { fromJson } from '../canonical.ts';
import type { SchemaStep } from '../schema-step.ts';
import { foldTerm, wordsOf } from '../search-text.ts';

/**
 * Brings a store to the newest schema: all steps that are missing in one transaction, so that an interrupted migration
 * leaves the store as it was. A store that holds something is copied first, to `<path>.v<version>.bak`.
 */
export async function migrate(
  database: Database,
  path: string,
  from: number,
  steps: readonly SchemaStep[],
): Promise<void> {
  if (from > 0) await backUp(database, path, from);
  defineFunctions(database);
  const migrations = Object.fromEntries(steps.map((step, index) => [step.name, migration(step, index + 1)]));
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: dialect(database) }),
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** What migrations work out as a save would. */
function defineFunctions(database: Database): void {
  database.function('revenge_fold', { deterministic: true }, (term: unknown) => foldTerm(String(term)));
  database.function('revenge_words', { deterministic: true }, (fields: unknown) =>
    wordsOf(fromJson<ResolvedFields>(String(fields))),
  );
}

function migration(step: SchemaStep, version: number): Migration {
  return {
    up: async (db) => {
      for (const statement of [...step.statements, `PRAGMA user_version = ${version}`]) {
        await sql.raw(statement).execute(db);
      }
    },
  };
}

/**
 * Copies the store as it is at this version. Where another program has migrated it in between, that one has made the copy.
 */
async function backUp(database: Database, path: string, version: number): Promise<void> {
  const copy = `${path}.v${version}.bak`;
  const unfinished = `${copy}.${process.pid}.part`;
  try {
    createPrivateFile(unfinished);
    database.prepare('VACUUM INTO ?').run(unfinished);
    if (versionOf(unfinished) === version) await rename(unfinished, copy);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function versionOf(path: string): unknown {
  const copy = new SqliteDatabase(path, { readonly: true });
  try {
    return copy.pragma('user_version', { simple: true });
  } finally {
    copy.close();
  }
}

/** Kysely's dialect for SQLite takes no transaction for a migration, though SQLite can undo changes of the schema. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Takes the write lock when a transaction begins, so that of two programs that migrate one waits for the other. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
  }
}

function dialect(database: Database): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver({ database }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
