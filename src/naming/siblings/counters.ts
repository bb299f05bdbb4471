import { numberColumns } from './number-columns.ts';

/** What parts a counter from a title; a blank alone does not ("12 Monkeys"). */
const SEPARATOR = /^(?:\s+[-–]\s+|\s*[.)\]][\s_-]*|_-_|[-–]\s+)(?=\S)/;

/**
 * The place in the collection that names begin with (`1 - Title`, `2 - Other`), by item: how long it is with what parts it
 * from the title. Names count only where several do, without wide gaps.
 */
export function countersOf<T>(items: readonly T[], stemOf: (item: T) => string): ReadonlyMap<T, number> {
  const found = new Map<T, number>();
  for (const { cells } of numberColumns(items, stemOf)) {
    const numbers = cells.map(({ place }) => place.number);
    const span = Math.max(...numbers) - Math.min(...numbers) + 1;
    if (span > numbers.length * 2 || cells.some(({ place }) => place.start > 1 || place.digits > 3)) continue;
    const lengths = cells.map(({ item, place }) => {
      const separator = SEPARATOR.exec(stemOf(item).slice(place.end));
      return separator === null ? 0 : place.end + separator[0].length;
    });
    if (lengths.includes(0)) continue;
    for (const [index, { item }] of cells.entries()) found.set(item, lengths[index] ?? 0);
  }
  return found;
}
