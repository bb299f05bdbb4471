/**
 * Pairs rows with columns so that the sum of the costs is least (Hungarian method with potentials, O(n³)). Every row
 * gets a column as long as there are columns; the result holds the column of each row, -1 for none.
 * `cost[row][column]`; rows may be more or fewer than columns.
 */
export function assign(cost: readonly (readonly number[])[]): number[] {
  const rows = cost.length;
  const columns = cost[0]?.length ?? 0;
  if (rows > columns) return transposed(cost, rows, columns);
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOfColumn = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) augment(cost, row, columns, rowPotential, columnPotential, rowOfColumn);
  const result: number[] = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column++) {
    const row = rowOfColumn[column] ?? 0;
    if (row > 0) result[row - 1] = column - 1;
  }
  return result;
}

function transposed(cost: readonly (readonly number[])[], rows: number, columns: number): number[] {
  const result: number[] = new Array<number>(rows).fill(-1);
  if (columns === 0) return result;
  const turned = Array.from({ length: columns }, (_, column) => cost.map((row) => row[column] ?? 0));
  for (const [column, row] of assign(turned).entries()) if (row >= 0) result[row] = column;
  return result;
}

/** Finds the shortest augmenting path from one free row and flips the pairs along it. */
function augment(
  cost: readonly (readonly number[])[],
  start: number,
  columns: number,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOfColumn: Int32Array,
): void {
  const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(columns + 1);
  const visited = new Uint8Array(columns + 1);
  rowOfColumn[0] = start;
  let column = 0;
  do {
    visited[column] = 1;
    const row = rowOfColumn[column] ?? 0;
    let delta = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let other = 1; other <= columns; other++) {
      if (visited[other] === 1) continue;
      const reduced = (cost[row - 1]?.[other - 1] ?? 0) - (rowPotential[row] ?? 0) - (columnPotential[other] ?? 0);
      if (reduced < (least[other] ?? 0)) {
        least[other] = reduced;
        cameFrom[other] = column;
      }
      if ((least[other] ?? 0) < delta) {
        delta = least[other] ?? 0;
        next = other;
      }
    }
    for (let other = 0; other <= columns; other++) {
      if (visited[other] === 1) {
        const owner = rowOfColumn[other] ?? 0;
        rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
        columnPotential[other] = (columnPotential[other] ?? 0) - delta;
      } else least[other] = (least[other] ?? 0) - delta;
    }
    column = next;
  } while ((rowOfColumn[column] ?? 0) !== 0);
  while (column !== 0) {
    const previous = cameFrom[column] ?? 0;
    rowOfColumn[column] = rowOfColumn[previous] ?? 0;
    column = previous;
  }
}
