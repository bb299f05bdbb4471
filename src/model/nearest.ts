/** The nearest of the known words to one that may be a misspelling of it; `undefined` where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return allNear(word, known)[0];
}

/** All known words that one may be a misspelling of, the nearest first. */
export function allNear<T extends string>(word: string, known: readonly T[]): readonly T[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const distances = known.map((other) => ({ other, distance: editDistance(fold(word), fold(other), limit) }));
  const near = distances.filter(({ distance }) => distance <= limit);
  return near.sort((one, other) => one.distance - other.distance).map(({ other }) => other);
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

/** Damerau-Levenshtein (neighbouring letters swapped count once); anything above `limit` may come out as more. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[other.length] ?? 0;
}
