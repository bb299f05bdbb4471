import { rename, rm } from 'node:fs/promises';
import type { Database } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  type Migration,
  Migrator,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { SchemaStep } from './migrations/list.ts';

/**
 * Brings a store to the newest schema: all steps that are missing in one transaction, so that an interrupted migration
 * leaves the store as it was. A store that holds something is copied first, to `<path>.v<version>.bak`.
 * Returns the path of that copy.
 */
export async function migrate(
  database: Database,
  path: string,
  from: number,
  steps: readonly SchemaStep[],
): Promise<string | undefined> {
  const copy = from > 0 ? await backUp(database, path, from) : undefined;
  const migrations = Object.fromEntries(steps.map((step, index) => [step.name, migration(step, index + 1)]));
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: dialect(database) }),
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return copy;
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

async function backUp(database: Database, path: string, version: number): Promise<string> {
  const copy = `${path}.v${version}.bak`;
  const unfinished = `${copy}.part`;
  await rm(unfinished, { force: true });
  database.prepare('VACUUM INTO ?').run(unfinished);
  await rename(unfinished, copy);
  return copy;
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
