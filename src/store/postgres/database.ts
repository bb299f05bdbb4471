import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import type { SchemaStep } from '../schema-step.ts';
import { postgresError } from './errors.ts';
import { POSTGRES_STEPS } from './migrations/list.ts';
import type { Connection } from './settings.ts';

/** An open pool over a store at the newest schema. */
export interface PostgresDatabase {
  readonly pool: Pool;
  readonly location: string;
  /** False where `pg_trgm` is not to be had: titles are then searched without an index. */
  readonly hasTrigrams: boolean;
}

const INT8 = 20;
const JSON_TYPES: readonly number[] = [114, 3802];

/**
 * Connects to the store, makes its schema where there is none and writing is allowed, and migrates an older one. Throws
 * `RevengeError`s with the codes `STORE_*`.
 */
export async function openPostgres(
  connection: Connection,
  readonly: boolean,
  steps: readonly SchemaStep[] = POSTGRES_STEPS,
): Promise<PostgresDatabase> {
  const { location, schema } = connection;
  const pool = new Pool({ ...withoutWaitLimit(connection.pool), types: { getTypeParser: parserOf } });
  // Connections that break while nobody uses them are made anew when they are needed.
  pool.on('error', () => undefined);
  try {
    const client = await pool.connect();
    try {
      const hasTrigrams = await prepare(client, { schema, location, readonly, steps });
      return { pool, location, hasTrigrams };
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw postgresError(error, location);
  }
}

/**
 * A server that does not answer is given up after a while, but a connection that is busy is waited for: the pool would
 * take both for the same.
 */
function withoutWaitLimit({ connectionTimeoutMillis, ...config }: PoolConfig): PoolConfig {
  class ImpatientClient extends Client {
    constructor(given?: ClientConfig) {
      super({ ...given, connectionTimeoutMillis });
    }
  }
  return { ...config, Client: ImpatientClient };
}

interface Preparation {
  readonly schema: string;
  readonly location: string;
  readonly readonly: boolean;
  readonly steps: readonly SchemaStep[];
}

interface Found {
  readonly migrated: boolean;
  readonly trigrams: boolean;
  readonly foreign: boolean;
}

async function prepare(client: PoolClient, { schema, location, readonly, steps }: Preparation): Promise<boolean> {
  const { rows } = await client.query<Found>(
    `SELECT to_regclass($1 || '.kysely_migration') IS NOT NULL AS migrated,
       EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') AS trigrams,
       to_regclass($1 || '.items') IS NOT NULL OR to_regclass($1 || '.files') IS NOT NULL AS foreign`,
    [schema],
  );
  const found = rows[0] ?? { migrated: false, trigrams: false, foreign: false };
  const version = found.migrated ? await versionOf(client, schema, location, steps) : 0;
  if (version === steps.length) return found.trigrams;
  if (readonly && version === 0) {
    throw new RevengeError('STORE_UNAVAILABLE', `There is no store at ${location}`, {
      context: { location, empty: true },
      hint: 'Fill it with `revenge scan`, or give another with --store.',
    });
  }
  if (version === 0 && found.foreign) {
    throw new RevengeError('STORE_NOT_A_DATABASE', `${location} has tables of another program`, {
      context: { location },
      hint: 'It was left as it is. Give a database or schema of its own: postgres://…/database?schema=revenge',
    });
  }
  if (schema !== 'public') await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  const hasTrigrams = found.trigrams || (await createTrigrams(client));
  const { migrate } = await import('./migrate.ts');
  await migrate(client, schema, hasTrigrams, steps);
  return hasTrigrams;
}

async function versionOf(
  client: PoolClient,
  schema: string,
  location: string,
  steps: readonly SchemaStep[],
): Promise<number> {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM "${schema}".kysely_migration ORDER BY name`);
  const unknown = rows.find(({ name }) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new RevengeError(
      'STORE_NEWER',
      `The store ${location} was written by a newer revenge (it has "${unknown.name}", which this one does not know)`,
      { context: { location }, hint: 'Update revenge, or give another store with --store.' },
    );
  }
  return rows.length;
}

/** Needs a right that a user of the database may not have; then titles are searched without it. */
async function createTrigrams(client: PoolClient): Promise<boolean> {
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public');
    return true;
  } catch {
    return false;
  }
}

/** Whole numbers as numbers (ids and sizes are far from 2^53), JSON as its text, everything else as the driver does. */
function parserOf(...[oid, format]: Parameters<typeof types.getTypeParser>): ReturnType<typeof types.getTypeParser> {
  if (oid === INT8) return Number;
  if (JSON_TYPES.includes(oid)) return String;
  return types.getTypeParser(oid, format);
}
