/** A title that is at least so similar may be meant; the threshold of `pg_trgm`. */
const LEAST_SIMILARITY = 0.3;

/**
 * How much two keys of titles have in common, 0…1: shared trigrams among all, two blanks before the word and one behind,
 * as https://www.postgresql.org/docs/current/pgtrgm.html counts them.
 */
export function similarity(one: string, other: string): number {
  const left = trigrams(one);
  const right = trigrams(other);
  let shared = 0;
  for (const trigram of left) if (right.has(trigram)) shared += 1;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** The trigrams within a key, without those at its ends. */
export function innerTrigrams(key: string): readonly string[] {
  const letters = [...key];
  const found = new Set<string>();
  for (let start = 0; start + 3 <= letters.length; start++) found.add(letters.slice(start, start + 3).join(''));
  return [...found];
}

function trigrams(key: string): ReadonlySet<string> {
  return new Set(innerTrigrams(`  ${key} `));
}

/** The most similar first; of equals the order in which they come. Those that have too little in common are left out. */
export function mostSimilar<T extends { readonly title_key: string }>(
  key: string,
  rows: readonly T[],
  most: number,
): T[] {
  return rows
    .map((row) => ({ row, likeness: similarity(key, row.title_key) }))
    .filter(({ likeness }) => likeness >= LEAST_SIMILARITY)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ row }) => row);
}
