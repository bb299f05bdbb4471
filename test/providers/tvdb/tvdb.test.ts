import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { RevengeError } from '../../../src/model/errors.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import type { TvdbConfig } from '../../../src/providers/tvdb/config.ts';
import { createTvdb } from '../../../src/providers/tvdb/index.ts';
import {
  type Handler,
  json,
  type Routes,
  reset,
  startServer,
  status,
  type TestServer,
} from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'tvdb-key-0123456789';
const PIN = 'PIN-SECRET';
const TOKEN = 'tvdb-token-abcdef';
const LOGIN: Routes = { 'POST /v4/login': json(fixture('tvdb', 'login')) };
const ROUTES: Routes = {
  ...LOGIN,
  'GET /v4/search': json(fixture('tvdb', 'search-series')),
  'GET /v4/search/remoteid/tt9000001': json(fixture('tvdb', 'remoteid-series')),
  'GET /v4/search/remoteid/tt9999999': json(fixture('tvdb', 'remoteid-nothing')),
  'GET /v4/series/9001/extended': json(fixture('tvdb', 'series-9001')),
  'GET /v4/series/9001/episodes/default/deu?page=0': json(fixture('tvdb', 'episodes-deu')),
  'GET /v4/series/9001/episodes/default/deu?page=1': json(fixture('tvdb', 'episodes-deu-1')),
  'GET /v4/series/9001/episodes/default/eng': json(fixture('tvdb', 'episodes-eng')),
  'GET /v4/series/9001/episodes/default': json(fixture('tvdb', 'episodes-original')),
  'GET /v4/movies/15/extended': json(fixture('tvdb', 'movie-15')),
};
const WISHES = { languages: ['de', 'en'], country: 'US' };
const CONFIG = { apiKey: KEY, pin: PIN, seasonType: 'default', movies: true } as const;

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function tvdb(routes: Handler | Routes = ROUTES, config: Partial<TvdbConfig> = {}, wishes = WISHES) {
  server = await startServer(routes);
  gateway = testGateway();
  return {
    source: createTvdb({ url: server.origin, ...CONFIG, ...config }, wishes, gateway),
    requests: server.requests,
    paths: () => server?.requests.map(({ method, url }) => `${method} ${url.replace('/v4/', '')}`),
  };
}

