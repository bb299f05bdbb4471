import { Client } from 'pg';
import type { Store } from '../../../src/store/port.ts';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { postgresUrl } from '../../support/services.ts';

let count = 0;

export interface FreshSchema {
  /** URL of a store that has nothing in it yet. */
  readonly url: string;
  /** Runs a statement, `before` it another on the same connection. */
  query(text: string, values?: readonly unknown[], before?: string): Promise<readonly Record<string, unknown>[]>;
  remove(): Promise<void>;
}

/** A schema of its own in the database of this run. */
export function freshSchema(): FreshSchema {
  const schema = `s${process.pid}_${++count}`;
  const url = new URL(postgresUrl());
  url.searchParams.set('schema', schema);
  const query = async (text: string, values: readonly unknown[] = [], before?: string) => {
    const client = new Client({ connectionString: postgresUrl(), options: `-c search_path=${schema},public` });
    await client.connect();
    try {
      if (before !== undefined) await client.query(before);
      return (await client.query(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url: url.href,
    query,
    remove: async () => {
      await query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    },
  };
}

export interface FreshPostgres {
  readonly store: Store;
  readonly schema: FreshSchema;
  dispose(): Promise<void>;
}

/** An empty store in a schema of its own. */
export async function freshPostgres(): Promise<FreshPostgres> {
  const schema = freshSchema();
  const store = await openPostgresStore(schema.url);
  return {
    store,
    schema,
    dispose: async () => {
      await store.close();
      await schema.remove();
    },
  };
}
