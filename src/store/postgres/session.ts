import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import { canRetry, isServerFull, lockLost, postgresError } from './errors.ts';
import { fence } from './lease.ts';
import { runTogether } from './pool.ts';

/** One connection, within one transaction where it is given by `transact`. Rows are not checked: the schema's version is. */
export interface Session {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs a statement and returns how many rows it met. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

const MOST_TRIES = 12;
const FIRST_WAIT_MS = 5;
/** A connection of ours that is busy is free again when its transaction ends: looked for so often, so far apart. */
const MOST_LOOKS = 600;
const LOOK_MS = 100;

function sessionOf(client: Pick<PoolClient, 'query'>): Session {
  return {
    rows: async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
      const { rows } = await client.query<Row & Record<string, unknown>>(text, values.map(withoutNul));
      return rows;
    },
    run: async (text, values = []) => (await client.query(text, values.map(withoutNul))).rowCount ?? 0,
  };
}

/** PostgreSQL has no NUL in its texts, so that nothing is found by one; a statement with one would be an error. */
function withoutNul(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNul);
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
}

/** Where transactions are run. */
export interface TransactionPlace {
  readonly pool: Pool;
  readonly location: string;
  readonly schema: string;
  /** SQL with the settings of every transaction. */
  readonly local: string;
  /** The run that has to hold the lock of the store while it writes; absent: writing needs no lock. */
  readonly lease?: string | undefined;
}

/** Runs the work on one state of the store that does not change meanwhile. */
export async function readTransaction<T>(place: TransactionPlace, work: (session: Session) => Promise<T>): Promise<T> {
  const { pool, location, local } = place;
  const client = await connect(pool, location);
  try {
    await runTogether(client, ['BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', local]);
    const result = await work(sessionOf(client));
    // Nothing depends on the end of it, so nobody waits for that round trip.
    void endRead(client, 'COMMIT');
    return result;
  } catch (error) {
    await endRead(client, 'ROLLBACK');
    throw postgresError(error, location);
  }
}

/**
 * Runs two SELECTs on one state of the store in a single round trip. Their values stand in the statements, escaped; the rows
 * of both come back.
 */
export async function readTogether<First extends object, Second extends object>(
  { pool, location, local }: TransactionPlace,
  statements: readonly [string, string],
): Promise<readonly [readonly First[], readonly Second[]]> {
  const client = await connect(pool, location);
  try {
    const begin = ['BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', local];
    const results = await runTogether<First & Second>(client, [...begin, ...statements, 'COMMIT']);
    client.release();
    const [first, second] = results.slice(-1 - statements.length);
    return [first?.rows ?? [], second?.rows ?? []];
  } catch (error) {
    await endRead(client, 'ROLLBACK');
    throw postgresError(error, location);
  }
}

async function endRead(client: PoolClient, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  const isBroken = await client.query(how).then(
    () => false,
    () => true,
  );
  client.release(isBroken);
}

/**
 * Runs the work as one transaction. Where another writer was faster (serialization failure, deadlock, a row that both
 * added) all of it is done again on the state that the other left, so the work must not keep what it saw. Throws
 * `STORE_LOCK_LOST` where another run has taken over the lock.
 */
export async function writeTransaction<T>(place: TransactionPlace, work: (session: Session) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction(place, beginWriting(place, tries === 1 ? 'shared' : 'alone'), work);
    } catch (error) {
      const cause = error instanceof RevengeError ? error.cause : error;
      if (!canRetry(cause)) throw error;
      if (tries === MOST_TRIES) {
        throw new RevengeError('STORE_UNAVAILABLE', `The store ${place.location} is changed by others all the time`, {
          cause,
          hint: 'Try again when fewer programs write it.',
        });
      }
      await delay(FIRST_WAIT_MS * 2 ** Math.min(tries, 7) * Math.random());
    }
  }
}

/** Where the server takes no more connections, those that there are do the work in turns. */
async function connect(pool: Pool, location: string): Promise<PoolClient> {
  for (let looks = 1; ; looks++) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isServerFull(error) || pool.totalCount === 0 || looks === MOST_LOOKS) throw postgresError(error, location);
      await delay(LOOK_MS);
    }
  }
}

/**
 * Writers go side by side until two of them meet; who has to begin anew waits until it is alone, so that nobody is passed
 * over again and again. The lock comes before the first look at the data, which would fix what the transaction sees:
 * https://www.postgresql.org/docs/current/sql-lock.html
 */
function beginWriting({ local, schema, lease }: TransactionPlace, how: 'shared' | 'alone'): readonly string[] {
  const mode = how === 'alone' ? 'SHARE ROW EXCLUSIVE' : 'ROW EXCLUSIVE';
  const begin = ['BEGIN ISOLATION LEVEL REPEATABLE READ', local, `LOCK TABLE roots IN ${mode} MODE`];
  return lease === undefined ? begin : [...begin, ...fence(schema, lease)];
}

async function transaction<T>(
  { pool, location, lease }: TransactionPlace,
  begin: readonly string[],
  work: (session: Session) => Promise<T>,
) {
  const client = await connect(pool, location);
  let broken = false;
  try {
    // One message: the check of the lease costs no round trip.
    const begun = await runTogether(client, begin);
    if (lease !== undefined && begun.at(-1)?.rowCount === 0) throw lockLost(location);
    const result = await work(sessionOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw postgresError(error, location);
  } finally {
    client.release(broken);
  }
}