const question =
  (ask: (source: MetadataSource, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createTvdb({ url: origin, ...CONFIG }, WISHES, through, warn), signal);

keepsToTheContract({
  questions: {
    search: question((source, signal) => source.search({ kind: 'series', title: 'Song' }, signal)),
    'resolve own id': question((source, signal) => source.resolve({ kind: 'tvdb', value: '9001' }, 'series', signal)),
    'resolve foreign id': question((source, signal) =>
      source.resolve({ kind: 'imdb', value: 'tt9000001' }, 'series', signal),
    ),
    'fetch series': question((source, signal) => source.fetch({ tvdb: '9001' }, 'series', WISHES, signal)),
    'fetch movie': question((source, signal) => source.fetch({ tvdb: '15' }, 'movie', WISHES, signal)),
  },
  routes: ROUTES,
  always: LOGIN,
  secrets: [KEY, PIN, TOKEN],
  halfRight: [
    { question: 'search', path: /search/, list: 'data', what: 'hit' },
    { question: 'fetch series', path: /extended/, list: 'data.seasons', what: 'season' },
    { question: 'fetch series', path: /extended/, list: 'data.characters', what: 'person', bad: 'nobody' },
    { question: 'fetch series', path: /episodes.*eng.page=0/, list: 'data.episodes', what: 'episode' },
    { question: 'fetch movie', path: /extended/, list: 'data.artworks', what: 'picture', bad: null },
  ],
  mayBeAbsent: ['resolve own id', 'resolve foreign id', 'fetch series', 'fetch movie'],
});

async function seriesRecord(source: MetadataSource): Promise<SourceRecord | undefined> {
  const answer = await source.fetch({ tvdb: '9001' }, 'series', WISHES, quiet());
  return answer.status === 'ok' ? answer.value : undefined;
}

describe('TheTVDB: session', () => {
  it('logs in once with key and PIN, and sends the token with each question', async () => {
    const { source, requests } = await tvdb();
    await Promise.all([
      source.search({ kind: 'series', title: 'Song' }, quiet()),
      source.resolve({ kind: 'tvdb', value: '9001' }, 'series', quiet()),
    ]);
    await source.resolve({ kind: 'imdb', value: 'tt9000001' }, 'series', quiet());
    const logins = requests.filter(({ path }) => path === '/v4/login');
    expect(logins.map(({ body }) => JSON.parse(body))).toEqual([{ apikey: KEY, pin: PIN }]);
    const others = requests.filter(({ path }) => path !== '/v4/login');
    expect(others.map(({ headers }) => headers.authorization)).toEqual(others.map(() => `Bearer ${TOKEN}`));
  });

  it('needs no token where nobody is asked, so that kept answers can be given', async () => {
    const asked: string[] = [];
    const offline: HttpGateway = {
      ...testGateway(),
      json: async (request, schema) => {
        asked.push(`${request.method ?? 'GET'} ${request.url.split('/v4/')[1]}`);
        if (request.method === 'POST') return { status: 'unavailable', error: new RevengeError('OFFLINE', 'offline') };
        const data = schema.parse(fixture('tvdb', 'movie-15'));
        return { status: 'ok', value: { data, fetchedAt: '2026-01-01T00:00:00Z', digest: 'd' } };
      },
    };
    const source = createTvdb({ url: 'http://tvdb.test', ...CONFIG }, WISHES, offline);
    expect(await source.fetch({ tvdb: '15' }, 'movie', WISHES, quiet())).toMatchObject({ status: 'ok' });
    expect(asked).toEqual(['POST login', 'GET movies/15/extended?meta=translations']);
  });

  it('leaves the PIN out where there is none', async () => {
    const { source, requests } = await tvdb(ROUTES, { pin: undefined });
    await source.search({ kind: 'series', title: 'Song' }, quiet());
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ apikey: KEY });
  });

  it('logs in anew once when the token is not taken any more', async () => {
    const { source, paths } = await tvdb({
      ...ROUTES,
      'GET /v4/search': [status(401), json(fixture('tvdb', 'search-series'))],
    });
    expect(await source.search({ kind: 'series', title: 'Song' }, quiet())).toMatchObject({ status: 'ok' });
    expect(paths()?.map((path) => path.split('?')[0])).toEqual([
      'POST login',
      'GET search',
      'POST login',
      'GET search',
    ]);
  });

  it.each<[string, Handler, string]>([
    ['a refused key', status(401), 'HTTP_AUTH'],
    ['a broken server', status(500), 'HTTP_STATUS'],
    ['another server', status(404), 'HTTP_STATUS'],
    ['a broken connection', reset(), 'HTTP_NETWORK'],
    ['an answer without a token', json({ status: 'success', data: {} }), 'HTTP_SCHEMA'],
  ])('could not be asked: login with %s, tried once', async (_what, login, code) => {
    const { source, requests } = await tvdb({ ...ROUTES, 'POST /v4/login': login });
    for (let time = 0; time < 3; time++) {
      expect(await source.fetch({ tvdb: '9001' }, 'series', WISHES, quiet())).toMatchObject({
        status: 'unavailable',
        error: { code },
      });
    }
    expect(requests).toHaveLength(1);
  });
});

