import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDocument } from '../../src/cli/commands/list/document.ts';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { json, startServer, type TestServer } from '../support/http-server.ts';
import { makeVideo } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

const VIDEO = makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 1 });
const FILM = 'Films/Alien (1979) {tmdb-348}';

let folder: string;
let tmdb: TestServer;
let changes = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-editions-'));
  tmdb = await startServer({ '/3/movie/348': json({ id: 348, title: 'Alien', release_date: '1979-05-25' }) });
  await put(
    'c.yaml',
    `libraries:
  - { name: Films, path: Films, kind: movies, tagging: { nfo: write } }
store: s.sqlite
sources: { tmdb: { url: ${tmdb.origin}/3, apiKey: k } }
cache: { enabled: false }
`,
  );
});
afterEach(async () => {
  await tmdb.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a file with a time of its own, so that every change shows. */
async function put(path: string, content: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await utimes(file, 1_700_000_000 + ++changes, 1_700_000_000 + changes);
  return file;
}

async function run(...argv: readonly string[]): Promise<string> {
  const { out, err, code } = await runCli([...argv, '--config', join(folder, 'c.yaml')]);
  expect([code, err]).toEqual([0, '']);
  return out;
}

/** A scan, and another that finds nothing to do. */
async function scanned(): Promise<void> {
  const options = ['--config', join(folder, 'c.yaml'), '--no-artwork'];
  expect((await scan(options)).summary.exitCode).toBe(0);
  expect((await scan(options)).summary.rows.changed).toBe(0);
}

const shown = async () => itemDocument.parse(JSON.parse(await run('show', '--json', 'tmdb:348')));

/** Edition and 3D of the main files, by the ends of their names. */
async function held(): Promise<Record<string, readonly (string | undefined)[]>> {
  const { files, fields } = await shown();
  expect(Object.keys(fields)).not.toContain('edition');
  return byName(files);
}

function byName(files: Awaited<ReturnType<typeof shown>>['files']) {
  const main = files.filter(({ role }) => role === 'main');
  return Object.fromEntries(
    main.map(({ path, edition, format3d }) => [path.split('} - ')[1] ?? path, [edition, format3d]]),
  );
}

async function listed(filter: string): Promise<number> {
  return listDocument.parse(JSON.parse(await run('list', '--json', filter))).items.length;
}

const nfo = (inner: string) => `<movie><title>Alien</title><uniqueid type="tmdb">348</uniqueid>${inner}</movie>`;

describe('two files of one movie', () => {
  it('keep an edition each, and the one without has none', async () => {
    await put(`${FILM}/Alien (1979) {tmdb-348} - Director's Cut.mkv`, VIDEO);
    await put(`${FILM}/Alien (1979) {tmdb-348} - Theatrical.mkv`, VIDEO);
    await put(`${FILM}/Alien (1979) {tmdb-348} - 1080p.mkv`, VIDEO);
    await scanned();
    expect(await held()).toEqual({
      "Director's Cut.mkv": ["Director's Cut", undefined],
      'Theatrical.mkv': ['Theatrical', undefined],
      '1080p.mkv': [undefined, undefined],
    });
  });

  it('are 3D each on its own', async () => {
    await put(`${FILM}/Alien (1979) {tmdb-348} - 3D HSBS 1080p.mkv`, VIDEO);
    await put(`${FILM}/Alien (1979) {tmdb-348} - 1080p.mkv`, VIDEO);
    await scanned();
    expect(await held()).toEqual({ '3D HSBS 1080p.mkv': [undefined, 'hsbs'], '1080p.mkv': [undefined, undefined] });
    expect(await run('show', 'tmdb:348')).toMatch(/3D HSBS 1080p.mkv \(.*hsbs/);
  });

  it('have an NFO file each, with what the file holds', async () => {
    const name = 'Alien (1979) {tmdb-348}';
    await put(`${FILM}/${name} - Director's Cut 3D HTAB.mkv`, VIDEO);
    await put(`${FILM}/${name} - 1080p.mkv`, VIDEO);
    await scanned();
    await run('tag', 'alien');
    const text = (end: string) => readFile(join(folder, FILM, `${name} - ${end}.nfo`), 'utf8');
    const special = await text("Director's Cut 3D HTAB");
    expect(special).toContain("<edition>Director's Cut</edition>");
    expect(special).toContain('<stereomode>top_bottom</stereomode>');
    expect(await text('1080p')).not.toMatch(/edition|stereomode/);
    // What it wrote itself is no source: the manager may still correct the edition.
    await scanned();
    expect(await held()).toEqual({
      "Director's Cut 3D HTAB.mkv": ["Director's Cut", 'htab'],
      '1080p.mkv': [undefined, undefined],
    });
  });

  it('take the edition of the NFO file beside each; one for all of the folder is believed of a single version', async () => {
    await put(`${FILM}/Alien (1979) {tmdb-348} - 1080p.mkv`, VIDEO);
    const all = await put(`${FILM}/movie.nfo`, nfo('<edition>Final Cut</edition>'));
    await scanned();
    expect(await held()).toEqual({ '1080p.mkv': ['Final Cut', undefined] });
    await put(`${FILM}/Alien (1979) {tmdb-348} - 720p.mkv`, VIDEO);
    await scanned();
    expect(await held()).toEqual({ '1080p.mkv': [undefined, undefined], '720p.mkv': [undefined, undefined] });
    await rm(all);
    const own = await put(`${FILM}/Alien (1979) {tmdb-348} - 720p.nfo`, nfo('<edition>TV Cut</edition>'));
    await scanned();
    expect(await held()).toEqual({ '1080p.mkv': [undefined, undefined], '720p.mkv': ['TV Cut', undefined] });
    await rm(own);
    await scanned();
    expect(await held()).toEqual({ '1080p.mkv': [undefined, undefined], '720p.mkv': [undefined, undefined] });
  });
});

describe('what a person says of the edition of a work', () => {
  it('holds for all its files until it is taken back', async () => {
    await put(`${FILM}/Alien (1979) {tmdb-348} - Director's Cut.mkv`, VIDEO);
    await put(`${FILM}/Alien (1979) {tmdb-348} - 1080p.mkv`, VIDEO);
    await scanned();
    await run('set', 'tmdb:348', 'edition=Mine');
    await scanned();
    const mine = ['Mine', undefined];
    expect(byName((await shown()).files)).toEqual({ "Director's Cut.mkv": mine, '1080p.mkv': mine });
    expect(await listed('has:edition')).toBe(1);
    await run('set', 'tmdb:348', 'edition=');
    expect(byName((await shown()).files)["Director's Cut.mkv"]).toEqual([undefined, undefined]);
    expect(await listed('has:edition')).toBe(0);
    await run('unlock', 'tmdb:348', 'edition');
    expect((await held())["Director's Cut.mkv"]).toEqual(["Director's Cut", undefined]);
    expect([await listed('has:edition'), await listed('missing:edition')]).toEqual([1, 0]);
  });

  it('is not locked: the message says what to do', async () => {
    await put(`${FILM}/Alien (1979) {tmdb-348} - Director's Cut.mkv`, VIDEO);
    await scanned();
    const { code, err } = await runCli(['lock', 'tmdb:348', 'edition', '--config', join(folder, 'c.yaml')]);
    expect(code).toBe(2);
    expect(err).toContain('revenge set');
  });
});
