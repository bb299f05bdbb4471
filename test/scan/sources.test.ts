import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../src/http/port.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree } from '../../src/library/file-tree.ts';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import type { Library } from '../../src/model/files.ts';
import { createSources } from '../../src/providers/registry.ts';
import type { SourcesConfig } from '../../src/providers/sources-config.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { testGateway } from '../providers/support.ts';
import {
  type Handler,
  json,
  type RecordedRequest,
  startServer,
  status,
  type TestServer,
} from '../support/http-server.ts';
import { makeAudio, makeVideo } from '../support/media-files.ts';

let folder = '';
let store: Store;
let gateway: HttpGateway;
const servers: TestServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-sources-'));
  await mkdir(join(folder, 'Movies'));
  store = await openStore(join(folder, 'store.sqlite'), {});
  gateway = testGateway();
});
afterEach(async () => {
  await gateway.close();
  await store.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function served(handler: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

/** A film of the made-up kind "Film 12", whose TMDb id is 12. */
const film = (number: number) => ({
  id: number,
  title: `Film ${numeral(number)}`,
  original_title: `Film ${numeral(number)}`,
  release_date: '2001-02-03',
  imdb_id: `tt${String(1_000_000 + number)}`,
});
/** Words instead of numbers, so that no name is read as a part or a year. */
const numeral = (number: number) =>
  [...String(number)]
    .map((digit) => 'ABCDEFGHIJ'[Number(digit)])
    .join('')
    .replace(/(.)/g, '$1o');

const tmdbAnswers: Handler = (request, response) => {
  const { path, query } = request;
  const id = /^\/3\/movie\/(\d+)$/.exec(path)?.[1];
  if (id !== undefined) return json(film(Number(id)))(request, response);
  if (path !== '/3/search/movie') return status(404)(request, response);
  const results = Array.from({ length: 300 }, (_, index) => film(index + 1)).filter(
    ({ title }) => title === query.query,
  );
  return json({ page: 1, results, total_results: results.length })(request, response);
};

const VIDEO = { container: 'mkv', seconds: 60, width: 64, height: 64 } as const;

async function addFilms(count: number, nameOf: (number: number) => string): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const name = nameOf(number);
    await mkdir(join(folder, 'Movies', name));
    await writeFile(join(folder, 'Movies', name, `${name}.mkv`), makeVideo({ ...VIDEO, seed: number }));
  }
}

async function scanWith(config: Omit<SourcesConfig, 'languages' | 'country'>, kind: 'movies' | 'music' = 'movies') {
  const name = kind === 'music' ? 'Music' : 'Movies';
  const library: Library = { name, root: join(folder, name), kind };
  const events: RevengeEvent[] = [];
  await runScan({
    command: 'scan',
    targets: [{ library }],
    store,
    gateway,
    sink: { emit: (event) => void events.push(event), close: async () => {} },
    sources: await createSources({ ...config, languages: ['en'], country: 'US' }, gateway, [library]),
    tree: diskFileTree(),
    policy: STANDARD_POLICY,
    signal: new AbortController().signal,
    now: () => new Date(),
    strict: false,
    options: { dryRun: false, retryUnmatched: false, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
  });
  const last = events.at(-1);
  const summary: RunSummary | undefined = last?.type === 'summary' ? last.summary : undefined;
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event] : []));
  return { summary, warnings };
}

const asked = (requests: readonly RecordedRequest[], pattern: RegExp) =>
  requests.filter(({ path }) => pattern.test(path)).length;

describe('the number of requests', () => {
  it('is one search and one look-up for each of 300 movies that no Arr knows, and one for where pictures lie', async () => {
    await addFilms(300, (number) => `${film(number).title} (2001)`);
    const server = await served(tmdbAnswers);
    const { summary } = await scanWith({ tmdb: { url: server.origin, apiKey: 'tmdb-key-0123' } });
    expect(summary?.groups).toMatchObject({ total: 300, matched: 300 });
    expect(asked(server.requests, /search/)).toBe(300);
    expect(asked(server.requests, /movie\/\d+$/)).toBe(300);
    expect(asked(server.requests, /configuration/)).toBe(1);
    expect(server.requests).toHaveLength(601);
  });

  it('is no search and one look-up for a movie with an id in its name', async () => {
    await addFilms(40, (number) => `Something else (2001) [tmdbid-${number}]`);
    const server = await served(tmdbAnswers);
    const { summary } = await scanWith({ tmdb: { url: server.origin, apiKey: 'tmdb-key-0123' } });
    expect(summary?.groups).toMatchObject({ total: 40, matched: 40 });
    expect(asked(server.requests, /search/)).toBe(0);
    expect(asked(server.requests, /movie\/\d+$/)).toBe(40);
  });
});

