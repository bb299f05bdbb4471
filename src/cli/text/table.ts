import { displayWidth, toColumns } from '../../ui/width.ts';

export interface TableColumn<T> {
  readonly title: string;
  /** Text of a cell, safe for a terminal. */
  readonly value: (row: T) => string;
  readonly align?: 'left' | 'right';
  /** Gives way where the table is too wide; columns that do not keep their width. */
  readonly shrinks?: boolean;
}

const GAP = 2;
/** A shrinking column is still of use at this width. */
const LEAST = 12;

/**
 * Rows under a line of titles, in aligned columns; columns that are empty in all rows are left out. With `width` the
 * columns that may shrink are cut until the table fits.
 */
export function tableLines<T>(columns: readonly TableColumn<T>[], rows: readonly T[], width?: number): string[] {
  const used = columns.filter((column) => rows.some((row) => column.value(row) !== ''));
  const natural = used.map((column) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(column.value(row))), column.title.length),
  );
  const widths = width === undefined ? natural : shrunk(used, natural, width);
  const line = (cell: (column: TableColumn<T>) => string) =>
    used
      .map((column, index) => toColumns(cell(column), widths[index] ?? 0, column.align))
      .join(' '.repeat(GAP))
      .trimEnd();
  return [line((column) => column.title), ...rows.map((row) => line((column) => column.value(row)))];
}

/** The widths of the columns when the widest that may shrink have given way. */
function shrunk<T>(columns: readonly TableColumn<T>[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  let excess = natural.reduce((sum, one) => sum + one, 0) + GAP * (natural.length - 1) - width;
  while (excess > 0) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const wide = widths[index] ?? 0;
      if (column.shrinks === true && wide > LEAST && wide > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}
