import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { RevengeError } from '../../model/errors.ts';
import { canRetry, postgresError } from './errors.ts';

/** One connection, within one transaction where it is given by `transact`. Rows are not checked: the schema's version is. */
export interface Session {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs a statement and returns how many rows it met. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

const MOST_TRIES = 12;
const FIRST_WAIT_MS = 5;

function sessionOf(client: Pick<PoolClient, 'query'>): Session {
  return {
    rows: async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
      const { rows } = await client.query<Row & Record<string, unknown>>(text, [...values]);
      return rows;
    },
    run: async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0,
  };
}

/** Runs the work on one state of the store that does not change meanwhile. */
export function readTransaction<T>(pool: Pool, location: string, work: (session: Session) => Promise<T>): Promise<T> {
  return transaction(pool, location, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
}

/**
 * Runs the work as one transaction. Where another writer was faster (serialization failure, deadlock, a row that both
 * added) all of it is done again on the state that the other left, so the work must not keep what it saw.
 */
export async function writeTransaction<T>(
  pool: Pool,
  location: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction(pool, location, beginWriting(tries === 1 ? 'shared' : 'alone'), work);
    } catch (error) {
      const cause = error instanceof RevengeError ? error.cause : error;
      if (!canRetry(cause)) throw error;
      if (tries === MOST_TRIES) {
        throw new RevengeError('STORE_UNAVAILABLE', `The store ${location} is changed by others all the time`, {
          cause,
          hint: 'Try again when fewer programs write it.',
        });
      }
      await delay(FIRST_WAIT_MS * 2 ** Math.min(tries, 7) * Math.random());
    }
  }
}

/**
 * Writers go side by side until two of them meet; who has to begin anew waits until it is alone, so that nobody is passed
 * over again and again. The lock comes before the first look at the data, which would fix what the transaction sees:
 * https://www.postgresql.org/docs/current/sql-lock.html
 */
function beginWriting(how: 'shared' | 'alone'): string {
  const mode = how === 'alone' ? 'SHARE ROW EXCLUSIVE' : 'ROW EXCLUSIVE';
  return `BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE roots IN ${mode} MODE`;
}

async function transaction<T>(pool: Pool, location: string, begin: string, work: (session: Session) => Promise<T>) {
  const client = await pool.connect().catch((error: unknown) => {
    throw postgresError(error, location);
  });
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  // Without a listener an idle connection that breaks would end the process.
  client.on('error', onError);
  try {
    await client.query(begin);
    const result = await work(sessionOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(onError);
    throw postgresError(error, location);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