describe('TheTVDB: series', () => {
  it('finds candidates; ids of three forms, year a string, translations as titles', async () => {
    const { source, requests } = await tvdb();
    const answer = await source.search({ kind: 'series', title: 'Song', year: 2021 }, quiet());
    expect(answer).toEqual({
      status: 'ok',
      value: [
        {
          provider: 'tvdb',
          providerId: '9001',
          kind: 'series',
          ids: { tvdb: '9001' },
          title: 'Sternenlied',
          originalTitle: '星の歌',
          alternativeTitles: ['星の歌', 'Song of Stars', 'Hoshi no Uta'],
          year: 2021,
        },
        {
          provider: 'tvdb',
          providerId: '9002',
          kind: 'series',
          ids: { tvdb: '9002' },
          title: 'Song',
          originalTitle: 'Song',
          alternativeTitles: [],
        },
      ],
    });
    expect(requests[1]?.query).toEqual({ query: 'Song', type: 'series', year: '2021', limit: '20' });
  });

  it('resolves its own ids and IMDb’s, and looks at a candidate once', async () => {
    const { source, paths } = await tvdb();
    const found = await source.resolve({ kind: 'imdb', value: 'tt9000001' }, 'series', quiet());
    expect(found).toMatchObject({ status: 'ok', value: { providerId: '9001', title: '星の歌', year: 2021 } });
    const full = found.status === 'ok' ? await source.complete(found.value, quiet()) : found;
    expect(full).toMatchObject({
      value: { ids: { tvdb: '9001', imdb: 'tt9000001', tmdb: '203' }, title: 'Song of Stars', seasonCount: 1 },
    });
    expect(await source.resolve({ kind: 'tvdb', value: '9001' }, 'series', quiet())).toEqual(full);
    expect(paths()).toEqual([
      'POST login',
      'GET search/remoteid/tt9000001',
      'GET series/9001/extended?meta=translations',
    ]);
    expect(await source.resolve({ kind: 'imdb', value: 'tt9999999' }, 'series', quiet())).toEqual({
      status: 'not-found',
    });
  });

  it('gives everything it says of a series, field by field in the first language that has it', async () => {
    const { source } = await tvdb();
    const record = await seriesRecord(source);
    expect(record?.ids).toEqual({ tvdb: '9001', imdb: 'tt9000001', tmdb: '203', tvmaze: '67', wikidata: 'Q42' });
    expect(record?.values).toEqual({
      title: 'Song of Stars',
      originalTitle: '星の歌',
      alternativeTitles: ['星の歌', 'Hoshi no Uta'],
      originalLanguage: 'ja',
      overview: 'Eine Geschichte von Sternen.',
      year: 2021,
      releaseDate: '2021-04-05',
      endDate: '2022-06-20',
      runtime: 24,
      genres: ['Drama'],
      tags: ['Calm'],
      countries: ['JP'],
      studios: ['Star Works', 'Star Films'],
      networks: ['Tokyo Sky', 'Sky One'],
      certifications: [
        { country: 'US', value: 'TV-14' },
        { country: 'DE', value: '12' },
      ],
      status: 'ended',
      homepage: 'https://stars.example/',
      trailer: 'https://www.youtube.com/watch?v=ours-en',
      videos: [
        { kind: 'Trailer', url: 'https://www.youtube.com/watch?v=ours-ja', name: 'Trailer', language: 'ja' },
        { kind: 'Trailer', url: 'https://www.youtube.com/watch?v=ours-en', name: 'Trailer', language: 'en' },
      ],
      episodeOrders: [
        { name: 'Aired Order', kind: 'aired', id: '1' },
        { name: 'DVD Order', kind: 'dvd', id: '2' },
      ],
      translations: [
        { language: 'ja', title: '星の歌', overview: '星についての物語。' },
        { language: 'en', title: 'Song of Stars' },
        { language: 'pt', country: 'BR', title: 'Canção' },
        { language: 'de', overview: 'Eine Geschichte von Sternen.' },
      ],
    });
    expect(record?.credits.map(({ name, character, job, guest }) => [name, character ?? job, guest])).toEqual([
      ['Ren Moon', undefined, undefined],
      ['Aoi Star', 'Hoshi', undefined],
      ['Mei Sky', 'Visitor', true],
      ['Jun Sun', 'Director', undefined],
    ]);
    expect(
      record?.images.map(({ kind, url, language, season }) => [kind, url.split('/').at(-1), language, season]),
    ).toEqual([
      ['poster', 'p1.jpg', 'en', undefined],
      ['poster', 'p2.jpg', undefined, undefined],
      ['poster', 's1.jpg', 'zh', 1],
      ['logo', 'logo.png', 'en', undefined],
      ['poster', 'own.jpg', undefined, undefined],
    ]);
  });

  it('gives the episodes of all pages, their texts from the next languages where they are missing', async () => {
    const { source, paths } = await tvdb();
    const record = await seriesRecord(source);
    expect(record?.children.map(({ position, values }) => [position?.season, values.year])).toEqual([
      [0, undefined],
      [1, 2021],
    ]);
    const [special, first] = record?.children ?? [];
    expect(special?.children.map(({ values }) => values.title)).toEqual(['Extra']);
    expect(first?.children.map(({ ids, position, values }) => ({ ids, position, values }))).toEqual([
      {
        ids: { tvdb: '1' },
        position: { season: 1, episode: 1, absolute: 1, airDate: '2021-04-05' },
        values: {
          title: 'Anfang',
          overview: 'It begins.',
          releaseDate: '2021-04-05',
          runtime: 24,
          seasonNumber: 1,
          episodeNumber: 1,
          absoluteNumber: 1,
        },
      },
      {
        ids: { tvdb: '2' },
        position: { season: 1, episode: 2 },
        values: { title: 'Second', overview: '続く。', seasonNumber: 1, episodeNumber: 2 },
      },
    ]);
    expect(first?.children[0]?.images).toEqual([{ kind: 'still', url: 'https://artworks.thetvdb.com/e1.jpg' }]);
    expect(paths()).toEqual([
      'POST login',
      'GET series/9001/extended?meta=translations',
      'GET series/9001/episodes/default/deu?page=0',
      'GET series/9001/episodes/default/deu?page=1',
      'GET series/9001/episodes/default/eng?page=0',
      'GET series/9001/episodes/default?page=0',
    ]);
  });

  it('asks no further language when nothing is missing', async () => {
    const complete = { data: { episodes: [{ id: 1, name: 'A', overview: 'B', number: 1, seasonNumber: 1 }] } };
    const { source, requests } = await tvdb({
      ...ROUTES,
      'GET /v4/series/9001/episodes/default/deu?page=0': json(complete),
    });
    await seriesRecord(source);
    expect(requests).toHaveLength(3);
  });

  it('follows the order that is asked for', async () => {
    const { source, paths } = await tvdb(
      { ...ROUTES, 'GET /v4/series/9001/episodes/dvd/deu': json(fixture('tvdb', 'episodes-eng')) },
      { seasonType: 'dvd' },
      { languages: ['de'], country: 'US' },
    );
    const record = await seriesRecord(source);
    expect(record?.children.map(({ ids }) => ids)).toEqual([{ tvdb: '777' }]);
    expect(paths()).toContain('GET series/9001/episodes/dvd/deu?page=0');
    await server?.close();
    const absolute = await tvdb(
      { ...ROUTES, 'GET /v4/series/9001/episodes/absolute/deu': json(fixture('tvdb', 'episodes-eng')) },
      { seasonType: 'absolute' },
    );
    const episodes = (await seriesRecord(absolute.source))?.children.flatMap(({ children }) => children);
    expect(episodes?.map(({ position }) => position?.absolute)).toEqual([1, 2]);
  });

  it('takes a language that TheTVDB does not have for none', async () => {
    const { source } = await tvdb(ROUTES, {}, { languages: ['xx', 'fr'], country: 'US' });
    const episodes = (await seriesRecord(source))?.children.flatMap(({ children }) => children);
    expect(episodes?.map(({ values }) => values.title)).toEqual(['始まり', '二']);
  });

  it('tolerates null nearly everywhere', async () => {
    const bare = Object.fromEntries(
      ['aliases', 'artworks', 'characters', 'companies', 'translations', 'status', 'seasons', 'episodes', 'tags'].map(
        (name) => [name, null],
      ),
    );
    const { source } = await tvdb({
      ...LOGIN,
      'GET /v4/series/9001/extended': json({ data: { id: 9001, name: 'Bare', year: '', nextAired: '', ...bare } }),
    });
    const record = await seriesRecord(source);
    expect(record).toMatchObject({
      values: { title: 'Bare', originalTitle: 'Bare' },
      credits: [],
      images: [],
      children: [],
    });
  });
});

