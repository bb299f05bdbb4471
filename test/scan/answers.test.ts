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

async function scanned(kind: 'movies' | 'tv', sources: string): Promise<ScanResult> {
  const config = join(folder, 'revenge.config.yaml');
  await writeFile(
    config,
    `libraries: [{ name: Media, path: Media, kind: ${kind} }]\nstore: store.sqlite\ncache: { enabled: false }
sources:\n  musicbrainz: false\n  tvmaze: false\n  coverartarchive: false\n${sources}`,
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
