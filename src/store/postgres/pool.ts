import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig, type QueryResult, types } from 'pg';
import type { Connection } from './settings.ts';

const INT8 = 20;
const JSON_TYPES: readonly number[] = [114, 3802];

/** Makes the connections of a store; none is opened before the first is needed. */
export function openPool({ pool: config }: Connection, max = config.max): Pool {
  const pool = new Pool({
    ...withoutWaitLimit(config),
    ...(max === undefined ? {} : { max }),
    types: { getTypeParser },
  });
  // Idle connections that break are replaced when they are needed.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Runs statements as one transaction that is one message to the server: a single round trip, and nothing in between that
 * a connection pooler could give to another server connection. Values stand in the statements, escaped.
 */
export async function runTogether<Row extends object>(
  client: Pick<PoolClient, 'query'>,
  statements: readonly string[],
): Promise<readonly QueryResult<Row>[]> {
  // The driver's types do not know that several statements give several results.
  const results: QueryResult<Row> | QueryResult<Row>[] = await client.query<Row>(statements.join(';\n'));
  return Array.isArray(results) ? results : [results];
}

/**
 * A server that does not answer is given up after a while, but a connection that is busy is waited for: the pool would
 * take both for the same. A connection that breaks fails its query; without a listener it would end the process as well,
 * at whatever moment the pool itself does not listen.
 */
function withoutWaitLimit({ connectionTimeoutMillis, ...config }: PoolConfig): PoolConfig {
  class StoreClient extends Client {
    constructor(given?: ClientConfig) {
      // The pool hides the password from everybody who lists the settings, so that a copy of them has none.
      super({ ...given, password: given?.password, connectionTimeoutMillis });
      this.on('error', () => undefined);
    }
  }
  return { ...config, Client: StoreClient };
}

/** Whole numbers as numbers (ids and sizes are far from 2^53), JSON as its text, everything else as the driver does. */
function getTypeParser(
  ...[oid, format]: Parameters<typeof types.getTypeParser>
): ReturnType<typeof types.getTypeParser> {
  if (oid === INT8) return Number;
  if (JSON_TYPES.includes(oid)) return String;
  return types.getTypeParser(oid, format);
}
