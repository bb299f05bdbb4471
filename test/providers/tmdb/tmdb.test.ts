import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import type { TmdbConfig } from '../../../src/providers/tmdb/config.ts';
import { createTmdb } from '../../../src/providers/tmdb/index.ts';
import type { Wishes } from '../../../src/providers/tmdb/map/values.ts';
import { type Handler, json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';
import { manySeasons } from './many-seasons.ts';

const KEY = 'tmdb-key-0123456789abcdef';
const ROUTES: Routes = {
  'GET /3/search/movie': json(fixture('tmdb', 'search-movie-alien')),
  'GET /3/search/tv': json(fixture('tmdb', 'search-tv-firefly')),
  'GET /3/movie/348': json(fixture('tmdb', 'movie-348')),
  'GET /3/tv/1437': json(fixture('tmdb', 'tv-1437-show')),
  'GET /3/find/tt0078748': json(fixture('tmdb', 'find-imdb')),
  'GET /3/find/78874': json(fixture('tmdb', 'find-tvdb')),
  'GET /3/find/tt0579539': json(fixture('tmdb', 'find-episode')),
  'GET /3/find/tt9999999': json(fixture('tmdb', 'find-nothing')),
};
const WISHES: Wishes = { languages: ['en', 'de'], country: 'US' };

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function tmdb(
  routes: Handler | Routes = ROUTES,
  config: Partial<TmdbConfig> = { apiKey: KEY },
  wishes: Wishes = WISHES,
) {
  server = await startServer(routes);
  gateway = testGateway();
  const imageUrl = 'https://image.tmdb.org/t/p';
  return {
    source: createTmdb({ url: server.origin, imageUrl, ...config }, wishes, gateway),
    requests: server.requests,
  };
}

const question =
  (ask: (source: MetadataSource, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createTmdb({ url: `${origin}/3`, apiKey: KEY }, WISHES, through, warn), signal);

keepsToTheContract({
  questions: {
    'search movie': question((source, signal) => source.search({ kind: 'movie', title: 'Alien' }, signal)),
    'search series': question((source, signal) => source.search({ kind: 'series', title: 'Firefly' }, signal)),
    'resolve own id': question((source, signal) => source.resolve({ kind: 'tmdb', value: '348' }, 'movie', signal)),
    'resolve foreign id': question((source, signal) =>
      source.resolve({ kind: 'imdb', value: 'tt0078748' }, 'movie', signal),
    ),
    'fetch movie': question((source, signal) => source.fetch({ tmdb: '348' }, 'movie', WISHES, signal)),
    'fetch series': question((source, signal) => source.fetch({ tmdb: '1437' }, 'series', WISHES, signal)),
  },
  routes: ROUTES,
  secrets: [KEY],
  halfRight: [
    { question: 'search movie', path: '/3/search/movie', list: 'results', what: 'movie' },
    { question: 'search series', path: '/3/search/tv', list: 'results', what: 'show' },
    { question: 'resolve foreign id', path: /find/, list: 'movie_results', what: 'movie' },
    { question: 'fetch movie', path: '/3/movie/348', list: 'credits.cast', what: 'person' },
    { question: 'fetch movie', path: '/3/movie/348', list: 'images.posters', what: 'picture' },
    { question: 'fetch series', path: '/3/tv/1437', list: 'seasons', what: 'season' },
    { question: 'fetch series', path: '/3/tv/1437', list: 'season/1.episodes', what: 'episode' },
  ],
  mayBeAbsent: ['resolve own id', 'resolve foreign id', 'fetch movie', 'fetch series'],
});

describe('TMDb: movies', () => {
  it('finds candidates, best first as TMDb ranks them', async () => {
    const { source, requests } = await tmdb();
    const answer = await source.search({ kind: 'movie', title: 'Alien & Co', year: 1979 }, quiet());
    expect(answer.status === 'ok' && answer.value[0]).toEqual({
      provider: 'tmdb',
      providerId: '348',
      kind: 'movie',
      ids: { tmdb: '348' },
      title: 'Alien',
      originalTitle: 'Alien',
      alternativeTitles: [],
      year: 1979,
      popularity: 80.1,
    });
    expect(answer.status === 'ok' && answer.value.map(({ year }) => year)).toEqual([1979, 1986, 2024, undefined]);
    expect(requests[0]?.query).toEqual({ query: 'Alien & Co', year: '1979', language: 'en', api_key: KEY });
  });

  it('takes a year in the query and no year in it by the word', async () => {
    const { source, requests } = await tmdb({ '*': json(fixture('tmdb', 'search-movie-nothing')) });
    expect(await source.search({ kind: 'movie', title: 'Alien' }, quiet())).toEqual({ status: 'ok', value: [] });
    await source.search({ kind: 'series', title: 'Alien', year: 2025 }, quiet());
    await source.search({ kind: 'series', title: 'Alien' }, quiet());
    expect(requests.map(({ query }) => [query.year, query.first_air_date_year])).toEqual([
      [undefined, undefined],
      [undefined, '2025'],
      [undefined, undefined],
    ]);
  });

  it('costs one search and one lookup a movie, looked at closer or not', async () => {
    const { source, requests } = await tmdb();
    const found = await source.search({ kind: 'movie', title: 'Alien' }, quiet());
    const [first] = found.status === 'ok' ? found.value : [];
    const full = first === undefined ? undefined : await source.complete(first, quiet());
    expect(full).toMatchObject({
      status: 'ok',
      value: {
        ids: { tmdb: '348', imdb: 'tt0078748', wikidata: 'Q103569' },
        alternativeTitles: ['Star Beast', 'Alien – Das unheimliche Wesen aus einer fremden Welt'],
      },
    });
    expect(await source.fetch({ tmdb: '348' }, 'movie', WISHES, quiet())).toMatchObject({ status: 'ok' });
    expect(requests.map(({ path }) => path)).toEqual(['/3/search/movie', '/3/movie/348']);
    expect(requests[1]?.query).toMatchObject({
      append_to_response:
        'credits,images,external_ids,release_dates,alternative_titles,keywords,videos,translations,watch/providers,recommendations',
      language: 'en',
      include_image_language: 'en,de,null',
    });
  });

  it('fetches everything it says of a movie', async () => {
    const { source } = await tmdb();
    const answer = await source.fetch({ tmdb: '348' }, 'movie', WISHES, quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record).toMatchObject({ provider: 'tmdb', providerId: '348', kind: 'movie', confidence: 1, children: [] });
    expect(record?.ids).toEqual({ tmdb: '348', imdb: 'tt0078748', wikidata: 'Q103569' });
    expect(record?.values).toEqual({
      title: 'Alien',
      originalTitle: 'Alien',
      alternativeTitles: ['Star Beast', 'Alien – Das unheimliche Wesen aus einer fremden Welt'],
      year: 1979,
      releaseDate: '1979-05-25',
      overview: 'A crew meets something that hunts.',
      tagline: 'In space no one can hear you scream.',
      runtime: 117,
      genres: ['Horror', 'Science Fiction'],
      tags: ['spaceship', 'android'],
      countries: ['GB', 'US'],
      languages: ['en'],
      originalLanguage: 'en',
      studios: ['20th Century Fox', 'Brandywine Productions'],
      certifications: [
        { country: 'US', value: 'R' },
        { country: 'DE', value: '16' },
      ],
      ratings: [{ source: 'tmdb', value: 8.16, votes: 15_000 }],
      status: 'released',
      collection: { name: 'Alien Collection', tmdbId: '8091' },
      homepage: 'https://www.20thcenturystudios.com/movies/alien',
      trailer: 'https://www.youtube.com/watch?v=jQ5lPt9edzQ',
      videos: [
        { kind: 'Teaser', url: 'https://www.youtube.com/watch?v=teaser1', name: 'Teaser', language: 'en' },
        { kind: 'Trailer', url: 'https://www.youtube.com/watch?v=fan-trailer', name: 'Fan', language: 'en' },
        { kind: 'Trailer', url: 'https://www.youtube.com/watch?v=jQ5lPt9edzQ', name: 'Trailer', language: 'en' },
        { kind: 'Trailer', url: 'https://vimeo.com/1234', name: 'V', language: 'en' },
      ],
      translations: [
        {
          language: 'en',
          country: 'US',
          title: 'Alien',
          overview: 'A crew meets something that hunts.',
          tagline: 'In space no one can hear you scream.',
        },
        { language: 'de', country: 'DE', title: 'Alien – Das unheimliche Wesen aus einer fremden Welt' },
        { language: 'fr', country: 'FR', title: 'Alien, le huitième passager', overview: 'x' },
      ],
    });
    expect(
      record?.credits.map(({ name, department, job, character, order }) => [name, department, job ?? character, order]),
    ).toEqual([
      ['Tom Skerritt', 'cast', 'Dallas', 0],
      ['Sigourney Weaver', 'cast', 'Ripley', 1],
      ['John Hurt', 'cast', 'Kane', 2],
      ['Ridley Scott', 'directing', 'Director', 0],
      ["Dan O'Bannon", 'writing', 'Screenplay', 1],
      ['Jerry Goldsmith', 'music', 'Original Music Composer', 2],
      ['Derek Vanlint', 'camera', 'Director of Photography', 3],
      ['A Mixer', 'crew', 'Sound Mixer', 4],
      ['H.R. Giger', 'crew', 'Production Design', 5],
    ]);
    expect(record?.credits[1]).toMatchObject({
      ids: { 'tmdb-person': '10205' },
      profileUrl: 'https://image.tmdb.org/t/p/h632/ours-p10205.jpg',
    });
    expect(record?.images.map(({ kind, url, language }) => [kind, url.split('/').at(-1), language])).toEqual([
      ['poster', 'ours-poster.jpg', 'en'],
      ['backdrop', 'ours-plain.jpg', undefined],
      ['landscape', 'ours-words.jpg', 'en'],
      ['logo', 'ours-logo.png', 'en'],
      ['backdrop', 'ours-backdrop.jpg', undefined],
    ]);
    expect(record?.images[0]).toEqual({
      kind: 'poster',
      url: 'https://image.tmdb.org/t/p/original/ours-poster.jpg',
      width: 2000,
      height: 3000,
      language: 'en',
      rating: 5.4,
      votes: 12,
    });
  });

  describe('of a collection', () => {
    const name = 'Alien Collection';
    const belongs = { id: 8091, name, poster_path: '/alien-all.jpg', backdrop_path: null };
    const inCollection = { id: 7, title: 'Seven', belongs_to_collection: belongs };
    const fetched = async (routes: Routes, config: Partial<TmdbConfig>) => {
      const { source, requests } = await tmdb({ 'GET /3/movie/7': json(inCollection), ...routes }, config);
      const answers = [await source.fetch({ tmdb: '7' }, 'movie', WISHES, quiet())];
      answers.push(await source.fetch({ tmdb: '7' }, 'movie', WISHES, quiet()));
      return { answers, paths: requests.map(({ path }) => path) };
    };

    it('name and poster cost nothing', async () => {
      const { answers, paths } = await fetched({}, { apiKey: KEY });
      const poster = 'https://image.tmdb.org/t/p/original/alien-all.jpg';
      expect(answers[0]).toMatchObject({ value: { values: { collection: { name, tmdbId: '8091', poster } } } });
      expect(paths).toEqual(['/3/movie/7']);
    });

    it('the text costs one request a collection where it is wanted, in the first language that has one', async () => {
      const routes = { 'GET /3/collection/8091': json(fixture('tmdb', 'collection-8091')) };
      const { answers, paths } = await fetched(routes, { apiKey: KEY, collections: true });
      for (const answer of answers) {
        expect(answer).toMatchObject({ value: { values: { collection: { name, overview: 'Vier Filme.' } } } });
      }
      expect(paths).toEqual(['/3/movie/7', '/3/collection/8091']);
    });

    it('the movie is degraded where it cannot be asked for, and not where there is none', async () => {
      const config = { apiKey: KEY, collections: true };
      const { answers } = await fetched({ 'GET /3/collection/8091': status(500) }, config);
      expect(answers[0]).toMatchObject({ status: 'unavailable' });
      await gateway?.close();
      await server?.close();
      expect((await fetched({}, config)).answers[0]).toMatchObject({ status: 'ok' });
    });
  });

  it('names what is like it, each once', async () => {
    const recommendations = { results: [{ id: 1, title: 'Aliens' }, { id: 2, title: 'Aliens' }, { id: 3 }] };
    const { source } = await tmdb({ 'GET /3/movie/7': json({ id: 7, title: 'Seven', recommendations }) });
    const answer = await source.fetch({ tmdb: '7' }, 'movie', WISHES, quiet());
    expect(answer.status === 'ok' && answer.value.values.similar).toEqual(['Aliens']);
  });

  it('takes certifications of the wished country first, and pictures from a mirror', async () => {
    const { source } = await tmdb(
      ROUTES,
      { apiKey: KEY, imageUrl: 'http://mirror.test/t/' },
      { ...WISHES, country: 'DE' },
    );
    const answer = await source.fetch({ tmdb: '348' }, 'movie', WISHES, quiet());
    expect(answer.status === 'ok' && answer.value.values.certifications?.[0]).toEqual({ country: 'DE', value: '16' });
    expect(answer.status === 'ok' && answer.value.images[0]?.url).toBe('http://mirror.test/t/original/ours-poster.jpg');
  });

  it('bears an answer that has almost nothing', async () => {
    const { source } = await tmdb({ '*': json({ id: 5, title: 'Bare', credits: null, images: { posters: null } }) });
    const answer = await source.fetch({ tmdb: '5' }, 'movie', WISHES, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: { ids: { tmdb: '5' }, values: { title: 'Bare' }, credits: [], images: [] },
    });
    expect(answer.status === 'ok' && Object.keys(answer.value.values)).toEqual(['title']);
  });

  it('keeps the billing of a large production in bounds', async () => {
    const cast = Array.from({ length: 300 }, (_, order) => ({ id: order + 1, name: `Actor ${order}`, order }));
    const crew = Array.from({ length: 300 }, (_, index) => ({
      id: index + 1,
      name: `Crew ${index}`,
      department: 'Art',
      job: 'x',
    }));
    const director = { id: 999, name: 'Director', department: 'Directing', job: 'Director' };
    const { source } = await tmdb({ '*': json({ id: 5, title: 'Big', credits: { cast, crew: [...crew, director] } }) });
    const answer = await source.fetch({ tmdb: '5' }, 'movie', WISHES, quiet());
    const credits = answer.status === 'ok' ? answer.value.credits : [];
    expect(credits).toHaveLength(300);
    expect(credits[200]?.name).toBe('Director');
  });
});

describe('TMDb: keys', () => {
  it('puts a v4 token in a header, also when it is given as the key', async () => {
    for (const config of [{ accessToken: 'eyJhbGciOi.token' }, { apiKey: 'eyJhbGciOi.token' }]) {
      const { source, requests } = await tmdb(ROUTES, config);
      await source.search({ kind: 'movie', title: 'Alien' }, quiet());
      expect(requests[0]?.headers.authorization).toBe('Bearer eyJhbGciOi.token');
      expect(requests[0]?.query).not.toHaveProperty('api_key');
      await gateway?.close();
      await server?.close();
    }
  });
});

describe('TMDb: ids', () => {
  it('turns foreign ids into works', async () => {
    const { source, requests } = await tmdb();
    expect(await source.resolve({ kind: 'imdb', value: 'tt0078748' }, 'movie', quiet())).toMatchObject({
      status: 'ok',
      value: { providerId: '348', kind: 'movie' },
    });
    expect(await source.resolve({ kind: 'tvdb', value: '78874' }, 'series', quiet())).toMatchObject({
      status: 'ok',
      value: { providerId: '1437', kind: 'series', title: 'Firefly' },
    });
    expect(requests.map(({ query }) => query.external_source)).toEqual(['imdb_id', 'tvdb_id']);
  });

  it('takes the id of an episode for that of its series', async () => {
    const { source } = await tmdb();
    expect(await source.resolve({ kind: 'imdb', value: 'tt0579539' }, 'series', quiet())).toMatchObject({
      status: 'ok',
      value: { providerId: '1437', seasonCount: 1, episodeCount: 14, ids: { tvdb: '78874', imdb: 'tt0303461' } },
    });
  });

  it('does not find what is of another kind, unknown, or no id at all', async () => {
    const { source, requests } = await tmdb();
    const notFound = { status: 'not-found' };
    expect(await source.resolve({ kind: 'imdb', value: 'tt0078748' }, 'series', quiet())).toEqual(notFound);
    expect(await source.resolve({ kind: 'imdb', value: 'tt9999999' }, 'movie', quiet())).toEqual(notFound);
    expect(requests).toHaveLength(2);
    for (const [kind, value] of [
      ['tmdb', '../account'],
      ['tmdb', '0'],
      ['imdb', '0078748'],
      ['tvdb', 'x'],
      ['anidb', '1'],
    ] as const) {
      expect(await source.resolve({ kind, value }, 'movie', quiet())).toEqual(notFound);
    }
    expect(await source.resolve({ kind: 'tmdb', value: '1' }, 'album', quiet())).toEqual(notFound);
    expect(await source.fetch({ imdb: 'tt0078748' }, 'movie', WISHES, quiet())).toEqual(notFound);
    expect(await source.fetch({ tmdb: '348' }, 'album', WISHES, quiet())).toEqual(notFound);
    expect(await source.search({ kind: 'album', title: 'Alien' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(await source.search({ kind: 'movie', title: ' ' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(requests).toHaveLength(2);
  });

  it('leaves candidates of others as they are', async () => {
    const { source, requests } = await tmdb();
    const other = {
      provider: 'x',
      providerId: '1',
      kind: 'movie',
      ids: {},
      title: 'X',
      alternativeTitles: [],
    } as const;
    expect(await source.complete(other, quiet())).toEqual({ status: 'ok', value: other });
    expect(requests).toHaveLength(0);
  });
});

describe('TMDb: series', () => {
  it('finds candidates without counts, which a closer look gives', async () => {
    const { source, requests } = await tmdb();
    const found = await source.search({ kind: 'series', title: 'Firefly' }, quiet());
    const [first, second] = found.status === 'ok' ? found.value : [];
    expect(first).toEqual({
      provider: 'tmdb',
      providerId: '1437',
      kind: 'series',
      ids: { tmdb: '1437' },
      title: 'Firefly',
      originalTitle: 'Firefly',
      alternativeTitles: [],
      year: 2002,
      popularity: 50.2,
    });
    expect(second).not.toHaveProperty('year');
    const full = first === undefined ? undefined : await source.complete(first, quiet());
    expect(full).toMatchObject({
      status: 'ok',
      value: { seasonCount: 1, episodeCount: 14, alternativeTitles: ['Serenity'] },
    });
    await source.fetch({ tmdb: '1437' }, 'series', { ...WISHES, seasons: [1] }, quiet());
    expect(requests.map(({ path }) => path)).toEqual(['/3/search/tv', '/3/tv/1437']);
  });

  it('fetches the tree of series, seasons and episodes', async () => {
    const { source } = await tmdb();
    const answer = await source.fetch({ tmdb: '1437' }, 'series', { ...WISHES, seasons: [1] }, quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record?.ids).toEqual({ tmdb: '1437', imdb: 'tt0303461', tvdb: '78874' });
    expect(record?.values).toEqual({
      title: 'Firefly',
      originalTitle: 'Firefly',
      alternativeTitles: ['Serenity'],
      year: 2002,
      releaseDate: '2002-09-20',
      endDate: '2003-07-28',
      overview: 'A crew at the edge.',
      genres: ['Western'],
      tags: ['space western'],
      countries: ['US'],
      languages: ['en'],
      originalLanguage: 'en',
      studios: ['Mutant Enemy Productions'],
      networks: ['FOX'],
      certifications: [
        { country: 'US', value: 'TV-14' },
        { country: 'DE', value: '12' },
      ],
      ratings: [{ source: 'tmdb', value: 8.3, votes: 2000 }],
      status: 'cancelled',
    });
    expect(
      record?.credits.map(({ name, job, character, episodeCount }) => [name, job ?? character, episodeCount]),
    ).toEqual([
      ['Nathan Fillion', 'Malcolm Reynolds', 14],
      ['Gina Torres', 'Zoë Washburne', 14],
      ['Joss Whedon', 'Director', 3],
      ['Joss Whedon', 'Creator', undefined],
    ]);
    const [specials, season] = record?.children ?? [];
    expect(specials).toMatchObject({
      kind: 'season',
      position: { season: 0 },
      values: { title: 'Specials' },
      children: [],
    });
    expect(season).toMatchObject({
      kind: 'season',
      providerId: '3002',
      ids: { tmdb: '3002' },
      position: { season: 1 },
      values: { title: 'Season 1', releaseDate: '2002-09-20', seasonNumber: 1 },
      images: [{ kind: 'poster', url: 'https://image.tmdb.org/t/p/original/ours-s1.jpg', season: 1 }],
    });
    const [serenity, train] = season?.children ?? [];
    expect(serenity).toMatchObject({
      kind: 'episode',
      providerId: '4001',
      position: { season: 1, episode: 1, airDate: '2002-12-20' },
      values: {
        title: 'Serenity',
        overview: 'Passengers come aboard.',
        runtime: 86,
        ratings: [{ value: 8.1, votes: 40 }],
      },
      credits: [
        { name: 'Carlos Jacott', department: 'cast', guest: true, character: 'Lawrence Dobson' },
        { name: 'Joss Whedon', department: 'directing' },
      ],
      images: [{ kind: 'still', url: 'https://image.tmdb.org/t/p/original/ours-still.jpg' }],
    });
    expect(train?.values).toEqual({ title: 'The Train Job', seasonNumber: 1, episodeNumber: 2 });
    expect(train?.position).toEqual({ season: 1, episode: 2 });
  });

  it.each([
    ['25 seasons of a candidate that was looked at', 25, undefined, true, 3],
    ['25 seasons by id', 25, undefined, false, 2],
    ['25 seasons of which there are files', 25, Array.from({ length: 25 }, (_, index) => index + 1), false, 2],
    ['14 seasons of which there are files', 25, Array.from({ length: 14 }, (_, index) => index + 12), false, 2],
    ['9 seasons and specials', 9, undefined, true, 1],
    ['13 seasons and specials', 13, undefined, true, 2],
    ['60 seasons', 60, undefined, true, 4],
  ] as const)('fetches %s with few requests', async (_what, seasons, wanted, closer, most) => {
    const { source, requests } = await tmdb(manySeasons(seasons));
    if (closer) await source.resolve({ kind: 'tmdb', value: '77' }, 'series', quiet());
    const wish = { ...WISHES, ...(wanted === undefined ? {} : { seasons: wanted }) };
    const answer = await source.fetch({ tmdb: '77' }, 'series', wish, quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    const withEpisodes = record?.children
      .filter(({ children }) => children.length === 2)
      .map(({ position }) => position?.season);
    expect(withEpisodes).toEqual(
      expect.arrayContaining([...(wanted ?? Array.from({ length: seasons + 1 }, (_, index) => index))]),
    );
    expect(record?.children).toHaveLength(seasons + 1);
    expect(requests.length).toBeLessThanOrEqual(most);
    for (const { query } of requests)
      expect((query.append_to_response ?? '').split(',').length).toBeLessThanOrEqual(20);
  });

  it('asks for a season that came not with the show, and for none that does not exist', async () => {
    const { source, requests } = await tmdb(manySeasons(3));
    const answer = await source.fetch({ tmdb: '77' }, 'series', { ...WISHES, seasons: [2, 9] }, quiet());
    expect(answer).toMatchObject({ status: 'ok' });
    expect(await source.fetch({ tmdb: '77' }, 'series', { ...WISHES, seasons: [3] }, quiet())).toMatchObject({
      status: 'ok',
    });
    expect(requests.map(({ query }) => query.append_to_response?.match(/season\/\d+/g))).toEqual([
      ['season/2', 'season/9'],
      ['season/3'],
    ]);
  });

  it('is degraded when further seasons cannot be asked for', async () => {
    const good = manySeasons(25);
    let count = 0;
    const { source } = await tmdb((request, response) => (count++ === 0 ? good : status(500))(request, response));
    expect(await source.fetch({ tmdb: '77' }, 'series', WISHES, quiet())).toMatchObject({ status: 'unavailable' });
  });

  it('falls back on the plain credits of a show where there are no others', async () => {
    const { source } = await tmdb({
      '*': json({ id: 77, name: 'S', credits: { cast: [{ id: 1, name: 'A', character: 'B', order: 0 }], crew: [] } }),
    });
    const answer = await source.fetch({ tmdb: '77' }, 'series', WISHES, quiet());
    expect(answer).toMatchObject({ status: 'ok', value: { credits: [{ name: 'A', character: 'B' }], children: [] } });
  });

  it('says what is wrong with an answer that is no show', async () => {
    const { source } = await tmdb({ '*': json({ id: 77 }) });
    const answer = await source.fetch({ tmdb: '77' }, 'series', WISHES, quiet());
    expect(answer).toMatchObject({
      status: 'unavailable',
      error: { code: 'HTTP_SCHEMA', message: expect.stringContaining('name') },
    });
  });
});
