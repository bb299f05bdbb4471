/** A place where text may be looked up in an object, which answers `constructor` with what it inherits. */
export interface ForeignKey {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Source text by its path. */
export type Sources = ReadonlyMap<string, string>;

const WORDS = String.raw`(?:Readonly<)?Record<string,|\{ *(?:readonly )?\[\w+: string\]|ReturnType<typeof Object\.fromEntries`;

/**
 * Finds objects with an index signature (`Record<string, …>`) that are read, written or asked with `in` by anything but a
 * literal. The compiler lets nothing else be looked up by text, so these are all places there can be. Declarations are
 * matched by name: members over all files, other names within their file.
 */
export function foreignKeys(sources: Sources): ForeignKey[] {
  const aliases = [...sources.values()].flatMap((text) =>
    matches(text, new RegExp(String.raw`type (\w+) = ${WORDS}`, 'g')),
  );
  const types = [WORDS, ...aliases.map((name) => String.raw`${name}\b(?!<)`)].join('|');
  const member = new RegExp(String.raw`^\s*readonly (\w+)\??: (?:${types})`, 'gm');
  const named = new RegExp(String.raw`\b(\w+)\??: (?:${types})`, 'g');
  const inferred = /\b(?:const|let) (\w+) = Object\.fromEntries\(/g;
  const narrowed = /\bisRecord\((\w+)\)/g;
  const members = [...sources.values()].flatMap((text) => matches(text, member));
  return [...sources].flatMap(([file, text]) => {
    const names = [...members, ...matches(text, named), ...matches(text, inferred), ...matches(text, narrowed)];
    return usesOf(file, text, new Set(names));
  });
}

function usesOf(file: string, text: string, names: ReadonlySet<string>): ForeignKey[] {
  return text.split('\n').flatMap((code, index) => {
    if (/^\s*(?:\*|\/\/|\/\*)/.test(code)) return [];
    const read = [...code.matchAll(/\b(\w+)(?:\?\.)?\[([^\]]+)\]/g)].some(
      ([, name = '', key = '']) => names.has(name) && !/^(?:'[^']*'|"[^"]*"|\d+)$/.test(key),
    );
    const asked = [...code.matchAll(/(\S+) in (\w+)\b/g)].some(
      ([, key = '', name = '']) => names.has(name) && !/^\(?!?['"]/.test(key) && !/\bfor \(/.test(code),
    );
    return read || asked ? [{ file, line: index + 1, code: code.trim() }] : [];
  });
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
