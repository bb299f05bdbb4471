import { ownValue } from '../../model/word-table.ts';
import type { ColumnType, TableShape } from '../save/tables.ts';

/** One statement for many rows; `text` takes one parameter, the JSON of the rows. */
export interface Batch {
  readonly text: string;
  readonly rows: string;
}

/** Plain insertion, for rows that are known to be new: whoever made one in between makes this fail, and try again. */
export function insertion<Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): Batch {
  return { text: insertText(shape), rows: rowsJson(shape, rows) };
}

/** Brings rows up to date that are there. */
export function update<Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): Batch {
  const columns = Object.keys(shape.columns);
  const set = columns.filter((column) => !shape.key.some((key) => key === column));
  const assigned = set.map((column) => `${quoted(column)} = ${taken(shape, column)}`).join(', ');
  return {
    text: `UPDATE ${shape.name} t SET ${assigned} FROM ${recordset(shape, columns)} WHERE ${matches(shape)}`,
    rows: rowsJson(shape, rows),
  };
}

/** Removes rows by their keys. */
export function removal<Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): Batch {
  const keys = rows.map((row) => Object.fromEntries(shape.key.map((column) => [column, cell(row[column])])));
  return {
    text: `DELETE FROM ${shape.name} t USING ${recordset(shape, [...shape.key])} WHERE ${matches(shape)}`,
    rows: JSON.stringify(keys),
  };
}

function insertText<Row>(shape: TableShape<Row>): string {
  const columns = Object.keys(shape.columns);
  const names = columns.map(quoted).join(', ');
  const values = columns.map((column) => taken(shape, column)).join(', ');
  // In the order of keys, so that two that write the same rows meet at the first of them and not crosswise.
  const order = shape.key.map((column) => `x.${quoted(column)}`).join(', ');
  return `INSERT INTO ${shape.name} (${names}) SELECT ${values} FROM ${recordset(shape, columns)} ORDER BY ${order}`;
}

function recordset<Row>(shape: TableShape<Row>, columns: readonly string[]): string {
  const types: Readonly<Record<string, ColumnType>> = shape.columns;
  const declared = columns.map((column) => `${quoted(column)} ${declaredType(ownValue(types, column))}`);
  return `json_to_recordset($1::json) AS x(${declared.join(', ')})`;
}

/** JSON comes as text: as a member of the row it would be parsed twice. */
function declaredType(type: ColumnType | undefined): string {
  return type === undefined || type === 'json' || type === 'jsonb' || type === 'words' ? 'text' : type;
}

function taken<Row>(shape: TableShape<Row>, column: string): string {
  const types: Readonly<Record<string, ColumnType>> = shape.columns;
  const type = ownValue(types, column);
  if (type === 'words') return `to_tsvector('simple', x.${quoted(column)})`;
  return type === 'json' || type === 'jsonb' ? `x.${quoted(column)}::${type}` : `x.${quoted(column)}`;
}

function matches<Row>(shape: TableShape<Row>): string {
  return shape.key.map((column) => `t.${quoted(column)} = x.${quoted(column)}`).join(' AND ');
}

function rowsJson<Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): string {
  const bytes = Object.entries(shape.columns).flatMap(([column, type]) => (type === 'bytea' ? [column] : []));
  if (bytes.length === 0) return JSON.stringify(rows);
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, cell(value)]))),
  );
}

function cell(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}

function quoted(column: string): string {
  return `"${column}"`;
}
