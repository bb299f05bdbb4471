import { createHash } from 'node:crypto';
import { storable } from '../model/text.ts';

/**
 * A value as JSON text that any database takes: strings without NUL, control characters and lone surrogates. Members
 * that are `undefined` are left out; their order is kept.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => (typeof member === 'string' ? storable(member) : member));
}

/**
 * Reads what `toJson` wrote. The type is not checked: nothing but this store writes its rows, and the version of the
 * schema, which is checked, says in which form.
 */
export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}

/** Sixteen hex digits that differ where the texts or their order do. */
export function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 16);
}

/** JSON text of a value in which members are sorted: the same for equal values, in whatever order a database gives them. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
