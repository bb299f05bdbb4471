import { printable } from '../../model/text.ts';

/** The value of a field as one line for a person. Lists are joined; of objects the telling members. */
export function fieldText(value: unknown): string {
  if (Array.isArray(value)) return value.map(fieldText).join(', ');
  if (typeof value === 'object' && value !== null) return objectText(Object.entries(value));
  return printable(String(value));
}

/** `{country: 'US', value: 'R'}` → `US R`; `{source: 'imdb', value: 8.7, votes: 2}` → `imdb 8.7 votes 2`. */
function objectText(members: readonly (readonly [string, unknown])[]): string {
  return members.map(([name, value]) => (NAMED.has(name) ? `${name} ${fieldText(value)}` : fieldText(value))).join(' ');
}

/** Members that say nothing without their name. */
const NAMED = new Set(['votes', 'tmdbId', 'poster', 'backdrop']);
