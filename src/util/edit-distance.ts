const LONGEST = 256;

/**
 * Least number of letters to insert, remove, replace or swap with the neighbour to turn one word into the other
 * (Damerau-Levenshtein, optimal string alignment). Words are cut at 256 characters.
 */
export function editDistance(one: string, other: string): number {
  const a = Array.from(one.slice(0, LONGEST));
  const b = Array.from(other.slice(0, LONGEST));
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
