import { startOf } from './text.ts';

/** UTF-16 units of one text of a work; the longest articles of an encyclopaedia have about as many. */
const MOST_TEXT = 100_000;
/** UTF-16 units of all texts of one value: of its translations, tags, videos … */
const MOST_VALUE = 1_000_000;
/** Characters of an id; longer ones do not fit the indexes of PostgreSQL, and no service has any. */
export const MOST_ID = 500;

/**
 * A value of a field as long as anybody can use it: its texts are cut at 100,000 characters, and where all of them together
 * have more than 1,000,000, the rest of a list is left out. The same value, not a copy, where nothing is.
 */
export function boundValue<T>(value: T): T;
export function boundValue(value: unknown): unknown {
  return bound(value, { left: MOST_VALUE });
}

/** Whether an id is one that can be looked up. */
export function isUsableId(id: string): boolean {
  return id.length <= MOST_ID;
}

function bound(value: unknown, budget: { left: number }): unknown {
  if (typeof value === 'string') {
    const text = startOf(value, MOST_TEXT);
    budget.left -= text.length;
    return text;
  }
  if (Array.isArray(value)) return boundList(value, budget);
  if (typeof value !== 'object' || value === null) {
    budget.left -= 1;
    return value;
  }
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, bound(member, budget)]);
  const before = Object.values(value);
  return members.every(([, member], place) => member === before[place]) ? value : Object.fromEntries(members);
}

function boundList(list: readonly unknown[], budget: { left: number }): readonly unknown[] {
  const kept: unknown[] = [];
  for (const entry of list) {
    const next = bound(entry, budget);
    if (budget.left < 0 && kept.length > 0) break;
    kept.push(next);
  }
  return kept.length === list.length && kept.every((entry, place) => entry === list[place]) ? list : kept;
}
