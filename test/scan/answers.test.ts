import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { json, type Routes, startServer, status, type TestServer } from '../support/http-server.ts';
import { type ScanResult, scan } from '../support/scan-world.ts';

let folder = '';
const servers: TestServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-answers-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(routes: Routes): Promise<TestServer> {
  const server = await startServer(routes);
  servers.push(server);
  return server;
}

async function put(...parts: readonly string[]): Promise<void> {
  await mkdir(join(folder, 'Media', ...parts.slice(0, -1)), { recursive: true });
  await writeFile(join(folder, 'Media', ...parts), `not a video: ${parts.join('/')}`);
}

async function scanned(kind: 'movies' | 'tv' | 'music', sources: string): Promise<ScanResult> {
  const config = join(folder, 'revenge.config.yaml');
  await writeFile(
    config,
    `libraries: [{ name: Media, path: Media, kind: ${kind} }]\nstore: store.sqlite\ncache: { enabled: false }
sources:\n${sources.includes('musicbrainz') ? '' : '  musicbrainz: false\n'}  tvmaze: false\n  coverartarchive: false\n${sources}`,
  );
  return scan(['--config', config, '--no-artwork']);
}

const outcomes = ({ events }: ScanResult) =>
  events.flatMap((event) => (event.type === 'group' ? [[event.title, event.outcome]] : []));
const tmdb = ({ origin }: TestServer) => `  tmdb: { url: "${origin}/3", apiKey: tmdb-key-0123 }\n`;
const film = { id: 7, title: 'Alpha &amp; Dawn', original_title: 'Alpha &amp; Dawn', release_date: '2001-02-03' };

it('a title with HTML entities matches its folder, and is stored without them', async () => {
  await put('Alpha & Dawn (2001)', 'Alpha & Dawn (2001).mkv');
  const server = await serve({
    'GET /3/search/movie': json({ page: 1, results: [film], total_results: 1 }),
    'GET /3/movie/7': json(film),
    '*': json({}),
  });
  expect(outcomes(await scanned('movies', tmdb(server)))).toEqual([['Alpha & Dawn', 'matched']]);
});

it('a hit whose details answer 404 is degraded, and asked about again until they are there', async () => {
  await put('Alpha & Dawn (2001)', 'Alpha & Dawn (2001).mkv');
  const missing = status(404);
  const server = await serve({
    'GET /3/search/movie': json({ page: 1, results: [film], total_results: 1 }),
    'GET /3/movie/7': [missing, missing, json(film)],
    '*': json({}),
  });
  const first = await scanned('movies', tmdb(server));
  expect(first.summary.groups).toMatchObject({ degraded: 1, matched: 0 });
  const second = await scanned('movies', tmdb(server));
  expect(second.summary.groups).toMatchObject({ degraded: 1, matched: 0 });
  const third = await scanned('movies', tmdb(server));
  expect(outcomes(third)).toEqual([['Alpha & Dawn', 'matched']]);
  const fourth = await scanned('movies', tmdb(server));
  expect(fourth.summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
});

const show = { id: 7, name: 'Alpha', original_name: 'Alpha', first_air_date: '2001-02-03' };
const album = {
  id: 'b1392450-e666-3926-a536-22c65f834433',
  title: 'Alpha',
  date: '2001-02-03',
  status: 'Official',
  'artist-credit': [{ name: 'Kin', artist: { id: 'a1392450-e666-3926-a536-22c65f834433', name: 'Kin' } }],
  'release-group': { id: 'c1392450-e666-3926-a536-22c65f834433', title: 'Alpha', 'primary-type': 'Album' },
  media: [{ position: 1, 'track-count': 1 }],
};
const FULL_ALBUM = {
  ...album,
  media: [
    {
      position: 1,
      'track-count': 1,
      tracks: [{ id: 't', position: 1, number: '1', title: 'Dawn', recording: { id: 'r', title: 'Dawn' } }],
    },
  ],
};

it.each<[string, 'movies' | 'tv' | 'music', readonly [string, string], Routes, string, unknown]>([
  [
    'of a series',
    'tv',
    ['Alpha (2001)', 'Alpha - S01E01.mkv'],
    { 'GET /3/search/tv': json({ page: 1, results: [show], total_results: 1 }) },
    'GET /3/tv/7',
    show,
  ],
  [
    'of a movie that a pin of another service led to',
    'movies',
    ['Alpha (2001) {imdb-tt0000007}', 'Alpha.mkv'],
    { 'GET /3/find/tt0000007': json({ movie_results: [{ ...film, title: 'Alpha' }], tv_results: [] }) },
    'GET /3/movie/7',
    { ...film, title: 'Alpha' },
  ],
  [
    'of an album',
    'music',
    ['Kin - Alpha (2001)', '01 - Dawn.flac'],
    {
      'GET /ws/2/release': json({ releases: [album], count: 1 }),
    },
    `GET /ws/2/release/${album.id}`,
    FULL_ALBUM,
  ],
])('a hit %s whose details answer 404 is degraded, and asked about again', async (...given) => {
  const [, kind, path, routes, details, found] = given;
  await put(...path);
  let isThere = false;
  const server = await serve({
    ...routes,
    [details]: (request, response) => (isThere ? json(found) : status(404))(request, response),
    '*': status(404),
  });
  const sources =
    kind === 'music' ? `  musicbrainz: { url: "${server.origin}/ws/2", contact: a@example.org }\n` : tmdb(server);
  for (const _run of [1, 2]) {
    const { summary } = await scanned(kind, sources);
    expect(summary.groups).toMatchObject({ degraded: 1, matched: 0 });
  }
  isThere = true;
  expect((await scanned(kind, sources)).summary.groups).toMatchObject({ degraded: 0, matched: 1 });
  expect((await scanned(kind, sources)).summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
});

it('a list of episodes that answers 404 leaves the series known', async () => {
  await put('Firefly', 'Season 1', 'Firefly - S01E01.mkv');
  const server = await serve({
    'GET /api/v3/series': json([{ id: 1, title: 'Firefly', year: 2002, tvdbId: 78874, path: '/tv/Firefly', tags: [] }]),
    '*': status(404),
  });
  const sonarr = `  sonarr: [{ url: "${server.origin}", apiKey: k, pathMap: [{ from: /tv, to: Media }] }]\n`;
  const result = await scanned('tv', sonarr);
  expect(outcomes(result)).toEqual([['Firefly', 'matched']]);
  expect(result.events).toContainEqual(expect.objectContaining({ type: 'warning', code: 'sonarr.no-episodes' }));
});
