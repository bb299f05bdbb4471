/**
 * A name as a part of several: what stands around the number, and the number. Tokens as in Jellyfin's
 * VideoFileStackingRules: the word after a separator or a closing bracket, perhaps in brackets, then a number or a–d.
 */
const NUMBERED =
  /^(.*?)([ ._-]+|[\])}]\s*|[ ._-]*[([])((?:cd|dvd|part|pt|dis[ck])[ ._-]?)(\d{1,2}|[a-d])([)\]]?)((?:[ ._[(-].*)?)$/i;
/** Kodi's bare trailing letter: `Movie a.avi`, `Movie b.avi`. */
const LETTERED = /^(.*)([ ._-])()([a-d])()()$/i;
/** Kodi's folder stacks: `Movie CD1/`, `disc 2/`. */
const FOLDER = /^(?:.*[ ._-])?(?:cd|dvd|dis[ck]|part)[ ._-]?(\d{1,2})$/i;

interface PartName {
  /** What all parts have in common. */
  readonly around: string;
  /** What stands before the token, and behind it: the name without the part. */
  readonly base: string;
  readonly number: number;
}

/** Parts of one movie, in their order, with the name that they have in common. */
export interface Stack<T> {
  readonly base: string;
  readonly parts: readonly { readonly item: T; readonly number: number }[];
}

/**
 * Finds the movies that are spread over several files: names that differ in the part number only, numbered from 1
 * without a gap. One numbered name alone is no stack. What is in no stack comes back as `single`.
 */
export function findStacks<T>(
  items: readonly T[],
  stemOf: (item: T) => string,
): { readonly stacks: readonly Stack<T>[]; readonly single: readonly T[] } {
  const stacks: Stack<T>[] = [];
  let single = items;
  for (const pattern of [NUMBERED, LETTERED]) {
    const families = new Map<string, { item: T; part: PartName }[]>();
    for (const item of single) {
      const part = partName(stemOf(item), pattern);
      if (part === undefined) continue;
      const family = families.get(part.around);
      if (family === undefined) families.set(part.around, [{ item, part }]);
      else family.push({ item, part });
    }
    const taken = new Set<T>();
    for (const family of families.values()) {
      family.sort((one, other) => one.part.number - other.part.number);
      const whole = family.length > 1 && family.every(({ part }, index) => part.number === index + 1);
      if (!whole) continue;
      stacks.push({
        base: family[0]?.part.base ?? '',
        parts: family.map(({ item, part }) => ({ item, number: part.number })),
      });
      for (const { item } of family) taken.add(item);
    }
    single = single.filter((item) => !taken.has(item));
  }
  return { stacks, single };
}

/** Number of a folder that holds one part of a movie: `CD1`, `Movie Disc 2`. */
export function partFolderNumber(name: string): number | undefined {
  const match = FOLDER.exec(name);
  return match === null ? undefined : Number(match[1]);
}

function partName(stem: string, pattern: RegExp): PartName | undefined {
  const match = pattern.exec(stem);
  if (match === null) return undefined;
  const [, before = '', separator = '', word = '', number = '', close = '', behind = ''] = match;
  if (before === '') return undefined;
  const around = [before, separator, word, close, behind].join('\0').toLowerCase();
  const bracket = /^[\])}]/.exec(separator)?.[0] ?? '';
  return { around, base: `${before}${bracket}${behind}`, number: partNumber(number) };
}

function partNumber(text: string): number {
  return /^\d/.test(text) ? Number(text) : text.toLowerCase().charCodeAt(0) - 96;
}
