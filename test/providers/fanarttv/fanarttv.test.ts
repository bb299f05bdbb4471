import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceRecord } from '../../../src/model/records.ts';
import { createFanartTv } from '../../../src/providers/fanarttv/index.ts';
import type { KnownWork, SupplementSource } from '../../../src/providers/port.ts';
import { type Handler, json, type Routes, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { ARTIST_MBID, knownAlbum, knownWork } from '../known-work.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEYS = { apiKey: 'fanart-project-key-1', clientKey: 'fanart-own-key-2' };
const ROUTES: Routes = {
  'GET /v3/movies/348': json(fixture('fanarttv', 'movie-348')),
  'GET /v3/movies/tt0078748': json(fixture('fanarttv', 'movie-348')),
  'GET /v3/tv/78874': json(fixture('fanarttv', 'tv-78874')),
  [`GET /v3/music/${ARTIST_MBID}`]: json(fixture('fanarttv', 'music-artist')),
};

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function fanart(routes: Handler | Routes = ROUTES, keys: Partial<typeof KEYS> = KEYS) {
  server = await startServer(routes);
  gateway = testGateway();
  const source = createFanartTv({ url: server.origin, ...{ apiKey: KEYS.apiKey, ...keys } }, gateway);
  return { source, requests: server.requests };
}

async function recordOf(source: SupplementSource, work: KnownWork): Promise<SourceRecord | undefined> {
  const answer = await source.supplement(work, quiet());
  return answer.status === 'ok' ? answer.value : undefined;
}

const question =
  (work: KnownWork): Question =>
  (through, origin, signal, warn) =>
    createFanartTv({ url: origin, ...KEYS }, through, warn).supplement(work, signal);

keepsToTheContract({
  questions: {
    movie: question(knownWork('movie', { tmdb: '348' })),
    series: question(knownWork('series', { tvdb: '78874' })),
    album: question(knownAlbum()),
  },
  routes: ROUTES,
  secrets: [KEYS.apiKey, KEYS.clientKey],
  halfRight: [
    { question: 'movie', path: /movies/, list: 'movieposter', what: 'picture', bad: 'none' },
    { question: 'series', path: /tv/, list: 'seasonposter', what: 'picture', bad: 7 },
    { question: 'album', path: /music/, list: 'artistthumb', what: 'picture', bad: null },
  ],
  mayBeAbsent: ['movie', 'series', 'album'],
});

describe('fanart.tv', () => {
  it('gives all kinds of pictures of a movie, with likes as votes and by https', async () => {
    const { source, requests } = await fanart();
    const record = await recordOf(source, knownWork('movie', { tmdb: '348' }));
    expect(record).toMatchObject({ provider: 'fanarttv', providerId: '348', kind: 'movie', values: {}, credits: [] });
    expect(record?.images.map(({ kind, language, width, votes }) => [kind, language, width, votes])).toEqual([
      ['poster', undefined, 1000, undefined],
      ['backdrop', undefined, 3840, 4],
      ['logo', 'en', 800, 4],
      ['logo', 'en', 400, 9],
      ['clearart', 'en', 1000, 1],
      ['disc', 'es', 1000, 3],
      ['banner', 'en', 1000, 1],
      ['landscape', 'en', 1000, 1],
    ]);
    expect(record?.images[3]?.url).toBe('https://assets.fanart.tv/fanart/movies/348/movielogo/ours.png');
    expect(requests[0]?.query).toEqual({ api_key: KEYS.apiKey, client_key: KEYS.clientKey });
  });

  it('asks by IMDb id where TMDb’s is not known, and without a personal key', async () => {
    const { source, requests } = await fanart(ROUTES, {});
    expect(await recordOf(source, knownWork('movie', { imdb: 'tt0078748' }))).toBeDefined();
    expect(requests.map(({ path, query }) => [path, query])).toEqual([
      ['/v3/movies/tt0078748', { api_key: KEYS.apiKey }],
    ]);
  });

  it('tolerates season "all", which is left out; a season’s pictures have its number, backdrops are the show’s', async () => {
    const { source } = await fanart();
    const record = await recordOf(source, knownWork('series', { tvdb: '78874' }));
    expect(record?.images.map(({ kind, season, url }) => [kind, season, url.split('/').at(-1)])).toEqual([
      ['backdrop', undefined, 'show.jpg'],
      ['poster', 1, 's1.jpg'],
      ['poster', 0, 's0.jpg'],
    ]);
  });

  it('costs one request an artist with all albums; covers go to the release, portraits to the artist', async () => {
    const { source, requests } = await fanart();
    const record = await recordOf(source, knownAlbum());
    await recordOf(source, knownAlbum());
    expect(requests).toHaveLength(1);
    expect(record?.images.map(({ kind, url, width }) => [kind, url, width])).toEqual([
      ['cover', 'https://assets.fanart.tv/cover.jpg', 1000],
      ['disc', 'https://assets.fanart.tv/cd.png', 450],
    ]);
    expect(record?.parent?.parent).toMatchObject({ kind: 'artist', ids: { 'musicbrainz-artist': ARTIST_MBID } });
    expect(record?.parent?.parent?.images.map(({ kind }) => kind)).toEqual(['poster', 'backdrop', 'logo']);
  });

  it('reads albums as a list, as version 3.2 gives them', async () => {
    const { source } = await fanart(
      json({
        name: 'The Lanterns',
        albums: [
          { release_group_id: '22222222-2222-4222-8222-222222222222', albumcover: [{ url: 'https://x.test/c.jpg' }] },
          { albumcover: [] },
        ],
      }),
    );
    const record = await recordOf(source, knownAlbum());
    expect(record?.images).toEqual([{ kind: 'cover', url: 'https://x.test/c.jpg', width: 1000, height: 1000 }]);
  });

  it.each([
    ['a series without TheTVDB’s id', knownWork('series', { tmdb: '1437' })],
    ['an id that is none', knownWork('movie', { tmdb: '../../x' })],
    ['an album without its artist', knownWork('album', {})],
  ])('asks nothing for %s', async (_what, work) => {
    const { source, requests } = await fanart();
    expect(await source.supplement(work, quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(0);
  });

  it('tolerates any kind of picture being absent', async () => {
    const { source } = await fanart(json({ name: 'Nothing' }));
    expect((await recordOf(source, knownWork('movie', { tmdb: '348' })))?.images).toEqual([]);
  });
});
