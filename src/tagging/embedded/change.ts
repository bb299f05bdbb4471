import type { TagFields } from '../../media/tags/fields.ts';
import { namesOf, type TagNaming } from './field-table.ts';
import { PAIRS, sameValues, withoutFractions, writable } from './values.ts';

/** Values to write, by field of `media/tags/vocabulary.ts`. An empty list removes a field; other fields stay. */
export type TagChange = TagFields;

/**
 * The part of a change that a tag does not have yet. A number brings its total along, and the other way round, because many
 * formats keep both in one value.
 */
export function neededChange(current: TagFields, change: TagChange): TagChange {
  const before = withoutFractions(current);
  const needed = new Map<string, readonly string[]>();
  for (const [field, given] of withoutFractions(change)) {
    const values = writable(given);
    if (!sameValues(field, before.get(field) ?? [], values)) needed.set(field, values);
  }
  for (const pair of PAIRS) {
    if (!pair.some((field) => needed.has(field))) continue;
    for (const field of pair) needed.set(field, needed.get(field) ?? before.get(field) ?? []);
  }
  return needed;
}

/** One name of a format with its new values; none: it is removed. */
export type NamedValues = readonly [name: string, values: readonly string[]];

/** A change in the names of a format, each of which is set on its own. */
export function inNamesOf(naming: TagNaming, change: TagChange): readonly NamedValues[] {
  return [...change].flatMap(([field, values]) =>
    namesOf(naming, field).map((name): NamedValues => {
      if (name.endsWith('/')) return [name.slice(0, -1), withTotal(field, values, change)];
      return [name, /YEAR$/i.test(name) && field === 'ORIGINALDATE' ? values.map(yearOf) : values];
    }),
  );
}

function withTotal(field: string, values: readonly string[], change: TagChange): readonly string[] {
  const [number = ''] = values;
  const total = change.get(PAIRS.find(([name]) => name === field)?.[1] ?? '')?.[0];
  if (total === undefined) return number === '' ? [] : [number];
  return [`${number === '' ? '0' : number}/${total}`];
}

function yearOf(value: string): string {
  return value.slice(0, 4);
}

/** A name without what taggers write differently: capitals, spaces, underscores. */
export function looseName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
