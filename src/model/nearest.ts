import { editDistance } from '../util/edit-distance.ts';

/** The nearest of the known words to one that may be a misspelling of it; `undefined` where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return allNear(word, known)[0];
}

/** All known words that one may be a misspelling of, the nearest first. */
export function allNear<T extends string>(word: string, known: readonly T[]): readonly T[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const distances = known.map((other) => ({ other, distance: editDistance(fold(word), fold(other)) }));
  const near = distances.filter(({ distance }) => distance <= limit);
  return near.sort((one, other) => one.distance - other.distance).map(({ other }) => other);
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}
