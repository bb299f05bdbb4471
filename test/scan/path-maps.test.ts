import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { json, startServer, type TestServer } from '../support/http-server.ts';
import { type ScanResult, scan } from '../support/scan-world.ts';

let folder = '';
let server: TestServer;
let listed: unknown[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'revenge-maps-')));
  server = await startServer({
    'GET /api/v3/system/status': json({ appName: 'Radarr', version: '5.2.6.8376' }),
    'GET /api/v3/movie': (request, response) => json(listed)(request, response),
  });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const TITLES = ['Alien', 'Heat', 'Dune', 'Up', 'Brazil', 'Gattaca'];
const movie = (id: number, root: string, title: string, more: object = {}) => ({
  id,
  title,
  year: 1990,
  tmdbId: 1000 + id,
  path: `${root}/${title} (1990)`,
  tags: [],
  ...more,
});

async function addFilms(library: string, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await mkdir(join(folder, library, `${title} (1990)`), { recursive: true });
    await writeFile(join(folder, library, `${title} (1990)`, `${title} (1990).mkv`), `not a video: ${title}`);
  }
}

async function configured(libraries: readonly string[], pathMap: string): Promise<string> {
  const config = join(folder, 'revenge.config.yaml');
  const roots = libraries.map((name) => `  - { name: ${name}, path: ${name}, kind: movies }\n`);
  await writeFile(
    config,
    `libraries:\n${roots.join('')}store: store.sqlite
cache: { enabled: false }
sources:
  musicbrainz: false
  tvmaze: false
  coverartarchive: false
  radarr: [{ url: "${server.origin}", apiKey: k, pathMap: ${pathMap} }]\n`,
  );
  return config;
}

const scanned = async (libraries: readonly string[], pathMap: string): Promise<ScanResult> =>
  scan(['--config', await configured(libraries, pathMap), '--no-artwork']);
const warnings = ({ events }: ScanResult) =>
  events.flatMap((event) => (event.type === 'warning' && /^(?:ARR_|radarr)/.test(event.code) ? [event] : []));
const byRadarr = ({ events }: ScanResult) =>
  events.filter((event) => event.type === 'group' && event.by === 'radarr').length;

describe('a path map that covers only a part', () => {
  beforeEach(async () => {
    const halves = [TITLES.slice(0, 3), TITLES.slice(3)] as const;
    await addFilms('One', halves[0]);
    await addFilms('Two', halves[1]);
    listed = TITLES.map((title, place) => movie(place + 1, place < 3 ? '/movies1' : '/movies2', title));
  });

  it('is told by the scan, once for each root that lacks an entry, with the line to add', async () => {
    const first = await scanned(['One', 'Two'], `[{ from: /movies1, to: One }]`);
    expect(byRadarr(first)).toBe(3);
    const told = warnings(first).filter(({ code }) => code === 'ARR_PATH_UNMAPPED');
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain('3 of its 6 works lie below /movies2');
    expect(told[0]?.hint).toContain(`{ from: '/movies2', to: '${folder}/Two' }`);
    const second = await scanned(['One', 'Two'], `[{ from: /movies1, to: One }, { from: /movies2, to: Two }]`);
    expect(second.summary.groups).toMatchObject({ matched: 6, unmatched: 0 });
    expect(warnings(second)).toEqual([]);
  });

  it('fails in doctor, which prints the line to add', async () => {
    const bad = await runCli(['doctor', '--config', await configured(['One', 'Two'], `[{ from: /movies1, to: One }]`)]);
    expect(bad.code).toBe(2);
    expect(bad.out).toContain('- from: /movies2');
    expect(bad.out).toContain(`to: ${folder}/Two`);
  });

  it('is well where the rest lies in no library here', async () => {
    const config = await configured(['One'], `[{ from: /movies1, to: One }]`);
    const first = await scan(['--config', config, '--no-artwork']);
    expect(warnings(first)).toEqual([]);
    expect((await runCli(['doctor', '--config', config])).out).toContain('3 of its 6 folders are in One');
  });
});

describe('entries that share their source', () => {
  it('all count: a library on two disks', async () => {
    await addFilms('One', TITLES.slice(0, 3));
    await addFilms('Two', TITLES.slice(3));
    listed = TITLES.map((title, place) => movie(place + 1, '/movies', title));
    const result = await scanned(['One', 'Two'], `[{ from: /movies, to: One }, { from: ' /movies/ ', to: Two }]`);
    expect(byRadarr(result)).toBe(6);
    expect(result.summary.groups.matched).toBe(6);
  });
});

describe('a root that is a symbolic link', () => {
  it('matches by both spellings', async () => {
    await addFilms('disk', TITLES);
    await symlink(join(folder, 'disk'), join(folder, 'link'));
    listed = TITLES.map((title, place) => movie(place + 1, '/movies', title));
    expect(byRadarr(await scanned(['link'], `[{ from: /movies, to: disk }]`))).toBe(6);
    expect(byRadarr(await scanned(['disk'], `[{ from: /movies, to: link }]`))).toBe(6);
  });
});

describe('folders that are spelt otherwise', () => {
  it('are compared with full case folding', async () => {
    await addFilms('One', ['Straße']);
    listed = [movie(1, '/movies', 'STRASSE')];
    expect(byRadarr(await scanned(['One'], `[{ from: /MOVIES, to: One }]`))).toBe(1);
  });
});

describe('an entry that Radarr lists twice', () => {
  it('is one work', async () => {
    await addFilms('One', ['Alien']);
    const alien = movie(1, '/movies', 'Alien');
    listed = [alien, alien, movie(2, '/movies', 'Alien', { tmdbId: 1001 })];
    const result = await scanned(['One'], `[{ from: /movies, to: One }]`);
    expect(byRadarr(result)).toBe(1);
    expect(warnings(result)).toEqual([]);
  });

  it('is told where the entries contradict each other', async () => {
    await addFilms('One', ['Alien']);
    listed = [movie(1, '/movies', 'Alien'), movie(2, '/movies', 'Alien')];
    const result = await scanned(['One'], `[{ from: /movies, to: One }]`);
    expect(byRadarr(result)).toBe(0);
    expect(warnings(result).map(({ code }) => code)).toContain('radarr.shared-folder');
    listed = [movie(1, '/movies', 'Alien'), movie(1, '/movies', 'Alien', { year: 1991 })];
    const other = await scanned(['One'], `[{ from: /movies, to: One }, { from: /x, to: One }]`);
    expect(byRadarr(other)).toBe(1);
    expect(warnings(other).map(({ code }) => code)).toContain('radarr.listed-twice');
  });
});
