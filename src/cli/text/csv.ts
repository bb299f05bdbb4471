/** A column of a CSV table: its name and the value of a row. */
export type CsvColumn<T> = readonly [name: string, value: (row: T) => string | number | undefined];

/** Cells that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows under their names, as RFC 4180 writes them; text that a spreadsheet would run is marked as text. */
export function* csvLines<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): Generator<string> {
  yield csvHeader(columns);
  for (const row of rows) yield csvLine(columns, row);
}

/** The line of the names of columns. */
export function csvHeader<T>(columns: readonly CsvColumn<T>[]): string {
  return columns.map(([name]) => name).join(',');
}

/** The line of one row. */
export function csvLine<T>(columns: readonly CsvColumn<T>[], row: T): string {
  return columns.map(([, value]) => cell(value(row))).join(',');
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
