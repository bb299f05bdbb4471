import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { ArrConfig } from '../../../src/providers/arr/config.ts';
import { createRadarr } from '../../../src/providers/radarr/index.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, groupOf, quiet, testGateway } from '../support.ts';

const KEY = 'radarr-key-0123456789abcdef';
const MOVIES = fixture('radarr', 'movie-list');
const TAGS = fixture('radarr', 'tag');
const ROUTES: Routes = {
  'GET /api/v3/system/status': json(fixture('radarr', 'system-status')),
  'GET /api/v3/movie': json(MOVIES),
  'GET /api/v3/tag': json(TAGS),
};
const ALIEN = groupOf('movie', 'Alien (1979)', ['Alien (1979) Bluray-1080p.mkv']);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function radarr(routes: Routes = ROUTES, config: Partial<ArrConfig> = {}, now: () => number = Date.now) {
  server = await startServer(routes);
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const source = createRadarr(
    { url: server.origin, apiKey: KEY, pathMap: [{ from: '/movies', to: '/media' }], ...config },
    { gateway, country: 'DE', warn: (warning) => warnings.push(warning), now },
  );
  return { source, warnings, requests: server.requests };
}

const question =
  (ask: (source: ReturnType<typeof createRadarr>, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(
      createRadarr(
        { url: origin, apiKey: KEY, pathMap: [{ from: '/movies', to: '/media' }] },
        { gateway: through, country: 'US', warn },
      ),
      signal,
    );

keepsToTheContract({
  questions: {
    locate: question((source, signal) => source.locate(ALIEN, signal)),
    byId: question((source, signal) => source.byId({ tmdb: '348' }, 'movie', signal)),
    paths: question((source, signal) => source.paths(signal)),
    status: question((source, signal) => source.status(signal)),
  },
  routes: ROUTES,
  secrets: [KEY],
  halfRight: [{ question: 'locate', path: '/api/v3/movie', list: '', what: 'movie' }],
  mayBeAbsent: [],
});

describe('Radarr', () => {
  it('locates a movie by its file, with everything Radarr says of it', async () => {
    const { source, requests } = await radarr();
    const answer = await source.locate(ALIEN, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: { radarr: '1', tmdb: '348', imdb: 'tt0078748' },
        files: [
          {
            relativePath: 'Alien (1979)/Alien (1979) Bluray-1080p.mkv',
            managed: {
              provider: 'radarr',
              quality: 'Bluray-1080p',
              edition: "Director's Cut",
              releaseGroup: 'OURS',
              sceneName: 'Alien.1979.1080p.BluRay.x264-OURS',
              added: '2023-05-01T11:00:00Z',
              languages: ['en'],
            },
            size: 9_000_000_000,
            probe: {
              container: 'matroska',
              duration: 7012,
              bitrate: 10_268_112,
              video: [{ codec: 'h264', width: 1920, height: 816, frameRate: 23.976, bitDepth: 8 }],
              audio: [{ codec: 'ac3', channels: 6, language: 'en' }, { language: 'en' }],
              subtitles: [],
              warnings: [],
            },
          },
        ],
      },
    });
    if (answer.status !== 'ok') return;
    const { record } = answer.value;
    expect(record).toMatchObject({ provider: 'radarr', providerId: '1', kind: 'movie', confidence: 1 });
    expect(record.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(Number.isNaN(Date.parse(record.fetchedAt))).toBe(false);
    expect(record.values).toEqual({
      title: 'Alien',
      originalTitle: 'Alien',
      alternativeTitles: ["Alien: Director's Cut", 'Alien – Das unheimliche Wesen aus einer fremden Welt'],
      year: 1979,
      releaseDate: '1979-05-25',
      overview: 'The crew of a towing ship answers a call and brings something aboard.',
      runtime: 117,
      genres: ['Horror', 'Science Fiction'],
      tags: ['to-keep'],
      studios: ['20th Century Fox'],
      originalLanguage: 'en',
      certifications: [{ country: 'US', value: 'R' }],
      ratings: [
        { source: 'imdb', value: 8.5, votes: 1_000_000 },
        { source: 'tmdb', value: 8.16, votes: 15_000 },
        { source: 'trakt', value: 8.3, votes: 5000 },
        { source: 'metacritic', value: 8.9 },
        { source: 'rottentomatoes', value: 9.3 },
      ],
      status: 'released',
      collection: { name: 'Alien Collection', tmdbId: '8091' },
      homepage: 'https://www.20thcenturystudios.com/movies/alien',
      trailer: 'https://www.youtube.com/watch?v=ourTrailer1',
      added: '2023-05-01T10:20:30Z',
      monitored: true,
    });
    expect(record.images).toEqual([
      { kind: 'poster', url: 'https://image.tmdb.org/t/p/original/ours-alien-poster.jpg' },
      { kind: 'backdrop', url: 'https://image.tmdb.org/t/p/original/ours-alien-fanart.jpg' },
    ]);
    expect(requests.map(({ url }) => url)).toEqual(['/api/v3/movie', '/api/v3/tag']);
    expect(requests[0]?.headers['x-api-key']).toBe(KEY);
  });

  it('asks for the list once, however much is asked of it and at once', async () => {
    const { source, requests } = await radarr();
    const answers = await Promise.all([
      source.locate(ALIEN, quiet()),
      source.locate(groupOf('movie', 'Unknown (2001)', ['Unknown.mkv']), quiet()),
      source.byId({ imdb: 'tt0910970' }, 'movie', quiet()),
      source.byId({ tmdb: '1' }, 'movie', quiet()),
    ]);
    expect(answers.map(({ status: said }) => said)).toEqual(['ok', 'not-found', 'ok', 'not-found']);
    expect(requests.map(({ url }) => url)).toEqual(['/api/v3/movie', '/api/v3/tag']);
  });

  it('locates by the folder a movie without a file, or with another one', async () => {
    const { source } = await radarr();
    const other = await source.locate(groupOf('movie', 'Alien (1979)', ['alien.remux.mkv']), quiet());
    expect(other).toMatchObject({ status: 'ok', value: { ids: { tmdb: '348' }, files: [] } });
    const without = await source.locate(groupOf('movie', 'WALL·E (2008)', ['WALL·E.mkv']), quiet());
    expect(without).toMatchObject({ status: 'ok', value: { ids: { tmdb: '10681' } } });
    if (without.status === 'ok') expect(without.value.record.values).not.toHaveProperty('overview');
  });

  it('compares paths without regard to case and to the form of accents', async () => {
    const { source } = await radarr();
    const folder = 'wall·e (2008)'.normalize('NFD');
    expect(await source.locate(groupOf('movie', folder, ['a.mkv']), quiet())).toMatchObject({ status: 'ok' });
  });

  it('does not take the folder of several groups for one of them', async () => {
    const { source } = await radarr();
    const known = groupOf('movie', 'Silents', ['Metropolis.1927.mkv'], { key: 'Silents/metropolis' });
    const other = groupOf('movie', 'Silents', ['Sunrise.1927.mkv'], { key: 'Silents/sunrise' });
    expect(await source.locate(known, quiet())).toMatchObject({ status: 'ok', value: { ids: { tmdb: '19' } } });
    expect(await source.locate(other, quiet())).toEqual({ status: 'not-found' });
  });

  it('says that a group holds the files of two movies, and takes neither', async () => {
    const { source, warnings } = await radarr();
    const both = groupOf('movie', '', [
      'Alien (1979)/Alien (1979) Bluray-1080p.mkv',
      { path: 'Silents/extra.mkv', role: 'extra' },
      'Silents/Metropolis.1927.mkv',
    ]);
    expect(await source.locate(both, quiet())).toEqual({ status: 'not-found' });
    expect(warnings).toMatchObject([
      { code: 'radarr.several-movies', message: expect.stringContaining('Alien, Metropolis') },
    ]);
  });

  it('leaves out what says nothing: no runtime 0, no year 1, no empty lists', async () => {
    const { source } = await radarr();
    const answer = await source.byId({ tmdb: '19' }, 'movie', quiet());
    expect(answer.status === 'ok' && answer.value.record.values).toEqual({
      title: 'Metropolis',
      originalTitle: 'Metropolis',
      year: 1927,
      releaseDate: '1927-02-06',
      genres: ['Drama', 'Science Fiction'],
      originalLanguage: 'de',
      certifications: [{ country: 'US', value: 'NR' }],
      status: 'released',
      collection: { name: 'Silent Wonders' },
      added: '2020-11-11T04:11:20Z',
      monitored: true,
    });
  });

  it('understands Radarr 3.0 and Windows paths', async () => {
    const { source } = await radarr(
      { 'GET /api/v3/movie': json(fixture('radarr', 'movie-old-versions')) },
      { pathMap: [{ from: 'd:\\movies', to: '/media/win' }] },
    );
    const group = groupOf('movie', 'win/Nosferatu (1922)', ['Nosferatu (1922).mkv']);
    const answer = await source.locate(group, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: { radarr: '4' },
        files: [{ relativePath: 'win/Nosferatu (1922)/Nosferatu (1922).mkv' }],
        record: {
          values: {
            alternativeTitles: ['Eine Symphonie des Grauens'],
            ratings: [{ source: 'tmdb', value: 7.7, votes: 2000 }],
            certifications: [{ country: 'DE', value: '12' }],
            releaseDate: '2007-11-23',
          },
        },
      },
    });
    if (answer.status === 'ok') expect(answer.value.record.values).not.toHaveProperty('added');
  });

  it('loses the bad movies of a list and keeps the others, saying which', async () => {
    const good = Array.isArray(MOVIES) ? MOVIES : [];
    const odd = fixture('radarr', 'odd-movies');
    const { source, warnings } = await radarr({
      'GET /api/v3/movie': json([...(Array.isArray(odd) ? odd : []), ...good]),
    });
    expect(await source.locate(ALIEN, quiet())).toMatchObject({ status: 'ok' });
    const red = await source.byId({ radarr: '91' }, 'movie', quiet());
    expect(red).toMatchObject({
      status: 'ok',
      value: { ids: { tmdb: '603' }, record: { values: { year: 1999, runtime: 136 } } },
    });
    if (red.status === 'ok') expect(red.value.record.values.title).toBe('[31mRed');
    const unreadable = warnings.filter(({ code }) => code === 'radarr.unreadable-movie');
    expect(unreadable).toHaveLength(4);
    expect(unreadable[0]?.message).toContain('“No id at all” could not be read (id:');
    expect(unreadable[1]?.message).toContain('number 3 of the list');
  });

  it('has nothing to say of series and albums, and asks nothing for them', async () => {
    const { source, requests } = await radarr();
    expect(await source.locate(groupOf('series', 'Firefly', ['a.mkv']), quiet())).toEqual({ status: 'not-found' });
    expect(await source.byId({ tmdb: '348' }, 'series', quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(0);
  });

  it('leaves a Radarr that failed alone for a while, and asks again then', async () => {
    let now = 1_000_000;
    const { source, requests } = await radarr(
      { ...ROUTES, 'GET /api/v3/movie': [status(500), json(MOVIES)] },
      {},
      () => now,
    );
    expect(await source.locate(ALIEN, quiet())).toMatchObject({ status: 'unavailable' });
    now += 29_000;
    expect(await source.locate(ALIEN, quiet())).toMatchObject({ status: 'unavailable' });
    expect(requests).toHaveLength(1);
    now += 2_000;
    expect(await source.locate(ALIEN, quiet())).toMatchObject({ status: 'ok' });
    expect(requests.filter(({ url }) => url === '/api/v3/movie')).toHaveLength(2);
  });

  it('stores a movie without its labels, and says so once, where these cannot be read', async () => {
    const { source, warnings } = await radarr({ ...ROUTES, 'GET /api/v3/tag': status(500) });
    for (const group of [ALIEN, ALIEN]) {
      const answer = await source.locate(group, quiet());
      expect(answer.status === 'ok' && answer.value.record.values).not.toHaveProperty('tags');
    }
    expect(warnings.map(({ code }) => code)).toEqual(['radarr.no-tags']);
  });

  describe('with credits', () => {
    const CREDITS = json(fixture('radarr', 'credit-list'));

    it('asks for cast and crew of each movie that is looked at, and for nobody otherwise', async () => {
      const routes = { ...ROUTES, 'GET /api/v3/credit': CREDITS };
      const { source, requests } = await radarr(routes, { credits: true });
      const answer = await source.locate(ALIEN, quiet());
      expect(answer.status === 'ok' && answer.value.record.credits).toEqual([
        {
          name: 'Sigourney Weaver',
          department: 'cast',
          character: 'Ripley',
          order: 0,
          ids: { 'tmdb-person': '10205' },
          profileUrl: 'https://image.tmdb.org/t/p/h632/weaver.jpg',
        },
        { name: 'Tom Skerritt', department: 'cast', character: 'Dallas', order: 1, ids: { 'tmdb-person': '4139' } },
        { name: 'Ridley Scott', department: 'directing', job: 'Director', order: 0, ids: { 'tmdb-person': '578' } },
        {
          name: 'Jerry Goldsmith',
          department: 'music',
          job: 'Original Music Composer',
          order: 1,
          ids: { 'tmdb-person': '1760' },
        },
      ]);
      expect(requests.map(({ url }) => url)).toEqual(['/api/v3/movie', '/api/v3/tag', '/api/v3/credit?movieId=1']);
    });

    it('stores movies without them, and says so once, where they cannot be read', async () => {
      const { source, warnings } = await radarr({ ...ROUTES, 'GET /api/v3/credit': status(500) }, { credits: true });
      for (const group of [ALIEN, ALIEN]) {
        expect(await source.locate(group, quiet())).toMatchObject({ status: 'ok', value: { record: { credits: [] } } });
      }
      expect(warnings.map(({ code }) => code)).toEqual(['radarr.no-credits']);
    });
  });

  it('asks for no labels where no movie has any', async () => {
    const { source, requests } = await radarr();
    expect(await source.byId({ tmdb: '19' }, 'movie', quiet())).toMatchObject({ status: 'ok' });
    expect(requests.map(({ url }) => url)).toEqual(['/api/v3/movie']);
  });

  it('keeps the ids of several instances apart', async () => {
    const { source } = await radarr(ROUTES, { name: 'uhd' });
    expect(source.instance).toBe('uhd');
    expect(await source.byId({ radarr: '1' }, 'movie', quiet())).toEqual({ status: 'not-found' });
    expect(await source.byId({ radarr: 'uhd:1' }, 'movie', quiet())).toMatchObject({
      status: 'ok',
      value: { record: { provider: 'radarr', providerId: 'uhd:1' } },
    });
  });

  it('keeps the URL base, and does not mind an address that names the API already', async () => {
    for (const path of ['/base', '/base/', '/base/api/v3']) {
      const { requests, source } = await radarr({ '/base/api/v3/movie': json([]) }, {});
      const origin = server?.origin ?? '';
      const based = createRadarr(
        { url: origin + path, apiKey: KEY, pathMap: [] },
        { gateway: gateway ?? testGateway(), country: 'US', warn: () => {} },
      );
      expect(source.id).toBe('radarr');
      expect(await based.locate(ALIEN, quiet())).toEqual({ status: 'not-found' });
      expect(requests.map(({ path: asked }) => asked)).toEqual(['/base/api/v3/movie']);
      await gateway?.close();
      await server?.close();
    }
  });
});
