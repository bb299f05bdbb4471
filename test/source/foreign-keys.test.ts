import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignKeys } from './foreign-keys.ts';

const ROOT = join(import.meta.dirname, '../../src');
/** The first asks `Object.hasOwn` before; the others write names that the program itself gives, none of them from outside. */
const ALLOWED = new Set([
  'cli/context/known-store.ts',
  'cli/context/remember-store.ts',
  'model/word-table.ts',
  'naming/to-json.ts',
  'model/overrides.ts',
  'store/postgres/maintenance.ts',
]);

function sources(): Map<string, string> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return new Map(files.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]));
}

function found(text: string, other = ''): string[] {
  return foreignKeys(
    new Map([
      ['one.ts', text],
      ['other.ts', other],
    ]),
  ).map(({ file, line }) => `${file}:${line}`);
}

describe('text from outside is never an object key', () => {
  it('looks nothing up in an object by other text than a literal', () => {
    const all = foreignKeys(sources()).filter(({ file }) => !ALLOWED.has(file));
    expect(all.map(({ file, line, code }) => `${file}:${line}: ${code}`)).toEqual([]);
  });

  it('finds a table of constants that is read by a variable', () => {
    expect(found("const T: Readonly<Record<string, string>> = { a: 'b' };\nreturn T[word] ?? word;")).toEqual([
      'one.ts:2',
    ]);
  });

  it('finds writes, members of other files, aliases, inferred objects, narrowed values and `in`', () => {
    expect(found('const out: Record<string, number> = {};\nout[name] = 1;')).toEqual(['one.ts:2']);
    expect(
      found('return options.by[origin];', 'interface O {\n  readonly by: Readonly<Record<string, string>>;\n}'),
    ).toEqual(['one.ts:1']);
    expect(found('type T = Readonly<Record<string, string>>;\nfunction f(t: T) {\n  return t[name];\n}')).toEqual([
      'one.ts:3',
    ]);
    expect(found('const t = Object.fromEntries(rows);\nreturn t[name];')).toEqual(['one.ts:2']);
    expect(found('return isRecord(value) ? value[name] : 0;')).toEqual(['one.ts:1']);
    expect(found('const t: Record<string, string> = {};\nif (name in t) return;')).toEqual(['one.ts:2']);
  });

  it('lets literals, lists and tables of a closed set of words be', () => {
    expect(found("const t: Record<string, string> = {};\nreturn t['a'];")).toEqual([]);
    expect(found('const list: readonly string[] = [];\nreturn list[index];')).toEqual([]);
    expect(found("const t: Record<Kind, string> = { a: '' };\nreturn t[kind];")).toEqual([]);
  });
});
