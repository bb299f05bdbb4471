import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { tmdbChangedSince } from '../../../src/providers/tmdb/changes.ts';
import { tmdbClient } from '../../../src/providers/tmdb/client.ts';
import { createTmdb } from '../../../src/providers/tmdb/index.ts';
import { type Handler, json, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { quiet, testGateway } from '../support.ts';

const KEY = 'tmdb-key-0123456789';
const WISHES = { languages: ['en'], country: 'US' };
const DAY = 86_400_000;
const NOW = Date.parse('2026-03-31T12:00:00Z');
const page = (ids: readonly unknown[], total: unknown = 1): Handler =>
  json({ results: ids.map((id) => ({ id, adult: false })), page: 1, total_pages: total, total_results: ids.length });

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function changes(handler: Handler) {
  const started = await startServer(handler);
  server = started;
  gateway = testGateway();
  const client = tmdbClient(gateway, { url: started.origin, apiKey: KEY }, ['en'], () => {});
  return { since: tmdbChangedSince(client, () => NOW), requests: started.requests };
}

keepsToTheContract({
  questions: {
    changedSince: (through, origin, signal, warn) => {
      const { changedSince } = createTmdb({ url: origin, apiKey: KEY }, WISHES, through, warn);
      return (
        changedSince?.('movie', new Date(Date.now() - DAY), 100, signal) ?? Promise.resolve({ status: 'not-found' })
      );
    },
  },
  routes: { 'GET /3/movie/changes': page([1, 2]) },
  secrets: [KEY],
  halfRight: [{ question: 'changedSince', path: '/3/movie/changes', list: 'results', what: 'change', bad: 'nothing' }],
  mayBeAbsent: ['changedSince'],
});

describe('TMDb: changes', () => {
  it('asks for the days since, a day more at either end, page by page', async () => {
    const { since, requests } = await changes((request, response) =>
      page(request.query.page === '1' ? [1, 2] : [2, 3], 2)(request, response),
    );
    const answer = await since('series', new Date(NOW - 5 * DAY), 10, quiet());
    expect(answer).toEqual({ status: 'ok', value: { status: 'known', ids: new Set(['1', '2', '3']) } });
    expect(
      requests.map(({ path, query: { start_date, end_date, page: number } }) => [path, start_date, end_date, number]),
    ).toEqual(['1', '2'].map((number) => ['/3/tv/changes', '2026-03-25', '2026-04-01', number]));
  });

  it('asks for no more than 14 days at once, without a gap between', async () => {
    const { since, requests } = await changes(page([1]));
    await since('movie', new Date(NOW - 30 * DAY), 100, quiet());
    const windows = requests.map(({ query }) => [Date.parse(query.start_date ?? ''), Date.parse(query.end_date ?? '')]);
    expect(windows).toHaveLength(3);
    for (const [place, [from = 0, to = 0]] of windows.entries()) {
      expect(to - from).toBeLessThan(14 * DAY);
      const [later = to] = windows[place - 1] ?? [];
      expect(to).toBeGreaterThanOrEqual(later);
    }
    expect(windows.at(-1)?.[0]).toBeLessThanOrEqual(NOW - 30 * DAY);
    expect(windows[0]?.[1]).toBeGreaterThanOrEqual(NOW - DAY);
  });

  it('gives a list up with its first page where it would cost more than it may', async () => {
    const { since, requests } = await changes(page([1], 40));
    const many = { status: 'ok', value: { status: 'too-many' } };
    expect(await since('movie', new Date(NOW - 5 * DAY), 39, quiet())).toEqual(many);
    // Three windows of 40 pages.
    expect(await since('movie', new Date(NOW - 30 * DAY), 119, quiet())).toEqual(many);
    expect(requests).toHaveLength(2);
    expect(await since('movie', new Date(NOW - 5 * DAY), 40, quiet())).toMatchObject({ value: { status: 'known' } });
    expect(requests).toHaveLength(42);
    expect(await since('album', new Date(NOW), 40, quiet())).toEqual(many);
  });

  it('gives up a list that grows, or has more pages than can be asked for', async () => {
    let asked = 0;
    const { since } = await changes((request, response) => page([1], 2 + asked++)(request, response));
    expect(await since('movie', new Date(NOW), 10, quiet())).toMatchObject({ value: { status: 'too-many' } });
    await server?.close();
    const endless = await changes(page([1], 501));
    expect(await endless.since('movie', new Date(NOW), 9999, quiet())).toMatchObject({ value: { status: 'too-many' } });
  });

  it('tolerates elements without an id, ids as text, and an answer without a number of pages', async () => {
    const { since } = await changes(json({ results: [{ id: '7' }, { id: null }, {}, 'x', { id: 8 }] }));
    const answer = await since('movie', new Date(NOW), 10, quiet());
    expect(answer).toEqual({ status: 'ok', value: { status: 'known', ids: new Set(['7', '8']) } });
  });

  it('a page in the middle that fails is no half list', async () => {
    const { since } = await changes((request, response) =>
      request.query.page === '2' ? status(500)(request, response) : page([1], 3)(request, response),
    );
    expect(await since('movie', new Date(NOW), 10, quiet())).toMatchObject({ status: 'unavailable' });
  });
});
