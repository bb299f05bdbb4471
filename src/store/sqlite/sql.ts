import type { Database, Statement } from 'better-sqlite3';
import { storable } from '../../model/text.ts';

export type Cell = string | number | Buffer | null;

/** Text of a provider or a file, fit for a column. */
export function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}

/** A number that a source calls whole and that may not be. */
export function integerOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.trunc(value);
}

export function flagOrNull(flag: boolean | undefined): number | null {
  return flag === undefined ? null : Number(flag);
}

/** A member of the name, where the column has a value: for objects with optional members. */
export function member<K extends string, V>(name: K, value: V | null | undefined): { readonly [P in K]?: V } {
  const named: { [P in K]?: V } = {};
  if (value !== null && value !== undefined) named[name] = value;
  return named;
}

/** What is made at the first call and kept. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

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

/** Counts the rows that a unit of work changed. */
export interface Tally {
  rows: number;
}
