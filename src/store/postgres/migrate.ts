import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { PoolClient } from 'pg';
import type { SchemaStep } from '../schema-step.ts';
import { runTogether } from './pool.ts';

/** Key of the lock that keeps two programs from migrating at once: "rvng" and "migr" in ASCII. */
const LOCK_KEYS: readonly number[] = [0x72766e67, 0x6d696772];

interface MigrationOptions {
  readonly schema: string;
  /** Settings of the transaction. */
  readonly local: string;
  readonly steps: readonly SchemaStep[];
  /** Whether the database has the extension `pg_trgm`. */
  readonly hasTrigrams: boolean;
}

/**
 * Brings a store to the newest schema over a connection of its own: everything that is missing in one transaction, so
 * that an interrupted migration leaves the database as it was. Another program that migrates it too is waited for. The
 * lock is of the transaction: one of the session would stay behind on the connection of a pooler. Returns whether there
 * are trigrams now.
 */
export async function migrate(client: PoolClient, options: MigrationOptions): Promise<boolean> {
  const { schema, local } = options;
  // What another program has done meanwhile has to be seen, so each statement looks anew.
  await runTogether(client, ['BEGIN ISOLATION LEVEL READ COMMITTED', local]);
  try {
    await client.query('SELECT pg_advisory_xact_lock($1::int, $2::int)', [...LOCK_KEYS]);
    if (schema !== 'public') await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    const hasTrigrams = options.hasTrigrams || (await createTrigrams(client));
    await applySteps(client, { ...options, hasTrigrams });
    await client.query('COMMIT');
    return hasTrigrams;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Needs a right that a user of the database may not have; then titles are searched without it. */
async function createTrigrams(client: PoolClient): Promise<boolean> {
  await client.query('SAVEPOINT trigrams');
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public');
    return true;
  } catch {
    await client.query('ROLLBACK TO SAVEPOINT trigrams');
    return false;
  }
}

async function applySteps(client: PoolClient, { schema, steps, hasTrigrams }: MigrationOptions): Promise<void> {
  const migrations = Object.fromEntries(steps.map((step) => [step.name, migration(step, hasTrigrams)]));
  const failures: unknown[] = [];
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: dialect(client, schema, failures) }),
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  // After the first failure every statement fails, those by which kysely tidies up too.
  if (error !== undefined) throw failures[0] ?? error;
}

function migration(step: SchemaStep, hasTrigrams: boolean): Migration {
  return {
    up: async (db) => {
      for (const statement of step.statements) {
        if (statement.includes('@trigrams') && !hasTrigrams) continue;
        await sql.raw(statement.replaceAll('@trigrams', 'gin_trgm_ops')).execute(db);
      }
    },
  };
}

/** Kysely over one connection that is there already, and within its transaction. Notes what went wrong. */
function dialect(client: PoolClient, schema: string, failures: unknown[]): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const result = await client.query(text, [...parameters]).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery: () => {
      throw new Error('Migrations do not stream');
    },
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      // All of it is within one transaction already.
      beginTransaction: async () => undefined,
      commitTransaction: async () => undefined,
      rollbackTransaction: async () => undefined,
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }),
    createIntrospector: () => introspector(client, schema),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/**
 * Looks only at the tables of kysely in this schema. kysely's own introspector reads the sequences of every table of the
 * database, which fails when another program drops a schema meanwhile.
 */
function introspector(client: PoolClient, schema: string): DatabaseIntrospector {
  return {
    getSchemas: async () => [{ name: schema }],
    getTables: async () => {
      const { rows } = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename LIKE 'kysely%'",
        [schema],
      );
      return rows.map(({ name }) => ({ name, schema, isView: false, isForeign: false, columns: [] }));
    },
  };
}
