import { compareText } from '../util/compare.ts';

/** A value as JSON text. Members that are `undefined` are left out; their order is kept. */
export function toJson(value: unknown): string {
  return JSON.stringify(value);
}

/**
 * Reads what `toJson` wrote. The type is not checked: nothing but this store writes its rows, and the version of the
 * schema, which is checked, says in which form.
 */
export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}

/**
 * JSON text as `toJson` makes it, in which members are sorted: the same for equal values, in whatever order a database
 * gives them.
 */
export function sortedJson(value: unknown): string {
  return sorted(value) ?? 'null';
}

function sorted(value: unknown): string | undefined {
  if (isFlat(value)) return value === undefined ? undefined : toJson(value);
  if (Array.isArray(value)) return `[${value.map((one) => sorted(one) ?? 'null').join(',')}]`;
  let members = '';
  for (const [name, member] of sortedMembers(value)) {
    const text = sorted(member);
    if (text !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${text}`;
  }
  return `{${members}}`;
}

function sortedMembers(value: object): readonly [string, unknown][] {
  const members = Object.entries(value);
  let before = '';
  for (const [name] of members) {
    if (name < before) return members.sort(([one], [other]) => compareText(one, other));
    before = name;
  }
  return members;
}

/** True where nothing is to be sorted. */
function isFlat(value: unknown): value is string | number | boolean | null | undefined | readonly unknown[] {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null);
}
