import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { PoolClient } from 'pg';
import type { SchemaStep } from '../schema-step.ts';

/** Key of the lock that keeps two programs from migrating at once: "rvng" and "migr" in ASCII. */
const LOCK_KEYS: readonly number[] = [0x72766e67, 0x6d696772];

/**
 * Brings a store to the newest schema over a connection of its own: all steps that are missing in one transaction, so
 * that an interrupted migration leaves the store as it was.
 */
export async function migrate(
  client: PoolClient,
  schema: string,
  hasTrigrams: boolean,
  steps: readonly SchemaStep[],
): Promise<void> {
  const migrations = Object.fromEntries(steps.map((step) => [step.name, migration(step, hasTrigrams)]));
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: dialect(client) }),
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
  });
  await client.query('SELECT pg_advisory_lock($1::int, $2::int)', [...LOCK_KEYS]);
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1::int, $2::int)', [...LOCK_KEYS]);
  }
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

/** Kysely over one connection that is there already. */
function dialect(client: PoolClient): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const result = await client.query(text, [...parameters]);
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery: () => {
      throw new Error('Migrations do not stream');
    },
  };
  const run = async (text: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      beginTransaction: () => run('BEGIN'),
      commitTransaction: () => run('COMMIT'),
      rollbackTransaction: () => run('ROLLBACK'),
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