describe('TheTVDB: movies', () => {
  it('gives everything it says of a movie; companies as an object of lists', async () => {
    const { source } = await tvdb();
    const answer = await source.fetch({ tvdb: '15' }, 'movie', WISHES, quiet());
    expect(answer.status === 'ok' && answer.value.values).toEqual({
      title: 'Alien – Das Wesen',
      originalTitle: 'Alien',
      alternativeTitles: ['Alien'],
      originalLanguage: 'en',
      overview: 'They meet it.',
      tagline: 'Im All',
      year: 1979,
      releaseDate: '1979-05-25',
      runtime: 117,
      genres: ['Horror'],
      studios: ['Brandy Works'],
      countries: ['GB', 'US'],
      certifications: [{ country: 'US', value: 'R' }],
      status: 'released',
      translations: [
        { language: 'de', title: 'Alien – Das Wesen', tagline: 'Im All' },
        { language: 'en', overview: 'They meet it.' },
      ],
    });
  });

  it.each([
    ['DE', '1979-10-25'],
    ['GB', '1979-09-06'],
    ['FR', '1979-05-25'],
  ])('takes the first release date of %s, else the first of all', async (country, releaseDate) => {
    const releases = [
      { country: 'deu', date: '1992-01-01', detail: 'restored' },
      { country: 'gbr', date: '1979-09-06' },
      { country: 'deu', date: '1979-10-25' },
      { country: 'fra', date: '' },
    ];
    const { data } = fixture('tvdb', 'movie-15') as { readonly data: object };
    const body = json({ status: 'success', data: { ...data, year: null, releases } });
    const { source } = await tvdb({ ...ROUTES, 'GET /v4/movies/15/extended': body }, {}, { ...WISHES, country });
    const answer = await source.fetch({ tvdb: '15' }, 'movie', WISHES, quiet());
    expect(answer.status === 'ok' && answer.value.values).toMatchObject({ releaseDate, year: 1979 });
  });

  it('asks nothing of movies unless that is wanted, and nothing of albums', async () => {
    const { source, requests } = await tvdb(ROUTES, { movies: false });
    expect(source.groups).toEqual(['series']);
    expect(await source.search({ kind: 'movie', title: 'Alien' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(await source.fetch({ tvdb: '15' }, 'movie', WISHES, quiet())).toEqual({ status: 'not-found' });
    expect(await source.resolve({ kind: 'tvdb', value: '15' }, 'movie', quiet())).toEqual({ status: 'not-found' });
    expect(await source.resolve({ kind: 'tvdb', value: '../15' }, 'series', quiet())).toEqual({ status: 'not-found' });
    expect(await source.resolve({ kind: 'wikidata', value: 'Q1' }, 'series', quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(0);
  });
});