describe('an album of two discs', () => {
  const MBID = '00000000-0000-4000-8000-000000000002';
  const SECONDS = 2;
  const disc = (position: number) => ({
    position,
    format: 'CD',
    'track-count': 3,
    tracks: [1, 2, 3].map((place) => ({
      id: `00000000-0000-4000-8000-0000000000${position}${place}`,
      position: place,
      title: `Song ${numeral(position)} ${numeral(place)}`,
      length: SECONDS * 1000,
      recording: { id: `00000000-0000-4000-8000-0000000001${position}${place}`, title: 'Song' },
    })),
  });
  const release = {
    id: MBID,
    title: 'Two Rooms',
    date: '2001-02-03',
    'artist-credit': [{ name: 'The Lamps', artist: { id: '00000000-0000-4000-8000-000000000009', name: 'The Lamps' } }],
    'release-group': { id: '00000000-0000-4000-8000-000000000008', title: 'Two Rooms', 'primary-type': 'Album' },
    media: [disc(1), disc(2)],
  };

  async function asked(artwork: boolean, name: string) {
    for (const [number, { tracks }] of release.media.entries()) {
      const place = join(folder, 'Music', name, `CD${number + 1}`);
      await mkdir(place, { recursive: true });
      for (const [index, { title }] of tracks.entries()) {
        const seed = number * 10 + index + 1;
        await writeFile(
          join(place, `0${index + 1} ${title}.flac`),
          makeAudio({ format: 'flac', seconds: SECONDS, seed }),
        );
      }
    }
    const hit = { ...release, score: 100, 'track-count': 6, media: [] };
    const musicbrainz = await served((request, response) =>
      json(
        request.path === '/ws/2/release'
          ? { releases: [hit] }
          : { ...release, 'cover-art-archive': { artwork, front: artwork } },
      )(request, response),
    );
    const covers = await served(
      json({ images: [{ image: 'https://covers.test/1.jpg', front: true, types: ['Front'] }] }),
    );
    const config = { musicbrainz: { url: musicbrainz.origin }, coverartarchive: { url: covers.origin } };
    const { summary } = await scanWith(config, 'music');
    expect(summary?.groups).toMatchObject({ total: 1, matched: 1 });
    const [row] = await store.list({ kinds: ['release'] });
    expect(row?.title).toBe('Two Rooms');
    const before = musicbrainz.requests.length + covers.requests.length;
    expect((await scanWith(config, 'music')).summary?.groups).toMatchObject({ unchanged: 1 });
    expect(musicbrainz.requests.length + covers.requests.length).toBe(before);
    return { musicbrainz: musicbrainz.requests.map(({ path }) => path), covers: covers.requests.length };
  }

  it('costs one request where its id is known, and one more where there is a cover', async () => {
    const requests = await asked(true, `The Lamps - Two Rooms (2001) [mbid-${MBID}]`);
    expect(requests).toEqual({ musicbrainz: [`/ws/2/release/${MBID}`], covers: 1 });
  });

  it('costs no request for covers that MusicBrainz knows there are none of', async () => {
    const requests = await asked(false, `The Lamps - Two Rooms (2001) [mbid-${MBID}]`);
    expect(requests).toEqual({ musicbrainz: [`/ws/2/release/${MBID}`], covers: 0 });
  });

  it('costs one search more where its id is not known', async () => {
    const requests = await asked(true, 'The Lamps - Two Rooms (2001)');
    expect(requests).toEqual({ musicbrainz: ['/ws/2/release', `/ws/2/release/${MBID}`], covers: 1 });
  });
});

describe('OMDb alone', () => {
  it('costs one search and one look-up a movie, and none more for its ratings', async () => {
    await addFilms(3, (number) => `${film(number).title} (2001)`);
    const server = await served((request, response) => {
      const { s, i } = request.query;
      const films = [1, 2, 3].map(film);
      const work = films.find(({ imdb_id: imdb }) => imdb === i);
      const hits = films.filter(({ title }) => title === s);
      const told = (one: ReturnType<typeof film>) => ({
        imdbID: one.imdb_id,
        Title: one.title,
        Year: '2001',
        Type: 'movie',
      });
      const answer =
        work === undefined ? { Search: hits.map(told), totalResults: '1' } : { ...told(work), Plot: 'A plot.' };
      return json({ Response: 'True', ...answer })(request, response);
    });
    const { summary } = await scanWith({ omdb: { url: server.origin, apiKey: 'omdb-key-0123' } });
    expect(summary?.groups).toMatchObject({ total: 3, matched: 3 });
    expect(server.requests.filter(({ query }) => query.s !== undefined)).toHaveLength(3);
    expect(server.requests).toHaveLength(6);
  });
});

describe('sources that only add', () => {
  const omdb = (answers: Handler) => served(answers);
  const rated = json({
    Response: 'True',
    imdbID: 'tt1000001',
    Type: 'movie',
    Title: 'Film Bo',
    Ratings: [{ Source: 'Rotten Tomatoes', Value: '93%' }],
    imdbRating: '8.5',
  });

  async function withOmdb(answers: Handler) {
    await addFilms(2, (number) => `${film(number).title} (2001)`);
    const tmdb = await served(tmdbAnswers);
    const other = await omdb(answers);
    const result = await scanWith({
      tmdb: { url: tmdb.origin, apiKey: 'tmdb-key-0123' },
      omdb: { url: other.origin, apiKey: 'omdb-key-0123' },
    });
    return { ...result, requests: other.requests };
  }

  it('are asked by the ids that others gave, and their values are kept', async () => {
    const { summary, requests } = await withOmdb(rated);
    expect(requests.map(({ query }) => query.i).sort()).toEqual(['tt1000001', 'tt1000002']);
    expect(summary?.groups).toMatchObject({ matched: 2, degraded: 0 });
    const [row] = await store.list({ kinds: ['movie'] });
    expect(row?.sources).toContain('omdb');
  });

  it.each([401, 429])('degrade no group when they refuse with %i, and that is said once', async (code) => {
    const { summary, warnings } = await withOmdb(status(code));
    expect(summary?.groups).toMatchObject({ matched: 2, degraded: 0 });
    expect(warnings.filter(({ message }) => message.startsWith('omdb'))).toHaveLength(1);
  });

  it('degrade the group when they are down, so that the next run asks again', async () => {
    const { summary } = await withOmdb(status(500));
    expect(summary?.groups).toMatchObject({ degraded: 2 });
  });
});
