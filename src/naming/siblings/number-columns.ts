import { foldCase } from '../../model/fold-case.ts';

/** A number in a stem. */
export interface NumberPlace {
  readonly number: number;
  readonly digits: number;
  readonly start: number;
  readonly end: number;
  /** The number right before, and the characters that part the two. */
  readonly before: { readonly place: NumberPlace; readonly joint: string } | undefined;
}

/** The numbers that stand behind the same words in several stems. */
export interface NumberColumn<T> {
  readonly cells: readonly { readonly item: T; readonly place: NumberPlace }[];
}

const NUMBER = /(?<![\p{L}\p{M}\d])\d{1,4}(?=v\d(?![\p{L}\d])|[^\p{L}\p{M}\d]|$)/gu;
/** Numbers farther back in a name are those of tags. */
const MOST_NUMBERS = 6;
const LONGEST_STEM = 300;
const CROWD = 3;

/**
 * The columns of numbers in stems that begin alike, each stem in the fullest one: of `Show 1-02` and `Show 1-03` it is the
 * second number, since the first is the same everywhere. Two stems make a column only where the numbers follow on.
 */
export function numberColumns<T>(items: readonly T[], stemOf: (item: T) => string): NumberColumn<T>[] {
  const byPrefix = new Map<string, { item: T; place: NumberPlace }[]>();
  for (const item of items) {
    const stem = stemOf(item).slice(0, LONGEST_STEM);
    for (const place of numbersOf(stem)) {
      const key = prefixKey(stem.slice(0, place.start));
      const cells = byPrefix.get(key);
      if (cells === undefined) byPrefix.set(key, [{ item, place }]);
      else cells.push({ item, place });
    }
  }
  const taken = new Set<T>();
  const columns: NumberColumn<T>[] = [];
  for (const cells of [...byPrefix.values()].filter(varies).sort((one, other) => other.length - one.length)) {
    const free = cells.filter(({ item }) => !taken.has(item));
    if (!varies(free)) continue;
    for (const { item } of free) taken.add(item);
    columns.push({ cells: free });
  }
  return columns;
}

function numbersOf(stem: string): NumberPlace[] {
  const places: NumberPlace[] = [];
  for (const match of stem.matchAll(NUMBER)) {
    const [text] = match;
    const last = places.at(-1);
    places.push({
      number: Number(text),
      digits: text.length,
      start: match.index,
      end: match.index + text.length,
      before: last === undefined ? undefined : { place: last, joint: stem.slice(last.end, match.index) },
    });
    if (places.length === MOST_NUMBERS) break;
  }
  return places;
}

function prefixKey(text: string): string {
  return foldCase(text.normalize('NFC'))
    .replace(/[\s._\-–#[\](){}]+/g, ' ')
    .trim();
}

/** Whether the numbers count something: nearly all differ. */
function varies(cells: readonly { readonly place: NumberPlace }[]): boolean {
  const numbers = new Set(cells.map(({ place }) => place.number));
  if (numbers.size * 5 < cells.length * 4) return false;
  if (cells.length >= CROWD) return numbers.size >= CROWD;
  const [one, other] = [...numbers];
  return one !== undefined && other !== undefined && Math.abs(one - other) === 1;
}
