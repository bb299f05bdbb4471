import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import { createTvmaze } from '../../../src/providers/tvmaze/index.ts';
import { type Handler, json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const WANTED = { languages: ['en'] };
const hits = json(fixture('tvmaze', 'search-lantern'));
const show = json(fixture('tvmaze', 'show-4711'));
const redirect: Handler = (_request, response) => {
  response.writeHead(301, { location: '/shows/4711' }).end();
};
const ROUTES: Routes = {
  '/search/shows': hits,
  '/lookup/shows': redirect,
  '/shows/4711': show,
  '/updates/shows': json({ 4711: 1_900_000_000, 12: 1_000_000_000 }),
};

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function tvmaze(routes: Routes = ROUTES) {
  server = await startServer(routes);
  gateway = testGateway();
  return { source: createTvmaze({ url: server.origin }, gateway), requests: server.requests };
}

const question =
  (ask: (source: MetadataSource, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createTvmaze({ url: origin }, through, warn), signal);
const lately = () => new Date(Date.now() - 3_600_000);

keepsToTheContract({
  questions: {
    search: question((source, signal) => source.search({ kind: 'series', title: 'Lantern Bay' }, signal)),
    resolve: question((source, signal) => source.resolve({ kind: 'tvmaze', value: '4711' }, 'series', signal)),
    lookup: question((source, signal) => source.resolve({ kind: 'tvdb', value: '990011' }, 'series', signal)),
    fetch: question((source, signal) => source.fetch({ tvmaze: '4711' }, 'series', WANTED, signal)),
    changes: question(async (source, signal) => {
      if (source.changedSince === undefined) throw new Error('TVmaze has a list of updates');
      return source.changedSince('series', lately(), 5, signal);
    }),
  },
  routes: ROUTES,
  secrets: [],
  mayBeAbsent: ['resolve', 'lookup', 'fetch'],
  halfRight: [
    { question: 'search', path: '/search/shows', list: '', what: 'hit' },
    { question: 'fetch', path: '/shows/4711', list: '_embedded.episodes', what: 'episode' },
    { question: 'fetch', path: '/shows/4711', list: '_embedded.cast', what: 'person' },
  ],
});

describe('TVmaze', () => {
  it('costs one search and one look-up a series, looked at closer or not', async () => {
    const { source, requests } = await tvmaze();
    const found = await source.search({ kind: 'series', title: 'Lantern Bay', year: 2014 }, quiet());
    expect(found).toMatchObject({
      status: 'ok',
      value: [
        {
          providerId: '4711',
          title: 'Lantern Bay',
          year: 2014,
          ids: { tvmaze: '4711', tvdb: '990011', imdb: 'tt9900110' },
        },
        { providerId: '4712', title: 'Lantern Bay Afloat', ids: { tvmaze: '4712' } },
      ],
    });
    const [first] = found.status === 'ok' ? found.value : [];
    if (first === undefined) throw new Error('nothing was found');
    expect(await source.complete(first, quiet())).toMatchObject({ value: { alternativeTitles: ['Laternenbucht'] } });
    expect(await source.fetch({ tvmaze: '4711' }, 'series', WANTED, quiet())).toMatchObject({ status: 'ok' });
    expect(requests.map(({ path }) => path)).toEqual(['/search/shows', '/shows/4711']);
    expect(requests[1]?.url).toContain('embed[]=episodes');
  });

  it('gives the series with seasons, episodes, people and pictures', async () => {
    const { source } = await tvmaze();
    const answer = await source.fetch({ tvmaze: '4711' }, 'series', WANTED, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        provider: 'tvmaze',
        ids: { tvmaze: '4711', tvdb: '990011', imdb: 'tt9900110' },
        values: {
          title: 'Lantern Bay',
          alternativeTitles: ['Laternenbucht'],
          year: 2014,
          releaseDate: '2014-09-07',
          endDate: '2016-11-20',
          overview: 'Lantern Bay is a port that nobody leaves.\nUntil the light & the sea <both> fail.',
          runtime: 52,
          genres: ['Drama', 'Mystery'],
          tags: ['Scripted'],
          status: 'ended',
          originalLanguage: 'en',
          countries: ['GB'],
          networks: ['Harbour One', 'Strom'],
          homepage: 'https://lantern.example/bay',
          ratings: [{ source: 'tvmaze', value: 7.9 }],
        },
        credits: [
          {
            name: 'Ines Marlow',
            department: 'cast',
            character: 'Keeper Ash',
            order: 0,
            profileUrl: 'https://static.example/original/p70.jpg',
          },
          { name: 'Tom Quill', department: 'cast', character: 'Self' },
          { name: 'Ada Vane', department: 'writing', job: 'Creator' },
          { name: 'Ola Berg', department: 'production', job: 'Executive Producer' },
        ],
        images: [
          { kind: 'poster', url: 'https://static.example/original/1.jpg', width: 680, height: 1000 },
          { kind: 'backdrop', url: 'https://static.example/original/b1.jpg' },
          { kind: 'poster', url: 'https://static.example/original/2.jpg' },
          { kind: 'logo', url: 'https://static.example/original/t1.png' },
        ],
        children: [
          {
            position: { season: 1 },
            values: { seasonNumber: 1, overview: 'The first year.', year: 2014 },
            images: [{ kind: 'poster', season: 1 }],
            children: [
              {
                position: { season: 1, episode: 1, airDate: '2014-09-07' },
                ids: { tvmaze: '10' },
                values: {
                  title: 'Low Tide',
                  overview: 'A boat comes in empty.',
                  runtime: 60,
                  ratings: [{ value: 8.1 }],
                },
                images: [{ kind: 'still' }],
              },
            ],
          },
          { position: { season: 2 }, values: { title: 'The Storm' }, children: [{ values: { title: 'TBA' } }] },
        ],
      },
    });
  });

  it('gives a special without a number no place', async () => {
    const { source } = await tvmaze();
    const answer = await source.fetch({ tvmaze: '4711' }, 'series', WANTED, quiet());
    expect(JSON.stringify(answer)).not.toContain('Christmas');
  });

  it.each(['tvdb', 'imdb'] as const)('finds a show by its id of %s, through the redirect', async (kind) => {
    const { source, requests } = await tvmaze();
    const value = kind === 'tvdb' ? '990011' : 'tt9900110';
    expect(await source.resolve({ kind, value }, 'series', quiet())).toMatchObject({ value: { providerId: '4711' } });
    expect(requests[0]?.query).toEqual({ [kind === 'tvdb' ? 'thetvdb' : 'imdb']: value });
  });

  it('does not know a show where the look-up answers 404', async () => {
    const { source } = await tvmaze({ '*': status(404) });
    expect(await source.resolve({ kind: 'tvdb', value: '1' }, 'series', quiet())).toEqual({ status: 'not-found' });
  });

  it('is not asked about other kinds, nor for what is no id', async () => {
    const { source, requests } = await tvmaze();
    expect(await source.search({ kind: 'movie', title: 'Lantern Bay' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(await source.search({ kind: 'series', title: ' ' }, quiet())).toEqual({ status: 'ok', value: [] });
    for (const answer of [
      source.resolve({ kind: 'imdb', value: '../4711' }, 'series', quiet()),
      source.resolve({ kind: 'tvmaze', value: '4711?x' }, 'series', quiet()),
      source.resolve({ kind: 'tvmaze', value: '4711' }, 'movie', quiet()),
      source.fetch({ tvdb: '990011' }, 'series', WANTED, quiet()),
    ]) {
      expect(await answer).toEqual({ status: 'not-found' });
    }
    expect(requests).toEqual([]);
  });

  it('lists what changed in a day, a week or a month with one request, and nothing older', async () => {
    const { source, requests } = await tvmaze();
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    expect(await source.changedSince?.('series', days(3), 5, quiet())).toEqual({
      status: 'ok',
      value: { status: 'known', ids: new Set(['4711']) },
    });
    expect(requests.map(({ query }) => query)).toEqual([{ since: 'week' }]);
    expect(await source.changedSince?.('series', days(40), 5, quiet())).toMatchObject({
      value: { status: 'too-many' },
    });
    expect(await source.changedSince?.('movie', days(1), 5, quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(1);
  });
});
