import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { GLOBS, KINDS, type Kind } from './kinds.ts';

/** Modules of tests by which a test needs PostgreSQL, Redis or a server of its own. */
const GIVES_SERVERS = ['test/support/services.ts', 'test/support/private-postgres.ts', 'test/support/redis-server.ts'];
/** What reaches a server or a process. */
const REACHES_OUT =
  /^(?:pg|ioredis|got|better-sqlite3|node:(?:child_process|cluster|dgram|https?|net|tls|worker_threads))$/;

const files: Readonly<Record<Kind, readonly string[]>> = {
  pure: found('pure'),
  local: found('local'),
  servers: found('servers'),
};
let modules: Metafile['inputs'];
beforeAll(async () => {
  const bundle = {
    bundle: true,
    write: false,
    splitting: true,
    outdir: 'out',
    platform: 'node',
    format: 'esm',
  } as const;
  const entryPoints = KINDS.flatMap((kind) => files[kind]);
  modules = (await build({ ...bundle, entryPoints, packages: 'external', metafile: true })).metafile.inputs;
});

function found(kind: Kind): readonly string[] {
  return globSync(GLOBS[kind].include, { exclude: GLOBS[kind].exclude });
}

/** A declaration of a provider. It imports the code that asks only when the source is created. */
const DECLARATION = /^src\/providers\/\w+\/provider\.ts$/;

/** The module, and all that it leads to: modules below the folder, and packages. */
function reached(module: string, below: string, seen: Set<string> = new Set([module])): ReadonlySet<string> {
  for (const { path, external, kind } of modules[module]?.imports ?? []) {
    if (kind === 'dynamic-import' && DECLARATION.test(module)) continue;
    if (seen.has(path)) continue;
    if (external !== true && !path.startsWith(below)) continue;
    seen.add(path);
    if (external !== true) reached(path, below, seen);
  }
  return seen;
}

test('every test is of exactly one kind', () => {
  const all = globSync('test/**/*.test.*');
  expect(KINDS.flatMap((kind) => files[kind]).sort()).toEqual(all.sort());
  for (const kind of KINDS) expect(files[kind].length).toBeGreaterThan(0);
});

test('a test that uses PostgreSQL, Redis or another process says so by its name: *.servers.test.ts', async () => {
  const starters = new Set(GIVES_SERVERS);
  for (const module of Object.keys(modules).filter((path) => path.startsWith('test/'))) {
    if ((await readFile(module, 'utf8')).includes('process.exec' + 'Path')) starters.add(module);
  }
  const misnamed = [...files.pure, ...files.local].filter((file) =>
    [...reached(file, 'test/')].some((module) => starters.has(module)),
  );
  expect(misnamed).toEqual([]);
  expect([...reached('test/store/postgres/open.test.ts', 'test/')]).toEqual(
    expect.arrayContaining(['pg', 'test/support/services.ts']),
  );
});

test('a pure test reaches no server, no process and no database', () => {
  const impure = files.pure.flatMap((file) =>
    [...reached(file, '')].filter((module) => REACHES_OUT.test(module)).map((module) => `${file}: ${module}`),
  );
  expect(impure).toEqual([]);
});
