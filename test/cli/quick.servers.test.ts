import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { smallLibrary, storedIn } from './stored.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/revenge.js', import.meta.url));

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'revenge-quick-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function start(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  // A run with coverage tells Node.js to keep no compiled code.
  const compile = { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined, NODE_V8_COVERAGE: undefined };
  const world = { ...process.env, HOME: home, XDG_CACHE_HOME: undefined, ...compile, ...env };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [LAUNCHER, ...argv], { env: world }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const compiled = () => join(home, '.cache/revenge/compiled');
const kept = (name: string) => join(compiled(), `quick-${name}`);

describe('a command with a bundle of its own', () => {
  it.each<readonly string[]>([
    ['The.Matrix.1999.1080p.BluRay.x264-GROUP.mkv'],
    ['Show/Season 01/Show - 1x02.mkv', '05 - Artist - Title.flac', '/media/Фильм (2001).mkv'],
    ['--json', 'Alien (1979).mkv', "a 'b'\u0007.mkv"],
    ['Alien (1979).mkv', '--explain'],
    ['--explain', 'Alien (1979).mkv', '--json'],
    ['--kind', 'tv', 'Show 05.mkv'],
    ['--kind', 'nonsense', 'Show 05.mkv'],
    ['--jsn', 'Alien.mkv'],
    ['--', '--json'],
    ['--help'],
  ])('says what the whole program says: parse %j', async (...argv) => {
    const whole = await runCli(['parse', ...argv]);
    // The first run compiles, the second one uses what it has kept.
    for (const run of [1, 2]) expect({ run, ...(await start(['parse', ...argv])) }).toEqual({ run, ...whole });
  });

  it.each<readonly string[]>([
    ['show', 'Heat', '1995'],
    ['show', 'tmdb:949', '--json'],
    ['show', 'Heat'],
    ['show', '--json', 'heat'],
    ['show', 'nothing like it'],
    ['show'],
    ['show', 'Heat', '--kind', 'movie'],
    ['list'],
    ['list', '--json'],
    ['list', 'kind:movie', 'year:1990..1999'],
    ['list', 'source:tmdb'],
    ['list', 'source:nobody'],
    ['list', 'rating:>', '--json'],
    ['list', '--limit', '1'],
    ['list', '--help'],
  ])('says what the whole program says: %j', async (...argv) => {
    const stored = await storedIn(smallLibrary);
    try {
      const full = [argv[0] ?? '', '--store', stored.path, ...argv.slice(1)];
      const whole = await runCli(full, { env: stored.env });
      for (const run of [1, 2, 3]) expect({ run, ...(await start(full, stored.env)) }).toEqual({ run, ...whole });
    } finally {
      await stored.remove();
    }
  });

  it('keeps what it has compiled where nobody else can write', async () => {
    await start(['parse', 'Alien.mkv']);
    expect((await stat(compiled())).mode & 0o777).toBe(0o700);
    expect((await stat(kept('parse'))).mode & 0o777).toBe(0o600);
    expect((await readdir(compiled())).filter((name) => name.startsWith('quick-'))).toEqual(['quick-parse']);
  });

  it('uses it again, unless it is of another bundle or damaged', async () => {
    await start(['parse', 'Alien.mkv']);
    const first = await readFile(kept('parse'));
    await start(['parse', 'Alien.mkv']);
    expect((await readFile(kept('parse'))).equals(first)).toBe(true);
    for (const damaged of [first.subarray(0, 5000), Buffer.from('other 1 1 v1\nnonsense'), Buffer.alloc(0)]) {
      await writeFile(kept('parse'), damaged);
      expect(await start(['parse', 'Alien.mkv'])).toMatchObject({ code: 0, err: '' });
      expect((await readFile(kept('parse'))).length).toBeGreaterThan(10_000);
    }
  });

  it('neither reads nor writes a folder that others can write to', async () => {
    await mkdir(compiled(), { recursive: true });
    await chmod(join(home, '.cache/revenge'), 0o777);
    await writeFile(kept('parse'), 'planted');
    expect(await start(['parse', 'Alien.mkv'])).toMatchObject({ code: 0, err: '' });
    expect(await readFile(kept('parse'), 'utf8')).toBe('planted');
  });

  it.each([
    ['no home', { HOME: undefined }],
    ['a home that cannot be written to', { HOME: '/proc/nowhere' }],
    ['a relative cache folder', { XDG_CACHE_HOME: 'cache', HOME: undefined }],
  ])('works with %s', async (_, env) => {
    expect(await start(['parse', 'Alien (1979).mkv'], env)).toMatchObject({ code: 0, err: '' });
    expect(await readdir(home)).toEqual([]);
  });

  it('compiles each time where the cache of Node.js is switched off', async () => {
    expect(await start(['parse', 'Alien.mkv'], { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({
      code: 0,
      err: '',
    });
    expect(await readdir(join(home, '.cache/revenge'))).toEqual([]);
  });

  it('gives up quietly when nobody reads its output', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `Alien ${index} (1979).mkv`);
    const head = `'${process.execPath}' '${LAUNCHER}' parse ${names.map((name) => `'${name}'`).join(' ')} | head -1`;
    const out = await new Promise<string>((resolve, reject) => {
      execFile('sh', ['-c', head], (error, text, err) =>
        error === null && err === '' ? resolve(text) : reject(error ?? new Error(err)),
      );
    });
    expect(out).toBe('Alien 0 (1979).mkv\n');
  });
});
