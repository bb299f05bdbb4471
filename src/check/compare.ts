import type { Expectation, Observation } from './expectation.ts';
import { nameIn } from './names.ts';

/** One thing that is not as expected. `member` is a path such as `item.fields.title`; empty: the group as a whole. */
export interface Difference {
  readonly what: 'missing' | 'unexpected' | 'differs';
  /** Library and group; absent for counts, writes and rules. */
  readonly group?: { readonly library: string; readonly key: string };
  readonly member: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** The field that the member belongs to, with the values of all sources. */
  readonly field?: unknown;
  /** Why the actual value is what it is, one reason a line. */
  readonly why?: readonly string[];
}

/** The member that identifies the entries of a list. Entries of other lists are compared in their order. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['files', 'path'],
  ['parts', 'place'],
  ['artwork', 'name'],
  ['writes', 'name'],
  ['differ', 'source'],
]);

/**
 * What differs between an expectation and what was observed. Only what the expectation names is compared; groups that it
 * does not name are unexpected if it lists groups at all.
 */
export function compareWithExpectation(expected: Expectation, actual: Observation): readonly Difference[] {
  const found = compareGroups(expected, actual);
  if (expected.counts !== undefined) found.push(...compareTree(expected.counts, actual.counts, 'counts'));
  if (expected.writes !== undefined) found.push(...compareTree(expected.writes, actual.writes, 'writes'));
  return found;
}

function compareGroups({ groups }: Expectation, actual: Observation): Difference[] {
  if (groups === undefined) return [];
  const observed = new Map(actual.groups.map((group) => [groupName(group), group]));
  const found: Difference[] = [];
  for (const expected of groups) {
    const group = { library: expected.library, key: expected.group };
    const one = observed.get(groupName(expected));
    observed.delete(groupName(expected));
    if (one === undefined) found.push({ what: 'missing', group, member: '' });
    else
      found.push(...withoutFollowing(compareTree(expected, one, '')).map((difference) => ({ ...difference, group })));
  }
  for (const { library, group: key, outcome, title } of observed.values()) {
    found.push({ what: 'unexpected', group: { library, key }, member: '', actual: `${outcome}: ${title}` });
  }
  return found;
}

/** Drops what follows from another difference: if the value of a field differs, so do the sources that agree with it. */
function withoutFollowing(differences: readonly Difference[]): readonly Difference[] {
  const values = new Set(differences.map(({ member }) => member).filter((member) => member.endsWith('.value')));
  return differences.filter(({ member }) => {
    const [, field] = /^(.*\.fields\.[^.]+)\.(?:agree|differ)(?:\[.*)?$/s.exec(member) ?? [];
    return field === undefined || !values.has(`${field}.value`);
  });
}

export function groupName({ library, group }: { readonly library: string; readonly group: string }): string {
  return nameIn(library, group);
}

/** Compares two values of JSON; of objects only the members of the expected one. */
function compareTree(expected: unknown, actual: unknown, member: string): readonly Difference[] {
  if (expected === null || expected === undefined) {
    return actual === null || actual === undefined ? [] : [{ what: 'unexpected', member, actual }];
  }
  if (actual === undefined) return [{ what: 'missing', member, expected }];
  const key = KEYS.get(member.slice(member.lastIndexOf('.') + 1).replace(/\[.*$/, ''));
  if (Array.isArray(expected) && Array.isArray(actual) && key !== undefined) {
    return compareKeyed(expected, actual, key, member);
  }
  if (isTree(expected) && isTree(actual)) {
    return Object.entries(expected).flatMap(([name, value]) => {
      const path = member === '' ? name : `${member}.${name}`;
      const own = Object.hasOwn(actual, name) ? actual[name] : undefined;
      const found = compareTree(value, isFieldValue(member, value, own) ? own.value : own, path);
      return isFields(member) ? found.map((difference) => ({ ...difference, field: own })) : found;
    });
  }
  return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [{ what: 'differs', member, expected, actual }];
}

function isFields(member: string): boolean {
  return /(^|\.)fields$/.test(member);
}

/** Whether a field is expected by its value alone, without its source. */
function isFieldValue(member: string, expected: unknown, actual: unknown): actual is { value: unknown } {
  if (!isFields(member) || expected === null) return false;
  return !(isTree(expected) && Object.hasOwn(expected, 'value')) && isTree(actual);
}

function compareKeyed(
  expected: readonly unknown[],
  actual: readonly unknown[],
  key: string,
  member: string,
): readonly Difference[] {
  const rest = new Map(actual.map((entry) => [keyOf(entry, key), entry]));
  const found = expected.flatMap((entry) => {
    const name = keyOf(entry, key);
    const one = rest.get(name);
    rest.delete(name);
    return compareTree(entry, one, `${member}[${name}]`);
  });
  return [...found, ...[...rest].map(([name, entry]) => unexpected(`${member}[${name}]`, entry))];
}

function unexpected(member: string, actual: unknown): Difference {
  return { what: 'unexpected', member, actual };
}

export function keyOf(entry: unknown, key: string): string {
  return isTree(entry) && Object.hasOwn(entry, key) ? String(entry[key]) : '';
}

export function keyOfList(name: string): string | undefined {
  return KEYS.get(name);
}

export function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
