import { isDeepStrictEqual } from 'node:util';

/**
 * Members of answers by their paths: `movieFile.quality.quality.name`. What stands in a list is not told apart from what
 * stands alone, and a member that is called after what it is about (a country, a season, an id) is `*`.
 */
export type MemberPath = string;

/** Names that are no names of members but what they are about, by where they stand. */
const KEYED: Readonly<Record<string, RegExp>> = {
  results: /^[A-Z]{2}$/,
  albums: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  translations: /^(?:[a-z]{3}|zhtw|pt)$/,
  companies: /^(?:distributor|network|production|special_effects|studio)$/,
  overviews: /^(?:[a-z]{3}|zhtw|pt)$/,
};

function nameIn(parent: string, name: string): string {
  if (/^season\/\d+$/.test(name)) return 'season/*';
  return KEYED[parent]?.test(name) === true ? '*' : name;
}

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All members of an answer that say something somewhere in it: `null`, `""` and empty lists and objects say nothing. */
export function membersOf(answer: unknown): Set<MemberPath> {
  const found = new Set<MemberPath>();
  const visit = (value: unknown, path: MemberPath, parent: string): boolean => {
    if (Array.isArray(value)) return value.map((each) => visit(each, path, parent)).includes(true);
    if (!isObject(value)) return value !== null && value !== undefined && value !== '';
    let saysSomething = false;
    for (const [key, inner] of Object.entries(value)) {
      const name = nameIn(parent, key);
      const at = path === '' ? name : `${path}.${name}`;
      if (!visit(inner, at, name)) continue;
      found.add(at);
      saysSomething = true;
    }
    return saysSomething;
  };
  visit(answer, '', '');
  return found;
}

/** The answer without a member, wherever it stands. What the member is not in is shared, not copied. */
export function withoutMember(answer: unknown, member: MemberPath): unknown {
  return changed(answer, member, () => []);
}

/** The answer with `null` for a member, wherever it stands. */
export function withNull(answer: unknown, member: MemberPath): unknown {
  return changed(answer, member, (key) => [[key, null]]);
}

/** `change`: what there is instead of the member. */
function changed(
  answer: unknown,
  member: MemberPath,
  change: (key: string) => readonly (readonly [string, unknown])[],
) {
  const visit = (value: unknown, rest: readonly string[], parent: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => visit(each, rest, parent));
    const [name, ...deeper] = rest;
    if (!isObject(value) || name === undefined) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        if (nameIn(parent, key) !== name) return [[key, inner]];
        return deeper.length === 0 ? [...change(key)] : [[key, visit(inner, deeper, name)]];
      }),
    );
  };
  return visit(answer, member.split('.'), '');
}

/** The members without which something else is read, or nothing. */
export function membersThatCount(answer: unknown, read: (answer: unknown) => unknown): Set<MemberPath> {
  const whole = read(answer);
  const differs = (member: MemberPath): boolean => {
    try {
      return !isDeepStrictEqual(read(withoutMember(answer, member)), whole);
    } catch {
      return true;
    }
  };
  return new Set([...membersOf(answer)].filter(differs));
}

/** The elements of a list that have a member which those before them do not have. */
export function elementsWithNewMembers(list: readonly unknown[]): unknown[] {
  const seen = new Set<MemberPath>();
  return list.filter((element) => {
    const fresh = [...membersOf(element)].filter((member) => !seen.has(member));
    for (const member of fresh) seen.add(member);
    return fresh.length > 0;
  });
}

/** The members that a reader looks at, whether or not it makes anything of them. */
export function membersLookedAt(answer: unknown, read: (answer: unknown) => unknown): Set<MemberPath> {
  const seen = new Set<MemberPath>();
  const watched = (value: unknown, path: MemberPath, parent: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => watched(each, path, parent));
    if (!isObject(value)) return value;
    const at = (key: string): readonly [MemberPath, string] => {
      const name = nameIn(parent, key);
      return [path === '' ? name : `${path}.${name}`, name];
    };
    const inner = new Map<string, unknown>();
    return new Proxy(value, {
      get(target, key) {
        const given: unknown = Reflect.get(target, key);
        if (typeof key !== 'string' || typeof given === 'function') return given;
        const [member, name] = at(key);
        seen.add(member);
        if (!inner.has(key)) inner.set(key, watched(given, member, name));
        return inner.get(key);
      },
    });
  };
  try {
    read(watched(answer, '', ''));
  } catch {
    // What was looked at until then counts.
  }
  return seen;
}
