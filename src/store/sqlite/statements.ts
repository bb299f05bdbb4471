import type { Database } from 'better-sqlite3';
import { ownValue } from '../../model/word-table.ts';
import { lazy } from '../../util/lazy.ts';
import type { ColumnType, TableShape } from '../save/tables.ts';

type Cell = string | number | Buffer | null;

/** Writes rows of one table, one after the other. */
export interface TableWriter<Row> {
  /** Plain insertion, for rows that are known to be new. */
  insert(rows: readonly Row[]): void;
  /** Brings rows up to date that are there. */
  update(rows: readonly Row[]): void;
  /** Removes rows by their keys. */
  remove(rows: readonly Row[]): void;
}

export function tableWriter<Row>(database: Database, shape: TableShape<Row>): TableWriter<Row> {
  const { name, key } = shape;
  const columns = columnsOf(shape);
  const rest = columns.filter((column) => !key.includes(column));
  const isKey = key.map((column) => `${quoted(column)} = ?`).join(' AND ');
  const list = columns.map(quoted).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const set = rest.map((column) => `${quoted(column)} = ?`).join(', ');
  const statement = (text: string, given: readonly (keyof Row & string)[]) =>
    lazy(() => {
      const prepared = database.prepare<[readonly Cell[]]>(text);
      return (rows: readonly Row[]): void => {
        for (const row of rows) prepared.run(given.map((column) => cell(row[column])));
      };
    });
  const insert = statement(`INSERT INTO ${name} (${list}) VALUES (${marks})`, columns);
  const update = statement(`UPDATE ${name} SET ${set} WHERE ${isKey}`, [...rest, ...key]);
  const remove = statement(`DELETE FROM ${name} WHERE ${isKey}`, key);
  const some = (rows: readonly Row[], run: () => (rows: readonly Row[]) => void): void => {
    if (rows.length > 0) run()(rows);
  };
  return {
    insert: (rows) => some(rows, insert),
    update: (rows) => some(rows, update),
    remove: (rows) => some(rows, remove),
  };
}

/** Columns of the table itself: terms and words are kept in tables for searching. */
function columnsOf<Row>(shape: TableShape<Row>): readonly (keyof Row & string)[] {
  const types: Readonly<Record<string, ColumnType>> = shape.columns;
  return Object.keys(types).filter((column): column is keyof Row & string => {
    const type = ownValue(types, column);
    return type !== 'text[]' && type !== 'words';
  });
}

function cell(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'boolean') return Number(value);
  throw new Error(`A column cannot hold ${typeof value}`);
}

function quoted(column: string): string {
  return `"${column}"`;
}
