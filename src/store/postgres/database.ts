import type { Pool, PoolClient } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import type { SchemaStep } from '../schema-step.ts';
import { postgresError } from './errors.ts';
import { POSTGRES_STEPS } from './migrations/list.ts';
import { openPool, runTogether } from './pool.ts';
import type { Connection } from './settings.ts';

/** An open pool over a store at the newest schema. */
export interface PostgresDatabase extends Omit<Connection, 'pool'> {
  readonly pool: Pool;
  /** False where `pg_trgm` is not to be had: titles are then searched without an index. */
  readonly hasTrigrams: boolean;
}

/**
 * Connects to the store, makes its schema where there is none and writing is allowed, and migrates an older one. Throws
 * `RevengeError`s with the codes `STORE_*`.
 */
export async function openPostgres(
  connection: Connection,
  readonly: boolean,
  steps: readonly SchemaStep[] = POSTGRES_STEPS,
): Promise<PostgresDatabase> {
  const { location, schema, local } = connection;
  const pool = openPool(connection);
  try {
    const client = await pool.connect();
    let broken = true;
    try {
      const hasTrigrams = await prepareStore(client, { schema, location, local, readonly, steps });
      broken = false;
      return { pool, location, schema, local, hasTrigrams };
    } finally {
      client.release(broken);
    }
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw postgresError(error, location);
  }
}

interface Preparation extends Omit<Connection, 'pool'> {
  readonly readonly: boolean;
  readonly steps: readonly SchemaStep[];
}

interface Found {
  readonly migrated: boolean;
  readonly trigrams: boolean;
  readonly foreign: boolean;
  readonly encoding: string;
  readonly database: string;
}

/** Brings the schema of the store up to date over this connection. Returns whether titles can be searched by trigrams. */
export async function prepareStore(client: PoolClient, preparation: Preparation): Promise<boolean> {
  const { schema, location, local, readonly, steps } = preparation;
  const results = await runTogether<Found>(client, [
    local,
    `SELECT to_regclass('"${schema}".kysely_migration') IS NOT NULL AS migrated,
       EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') AS trigrams,
       to_regclass('"${schema}".items') IS NOT NULL OR to_regclass('"${schema}".files') IS NOT NULL AS foreign,
       current_setting('server_encoding') AS encoding, current_database() AS database`,
  ]);
  const found = results.at(-1)?.rows[0];
  if (found === undefined) throw new Error('A SELECT without FROM gives one row');
  refuseEncoding(found, location);
  const version = found.migrated ? await versionOf(client, preparation) : 0;
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
  const { migrate } = await import('./migrate.ts');
  return migrate(client, { schema, local, steps, hasTrigrams: found.trigrams });
}

/** Titles, names and paths of any language have to fit into the database, and come out as they went in. */
function refuseEncoding({ encoding, database }: Found, location: string): void {
  if (encoding === 'UTF8') return;
  throw new RevengeError(
    'STORE_UNAVAILABLE',
    `The database of the store ${location} has the encoding ${encoding}; revenge needs UTF8`,
    {
      context: { location, encoding },
      hint: `Create a new database and name it in the store's URL: createdb --encoding=UTF8 --template=template0 ${database}_utf8`,
    },
  );
}

async function versionOf(client: PoolClient, { schema, location, local, steps }: Preparation): Promise<number> {
  const results = await runTogether<{ name: string }>(client, [
    local,
    `SELECT name FROM "${schema}".kysely_migration ORDER BY name`,
  ]);
  const rows = results.at(-1)?.rows ?? [];
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
