import type { Database, Statement } from 'better-sqlite3';

export type Cell = string | number | Buffer | null;

export interface UpsertShape<Row> {
  readonly key: readonly (keyof Row & string)[];
  /** Columns that are compared: where all are equal, nothing is written. */
  readonly compare: readonly (keyof Row & string)[];
  /** Columns that are written when another differs, but do not count as a difference themselves. */
  readonly along?: readonly (keyof Row & string)[];
}

/** A statement that inserts a row or brings it up to date; `changes` is 0 where the row was already so. */
export function upsert<Row extends Record<keyof Row, Cell>>(
  database: Database,
  table: string,
  shape: UpsertShape<Row>,
): Statement<[Row]> {
  const written = [...shape.compare, ...(shape.along ?? [])];
  const columns = [...shape.key, ...written];
  const update = written.map((column) => `${column} = excluded.${column}`).join(', ');
  const differs = shape.compare.map((column) => `${table}.${column} IS NOT excluded.${column}`).join(' OR ');
  return database.prepare<[Row]>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})
     ON CONFLICT (${shape.key.join(', ')}) DO UPDATE SET ${update} WHERE ${differs}`,
  );
}
