import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { layerProblems, tableProblems } from '../../scripts/layers/check.ts';
import { importsOf } from '../../scripts/layers/imports.ts';
import { FOLDERS, PACKAGES } from '../../scripts/layers/rules.ts';
import { readSources } from '../../scripts/layers/sources.ts';

const ROOT = join(import.meta.dirname, '../../src');

function problems(files: Readonly<Record<string, string>>): readonly string[] {
  return layerProblems(new Map(Object.entries(files)));
}

describe('the layers of src', () => {
  it('are kept by every import', () => {
    expect(layerProblems(readSources(ROOT))).toEqual([]);
  });

  it('are a table of the folders that there are, each importing only from lines above it', () => {
    expect([...FOLDERS.keys()].sort()).toEqual(readdirSync(ROOT).sort());
    expect(tableProblems(FOLDERS)).toEqual([]);
    for (const place of [...FOLDERS.values(), ...PACKAGES.values()].flat()) {
      expect(existsSync(join(ROOT, place)), place).toBe(true);
    }
  });

  it('name a place for every package that the program depends on', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => !PACKAGES.has(name))).toEqual([]);
  });

  it('are read from all imports of the sources', () => {
    const imports = importsOf(readSources(ROOT));
    const own = imports.filter(({ isPackage }) => !isPackage);
    expect(own.filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([]);
    expect(own.length).toBeGreaterThan(3000);
  });
});

describe('a finding', () => {
  it('is an import against the layers, of values, of types, of a part, or within a function', () => {
    const text = "import { a } from '../store/port.ts';\n";
    expect(problems({ 'model/a.ts': text })).toEqual(['model/a.ts: model may not import store/port.ts']);
    expect(problems({ 'model/a.ts': "import type {\n  A,\n  B,\n} from '../store/port.ts';\n" })).toHaveLength(1);
    expect(problems({ 'model/a.ts': "export { a } from '../store/port.ts';\n" })).toHaveLength(1);
    expect(problems({ 'model/a.ts': "import '../store/port.ts';\n" })).toHaveLength(1);
    expect(problems({ 'model/a.ts': "const a = await import('../store/port.ts');\n" })).toHaveLength(1);
    expect(problems({ 'model/a.ts': "let a: import('../store/port.ts').Store;\n" })).toHaveLength(1);
    expect(problems({ 'scan/a.ts': text })).toEqual([]);
    expect(problems({ 'scan/a.ts': "import { a } from '../store/open.ts';\n" })).toHaveLength(1);
    expect(problems({ 'model/a.ts': `/**\n * ${text} */\n` })).toEqual([]);
  });

  it('is a folder without a line in the table', () => {
    expect(problems({ 'new/a.ts': "import { a } from '../model/ids.ts';\n" })).toEqual([
      'new/a.ts: the folder new has no line in scripts/layers/rules.ts',
    ]);
  });

  it('is a package outside its folder, or one that has none', () => {
    const text = "import Database from 'better-sqlite3';\n";
    expect(problems({ 'store/sqlite/read/a.ts': text, 'cache/a.ts': text })).toEqual([]);
    expect(problems({ 'store/a.ts': text })).toEqual([
      'store/a.ts: better-sqlite3 may be imported in cache, store/sqlite only',
    ]);
    expect(problems({ 'store/a.ts': "import { sql } from 'kysely/migration';\n" })).toHaveLength(1);
    expect(problems({ 'http/a.ts': "import { request } from 'undici';\n" })).toEqual([
      'http/a.ts: the package undici has no line in scripts/layers/rules.ts',
    ]);
    expect(problems({ 'cache/a.ts': "import { connect } from 'node:net';\n" })).toHaveLength(1);
  });

  it('is I/O in a folder that does none', () => {
    expect(problems({ 'naming/a.ts': "import { readFileSync } from 'node:fs';\n" })).toEqual([
      'naming/a.ts: naming does no I/O and may not import node:fs',
    ]);
    expect(problems({ 'model/a.ts': "import { randomUUID } from 'node:crypto';\n" })).toEqual([]);
  });

  it('is a circle, of types too', () => {
    const files = {
      'model/a.ts': "import type { B } from './b.ts';\n",
      'model/b.ts': "import { c } from './part/c.ts';\n",
      'model/part/c.ts': "export * from '../a.ts';\n",
    };
    expect(problems(files)).toEqual([
      'model/a.ts: imports itself: model/a.ts → model/b.ts → model/part/c.ts → model/a.ts',
    ]);
  });

  it('is a line of the table that lets a lower folder import a higher one', () => {
    const table = new Map([
      ['low', ['high/port.ts']],
      ['high', ['low']],
    ]);
    expect(tableProblems(table)).toEqual(['low may not be allowed to import high/port.ts: high is not above it']);
  });
});
