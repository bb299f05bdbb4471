import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../src/http/port.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree } from '../../src/library/file-tree.ts';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import type { Library } from '../../src/model/files.ts';
import { createSources, type SourcesConfig } from '../../src/providers/registry.ts';
import { DEFAULT_POLICY } from '../../src/reconcile/policy.ts';
import { createResolve } from '../../src/reconcile/resolve.ts';
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
import { makeVideo } from '../support/media-files.ts';

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

async function scanWith(config: Omit<SourcesConfig, 'languages' | 'country'>) {
  const library: Library = { name: 'Movies', root: join(folder, 'Movies'), kind: 'movies' };
  const events: RevengeEvent[] = [];
  await runScan({
    command: 'scan',
    targets: [{ library }],
    store,
    gateway,
    sink: { emit: (event) => void events.push(event), close: async () => {} },
    sources: createSources({ ...config, languages: ['en'], country: 'US' }, gateway, [library]),
    tree: diskFileTree(),
    resolve: createResolve(DEFAULT_POLICY),
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
  }, 120_000);

  it('is no search and one look-up for a movie with an id in its name', async () => {
    await addFilms(40, (number) => `Something else (2001) [tmdbid-${number}]`);
    const server = await served(tmdbAnswers);
    const { summary } = await scanWith({ tmdb: { url: server.origin, apiKey: 'tmdb-key-0123' } });
    expect(summary?.groups).toMatchObject({ total: 40, matched: 40 });
    expect(asked(server.requests, /search/)).toBe(0);
    expect(asked(server.requests, /movie\/\d+$/)).toBe(40);
  }, 60_000);
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
