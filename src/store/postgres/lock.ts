import { Client, type ClientConfig } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import type { StoreLock } from '../open.ts';
import { postgresError } from './errors.ts';
import { type PostgresSettings, readConnection } from './settings.ts';

/** First key of the lock of a run ("rvng" in ASCII); the second is of the schema, so that two in one database do not meet. */
const LOCK_KEY = 0x72766e67;

interface Holder {
  readonly application_name: string;
  readonly backend_start: Date;
}

/**
 * Takes the lock of a PostgreSQL store for a run that changes it; throws `LOCKED` when another run has it. It is an advisory
 * lock of a connection of its own, so that it goes with its process however that ends: there are no stale locks.
 */
export async function lockPostgres(url: string, settings?: PostgresSettings): Promise<StoreLock> {
  const { pool, schema, location } = readConnection(url, settings);
  const { max: _max, idleTimeoutMillis: _idle, ...own } = pool;
  const config: ClientConfig = own;
  const client = new Client(config);
  // When the connection breaks the lock is gone; the next statement of the run says that the store is.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1::int, hashtext($2)) AS taken',
      [LOCK_KEY, schema],
    );
    if (rows[0]?.taken === true) return { release: () => client.end().catch(() => undefined) };
    throw locked(location, await holderOf(client, schema));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw postgresError(error, location);
  }
}

async function holderOf(client: Client, schema: string): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(
    `SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = $1 AND l.objid::bigint = (hashtext($2)::bigint & 4294967295)
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LOCK_KEY, schema],
  );
  return rows[0];
}

function locked(location: string, holder: Holder | undefined): RevengeError {
  const since = holder?.backend_start?.toISOString();
  const by =
    holder === undefined ? '' : ` (${holder.application_name}${since === undefined ? '' : `, since ${since}`})`;
  return new RevengeError('LOCKED', `Another run is changing the store ${location}${by}`, {
    context: { location },
    hint: 'Wait until it has ended, or give another store with --store.',
  });
}
