import { posix } from 'node:path';

/** One import of one file: of values or of types, at the top or inside a function. */
export interface Import {
  /** Path below `src/` of the file that imports. */
  readonly from: string;
  /** Path below `src/` of an own file, else the name of a package (`pg`, `node:fs`). */
  readonly to: string;
  readonly isPackage: boolean;
}

/** `import … from 'x'`, `export … from 'x'` and `import 'x'` at the start of a line; `import('x')` anywhere in one. */
const STATEMENT = /^(?:import|export)\s[^'";]*?\sfrom\s+'([^']+)'|^import\s+'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'/g;
const COMMENT_LINE = /^\s*(?:\*|\/\/|\/\*).*$/gm;

/** All imports of sources, given by their paths below `src/`. The formatter guarantees single quotes. */
export function importsOf(sources: ReadonlyMap<string, string>): readonly Import[] {
  return [...sources].flatMap(([from, text]) => {
    const code = text.replace(COMMENT_LINE, '');
    const found = [...code.matchAll(STATEMENT), ...code.matchAll(DYNAMIC)].map((match) => match[1] ?? match[2] ?? '');
    return [...new Set(found)].map((name) => resolve(from, name));
  });
}

function resolve(from: string, name: string): Import {
  if (name.startsWith('.')) return { from, to: posix.join(posix.dirname(from), name), isPackage: false };
  const parts = name.split('/');
  return { from, to: parts.slice(0, name.startsWith('@') ? 2 : 1).join('/'), isPackage: true };
}
