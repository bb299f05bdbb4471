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
      return (await client.query(text, values.length === 0 ? undefined : [...values])).rows;
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

/** Stores for tests that come one after the other, all in one schema: emptying it is quicker than making one anew. */
export function reusedPostgres(): { fresh(): Promise<FreshPostgres>; remove(): Promise<void> } {
  const schema = freshSchema();
  let deletes = '';
  return {
    remove: () => schema.remove(),
    async fresh() {
      const store = await openPostgresStore(schema.url);
      if (deletes === '') deletes = (await tablesOf(schema)).map((table) => `DELETE FROM ${table}`).join('; ');
      return {
        store,
        schema,
        dispose: async () => {
          await store.close();
          // TRUNCATE would make new files of all of them. References are not looked at: everything goes.
          await schema.query(deletes, [], 'SET session_replication_role = replica');
        },
      };
    },
  };
}

/** All of them but those of the migrations. */
async function tablesOf(schema: FreshSchema): Promise<readonly string[]> {
  const rows = await schema.query(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'kysely%'",
  );
  return rows.map((row) => String(row.name));
}
