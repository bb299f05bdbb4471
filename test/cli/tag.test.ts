import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseNfo } from '../../src/media/nfo/parse-nfo.ts';
import { FIXTURES } from '../support/scan-world.ts';
import { type CliResult, runCli } from './run-cli.ts';

/* The demo library, tagged, edited by hand, scanned again and taken back. Each test goes on where the one before ended. */
let folder: string;
let untouched: Tree;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-tag-'));
  await cp(FIXTURES, join(folder, 'demo'), { recursive: true });
  const config = await readFile(join(folder, 'demo/revenge.config.yaml'), 'utf8');
  await writeFile(
    join(folder, 'demo/revenge.config.yaml'),
    config
      .replaceAll(/kind: (\w+) \}/g, 'kind: $1, tagging: { nfo: merge } }')
      .replace('../../.revenge-demo/library.sqlite', '../store/library.sqlite'),
  );
  await revenge('scan', '--quiet');
  untouched = await tree();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Tree = ReadonlyMap<string, string>;

function revenge(...args: readonly string[]): Promise<CliResult> {
  const demo = join(folder, 'demo');
  return runCli([...args, '--config', join(demo, 'revenge.config.yaml'), '--replay', join(demo, 'cassettes')]);
}

/** Every file of the library with its content, permissions and time. */
async function tree(): Promise<Tree> {
  const root = join(folder, 'demo/library');
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode, mtimeMs } = await lstat(path);
    const text = createHash('sha1')
      .update(await readFile(path))
      .digest('hex');
    found.set(path.slice(root.length + 1), `${(mode & 0o777).toString(8)} ${Math.round(mtimeMs)} ${text}`);
  }
  return found;
}

function changedPaths(before: Tree, after: Tree): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

const inLibrary = (path: string): string => join(folder, 'demo/library', path);
const MATRIX = 'Movies/The Matrix (1999)';

async function nfoOf(place: string): Promise<string> {
  const names = await readdir(inLibrary(place));
  const name = names.find((one) => one.endsWith('.nfo'));
  if (name === undefined) throw new Error(`no NFO in ${place}: ${names.join(', ')}`);
  return inLibrary(join(place, name));
}

test('a dry run and a check print the plan, write nothing, and the check exits with 3', async () => {
  const dry = await revenge('tag', '--dry-run');
  expect(`${dry.code} ${dry.err}`).toBe('0 ');
  expect(dry.out).toContain('The Matrix (1999)');
  expect(dry.out).toContain('dry run: nothing was written');
  expect((await revenge('tag', '--check')).code).toBe(3);
  expect(await tree()).toEqual(untouched);
});

test('a diff shows every line of a new file', async () => {
  const { code, err, out } = await revenge('tag', '--dry-run', '--diff', 'title:matrix');
  expect(`${code} ${err}`).toBe('0 ');
  expect(out).toMatch(/^--- \/dev\/null\n\+\+\+ The Matrix \(1999\)\/.+\.nfo\n@@ -0,0 \+1,\d+ @@\n\+<\?xml /m);
  expect(out).toContain('\n+    <title>The Matrix</title>\n');
  expect(await tree()).toEqual(untouched);
  expect((await revenge('tag', '--diff', '--json')).code).toBe(2);
});

test('a diff shows what is added to a file of somebody else, with control characters escaped', async () => {
  const path = inLibrary(join(MATRIX, 'movie.nfo'));
  const names = await readdir(inLibrary(MATRIX));
  const video = names.find((one) => one.endsWith('.mkv') || one.endsWith('.mp4'));
  const nfo = video === undefined ? path : inLibrary(join(MATRIX, video.replace(/\.\w+$/, '.nfo')));
  await writeFile(nfo, '<movie>\n\t<title>By \u009b31m hand</title>\n</movie>\n');
  const { out } = await revenge('tag', '--dry-run', '--diff', 'title:matrix');
  await rm(nfo);
  expect(out).toContain(' \t<title>By \\x9b31m hand</title>\n');
  expect(out).toMatch(/^\+ *<year>1999<\/year>$/m);
  expect(out).not.toContain('\u009b');
  expect(await tree()).toEqual(untouched);
});

test('NFO files are written that the reader understands, and nothing else is touched', async () => {
  const { code, err, out } = await revenge('tag', '--json');
  expect(`${code} ${err}`).toBe('0 ');
  const document = JSON.parse(out);
  expect(document.writes.every(({ outcome }: { outcome: string }) => outcome === 'written')).toBe(true);
  const changed = changedPaths(untouched, await tree());
  expect(changed.length).toBe(document.writes.length);
  expect(changed.every((path) => path.endsWith('.nfo'))).toBe(true);
  const [movie] = parseNfo(await readFile(await nfoOf(MATRIX), 'utf8')).readings;
  expect(movie).toMatchObject({ root: 'movie', ids: { tmdb: '603', imdb: 'tt0133093' }, defaultId: 'tmdb' });
  expect(movie?.values).toMatchObject({ title: 'The Matrix', year: 1999 });
  const shows = parseNfo(await readFile(inLibrary('TV/Breaking Bad/tvshow.nfo'), 'utf8')).readings;
  expect(shows[0]).toMatchObject({ root: 'tvshow', ids: { tvdb: '81189' }, defaultId: 'tvdb' });
});

