import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createTvdb } from '../../../src/providers/tvdb/index.ts';
import { type Handler, json, type Routes, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'tvdb-key-0123456789';
const CONFIG = { apiKey: KEY, seasonType: 'default', movies: true } as const;
const WISHES = { languages: ['en'], country: 'US' };
const SINCE = new Date('2026-03-01T00:00:00Z');
const LOGIN: Routes = { 'POST /v4/login': json(fixture('tvdb', 'login')) };

const updates = (entries: readonly unknown[], next: string | null = null, total = entries.length): Handler =>
  json({ status: 'success', data: entries, links: { next, total_items: total, page_size: 2 } });
const series = (recordId: unknown) => ({
  entityType: 'series',
  recordType: '',
  recordId,
  method: 'update',
  methodInt: 2,
});
const episode = (seriesId: unknown) => ({ entityType: 'episodes', recordType: 'episodes', recordId: 5, seriesId });
const url = (type: string, page = 0): string => `/v4/updates?since=1772323200&type=${type}&page=${page}`;

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function tvdb(routes: Routes) {
  const started = await startServer({ ...LOGIN, ...routes });
  server = started;
  gateway = testGateway();
  const source = createTvdb({ url: started.origin, ...CONFIG }, WISHES, gateway);
  return {
    since: (kind: 'series' | 'movie' | 'album', requests = 10) => source.changedSince?.(kind, SINCE, requests, quiet()),
    asked: () => started.requests.flatMap((request) => (request.method === 'GET' ? [request.url] : [])),
  };
}

keepsToTheContract({
  questions: {
    changedSince: (through, origin, signal, warn) => {
      const { changedSince } = createTvdb({ url: origin, ...CONFIG }, WISHES, through, warn);
      return changedSince?.('movie', SINCE, 10, signal) ?? Promise.resolve({ status: 'not-found' });
    },
  },
  routes: { ...LOGIN, 'GET /v4/updates': updates([]) },
  always: LOGIN,
  secrets: [KEY],
  halfRight: [{ question: 'changedSince', path: '/v4/updates', list: 'data', what: 'update', bad: 'nothing' }],
  mayBeAbsent: ['changedSince'],
});

describe('TheTVDB: updates', () => {
  it('takes a series for changed with its episodes, page by page', async () => {
    const { since, asked } = await tvdb({
      [url('series')]: updates([series(1), series(2)], '/next', 3),
      [url('series', 1)]: updates([series(3)], null, 3),
      [url('episodes')]: updates([episode(3), episode(4)]),
    });
    expect(await since('series')).toEqual({
      status: 'ok',
      value: { status: 'known', ids: new Set(['1', '2', '3', '4']) },
    });
    expect(asked()).toEqual([url('series'), url('series', 1), url('episodes')]);
  });

  it('asks for movies alone where movies are meant, and for nothing where albums are', async () => {
    const { since, asked } = await tvdb({ [url('movies')]: updates([{ entityType: 'movies', recordId: 15 }]) });
    expect(await since('movie')).toMatchObject({ value: { ids: new Set(['15']) } });
    expect(await since('album')).toMatchObject({ value: { ids: new Set() } });
    expect(asked()).toEqual([url('movies')]);
  });

  it('gives a list up with its first page where it would cost more than it may', async () => {
    const { since, asked } = await tvdb({ [url('series')]: updates([series(1), series(2)], '/next', 100) });
    expect(await since('series', 49)).toEqual({ status: 'ok', value: { status: 'too-many' } });
    expect(asked()).toHaveLength(1);
  });

  it('ends at a page without entries, whatever its links say, and tolerates entries that name nothing', async () => {
    const { since } = await tvdb({
      [url('series')]: updates([{}, null, series(null), series('6')], '/next', 0),
      [url('series', 1)]: updates([], '/next', 0),
      [url('episodes')]: json({ data: [episode(null), { ...episode(7), recordType: null }] }),
    });
    expect(await since('series')).toMatchObject({ value: { ids: new Set(['6', '7']) } });
  });
});
