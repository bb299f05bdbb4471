import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import { hasEnded, isThisProcess } from '../../process/running.ts';
import type { StoreLock } from '../store-lock.ts';
import { prepareStore } from './database.ts';
import { isConnectionLost, isLockTimeout, isTableMissing, postgresError } from './errors.ts';
import { dropLease, LEASE_SECONDS, type LeaseRow, readLease, renewLease, takeLease } from './lease.ts';
import { POSTGRES_STEPS } from './migrations/list.ts';
import { openPool, runTogether } from './pool.ts';
import { type Connection, type PostgresSettings, readConnection } from './settings.ts';

/** So many times a lease is renewed before it would expire. */
const BEATS = 4;
const RELEASE_TRIES = 3;
/** A lease may be given back between the attempt to take it and the look at who has it. */
const TAKE_TRIES = 5;

/** Leases that runs of this process hold, or are about to take. */
const held = new Set<string>();

/**
 * Takes the lock of a PostgreSQL store for a run that changes it; throws `LOCKED` when another run has it. It is a row
 * with an expiry date by the clock of the database, which the run pushes back while it lasts: unlike an advisory lock it
 * depends on no connection, so it holds behind a connection pooler and when connections break. Every write of the run
 * checks it (`session.ts`). A lease that has expired, or whose process is known to have ended, is taken over.
 */
export async function lockPostgres(
  url: string,
  settings?: PostgresSettings,
  leaseSeconds = LEASE_SECONDS,
): Promise<StoreLock> {
  const connection = readConnection(url, settings);
  const { schema, location } = connection;
  const pool = openPool(connection, 1);
  const run = randomUUID();
  // Before it is taken: another run of this process may see it taken before the answer is here.
  held.add(run);
  try {
    await take(pool, connection, run, leaseSeconds);
  } catch (error) {
    held.delete(run);
    await pool.end().catch(() => undefined);
    throw postgresError(error, location);
  }
  const stop = keepAlive(pool, renewLease(schema, run, leaseSeconds), (leaseSeconds * 1000) / BEATS);
  return {
    lease: run,
    release: async () => {
      stop();
      await giveBack(pool, dropLease(schema, run));
      held.delete(run);
      await pool.end().catch(() => undefined);
    },
  };
}

async function take(pool: Pool, connection: Connection, run: string, seconds: number): Promise<void> {
  const { schema, location } = connection;
  let gone: string | undefined;
  for (let tries = 1; ; tries++) {
    const holder = await tryToTake(pool, connection, takeLease(schema, run, seconds, gone));
    if (holder?.run === run) return;
    if (holder !== undefined && holder.run !== gone && isGone(holder)) gone = holder.run;
    else if (holder !== undefined || tries >= TAKE_TRIES) throw locked(location, holder);
  }
}

/** Whose the lease is after the attempt. */
async function tryToTake(
  pool: Pool,
  { schema, location, local }: Connection,
  statements: readonly string[],
): Promise<LeaseRow | undefined> {
  const client = await pool.connect();
  let broken = false;
  try {
    return (await runTogether<LeaseRow>(client, statements)).at(-1)?.rows[0];
  } catch (error) {
    if (isLockTimeout(error)) return (await runTogether<LeaseRow>(client, [readLease(schema)])).at(-1)?.rows[0];
    if (!isTableMissing(error)) {
      broken = true;
      throw error;
    }
    await prepareStore(client, { schema, location, local, readonly: false, steps: POSTGRES_STEPS });
    return undefined;
  } finally {
    client.release(broken);
  }
}

/** A run of this process that has ended without giving its lease back has lost its connection then. */
function isGone(holder: LeaseRow): boolean {
  return hasEnded(holder) || (isThisProcess(holder) && !held.has(holder.run));
}

/** Renews the lease again and again; returns what ends that. A beat that fails is made up for by the next one. */
function keepAlive(pool: Pool, renewal: string, everyMs: number): () => void {
  let beating = false;
  const timer = setInterval(() => {
    if (beating) return;
    beating = true;
    pool
      .query(renewal)
      .catch(() => undefined)
      .finally(() => {
        beating = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** A connection that broke while nobody used it is found out by the first attempt; where there is no server the lease expires. */
async function giveBack(pool: Pool, statement: string): Promise<void> {
  for (let tries = 1; tries <= RELEASE_TRIES; tries++) {
    try {
      await pool.query(statement);
      return;
    } catch (error) {
      if (!isConnectionLost(error)) return;
    }
  }
}

function locked(location: string, holder: LeaseRow | undefined): RevengeError {
  const by =
    holder === undefined ? '' : ` (revenge ${holder.pid} on ${holder.host}, since ${holder.since.toISOString()})`;
  return new RevengeError('LOCKED', `Another run is changing the store ${location}${by}`, {
    context: { location },
    hint: `Wait until it has ended; the lock of a run that was killed expires within ${LEASE_SECONDS} seconds. Or give another store with --store.`,
  });
}