test('a second run writes nothing', async () => {
  const before = await tree();
  const { out } = await revenge('tag', '--json');
  expect(JSON.parse(out)).toMatchObject({ writes: [] });
  expect((await revenge('tag', '--check')).code).toBe(0);
  expect(await tree()).toEqual(before);
});

test('what revenge wrote is no source: a scan after it changes no value', async () => {
  const show = async () => JSON.parse((await revenge('show', '--json', 'tmdb:603')).out).fields;
  const before = await show();
  expect((await revenge('scan', '--quiet')).code).toBe(0);
  const after = await show();
  expect(after.overview.values.map(({ source }: { source: string }) => source)).not.toContain('nfo');
  expect(after.overview.value).toEqual(before.overview.value);
  const again = JSON.parse((await revenge('scan', '--json')).out.trim().split('\n').at(-1) ?? '');
  expect(again).toMatchObject({ type: 'summary', summary: { rows: { changed: 0 } } });
});

describe('an edit by hand', () => {
  test('is kept, is seen as the source that it is, and survives a new value', async () => {
    const path = await nfoOf(MATRIX);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text
        .replace(/<plot>.*<\/plot>/s, '<plot>My own words.</plot>')
        .replace('</movie>', '    <watched>true</watched>\n</movie>'),
    );
    await revenge('scan', '--quiet');
    expect((await revenge('show', '--json', 'tmdb:603')).out).toContain('My own words.');
    await revenge('set', 'tmdb:603', 'tagline=A new tagline');
    const plan = JSON.parse((await revenge('tag', '--dry-run', '--json')).out);
    // The movie lies there in two versions, each with an NFO file of its own.
    expect(plan.writes).toHaveLength(2);
    expect((await revenge('tag')).code).toBe(0);
    const now = await readFile(path, 'utf8');
    expect(now).toContain('<plot>My own words.</plot>');
    expect(now).toContain('<tagline>A new tagline</tagline>');
    expect(now).toContain('<watched>true</watched>');
  });
});

describe('undo', () => {
  test('takes back one run after the other, until the library is as it was', async () => {
    const { out } = await revenge('undo', '--list');
    expect(out.trim().split('\n')).toHaveLength(2);
    expect((await revenge('undo')).code).toBe(0);
    const path = await nfoOf(MATRIX);
    expect(await readFile(path, 'utf8')).not.toContain('A new tagline');
    // The edit by hand was no write of revenge, so the first run finds the file changed.
    const second = await revenge('undo');
    expect(second.code).toBe(1);
    expect(second.out).toContain('has changed since the run');
    expect((await revenge('undo', '--force')).code).toBe(0);
    expect(await tree()).toEqual(untouched);
    expect((await revenge('undo')).err).toContain('No run is left to take back');
  });

  test('after it the files are written again', async () => {
    expect(JSON.parse((await revenge('tag', '--dry-run', '--json')).out).writes.length).toBeGreaterThan(5);
  });
});

describe('a stored plan', () => {
  test('is carried out, and refuses files that have changed since', async () => {
    const plan = join(folder, 'plan.json');
    expect((await revenge('tag', 'title:matrix', '--plan', plan)).code).toBe(0);
    expect(await tree()).toEqual(untouched);
    const [write] = JSON.parse(await readFile(plan, 'utf8')).writes;
    await writeFile(inLibrary(join('Movies', write.path)), '<movie>mine</movie>');
    const { code, err } = await revenge('tag', '--apply', plan);
    expect(code).toBe(1);
    expect(err).toContain('WRITE_CONFLICT');
    // The other version was written all the same.
    expect((await revenge('undo')).code).toBe(0);
    await rm(inLibrary(join('Movies', write.path)));
    expect((await revenge('tag', '--apply', plan)).code).toBe(0);
    expect((await revenge('undo')).code).toBe(0);
  });

  test('writes only to libraries that allow it', async () => {
    const plan = join(folder, 'foreign.json');
    const write = {
      what: 'nfo',
      library: 'Movies',
      root: '/etc',
      path: 'x.nfo',
      title: '',
      expected: null,
      text: '',
      base: '',
      notes: [],
    };
    await writeFile(plan, JSON.stringify({ version: 1, writes: [write] }));
    const { code, err } = await revenge('tag', '--apply', plan);
    expect(code).toBe(2);
    expect(err).toContain('/etc');
    await writeFile(plan, '{}');
    expect((await revenge('tag', '--apply', plan)).code).toBe(2);
  });
});

test('a text of a release group is left alone, and movie.nfo is written beside it', async () => {
  const video = (await readdir(inLibrary(MATRIX))).find((name) => name.endsWith('.mkv')) ?? '';
  const scene = inLibrary(join(MATRIX, video.replace(/\.mkv$/, '.nfo')));
  await writeFile(scene, 'THE MATRIX <<- ripped by XYZ ->> \u0001');
  await chmod(scene, 0o604);
  await utimes(scene, 1_500_000_000, 1_500_000_000);
  await revenge('tag', 'title:matrix');
  expect(await readFile(scene, 'utf8')).toContain('ripped by XYZ');
  expect(await readFile(inLibrary(join(MATRIX, 'movie.nfo')), 'utf8')).toContain('<title>The Matrix</title>');
});
