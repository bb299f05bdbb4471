import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { createSonarr } from '../../../src/providers/sonarr/index.ts';
import { json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, groupOf, quiet, testGateway } from '../support.ts';

const KEY = 'sonarr-key-0123456789abcdef';
const EPISODES = fixture('sonarr', 'episode-list-firefly');
const ROUTES: Routes = {
  'GET /api/v3/system/status': json({ appName: 'Sonarr', version: '4.0.1', urlBase: '' }),
  'GET /api/v3/tag': json([{ id: 1, label: 'anime' }]),
  'GET /api/v3/series': json(fixture('sonarr', 'series-list')),
  'GET /api/v3/episode?seriesId=5&includeEpisodeFile=true&includeImages=true': json(EPISODES),
  'GET /api/v3/episode?seriesId=6&includeEpisodeFile=true&includeImages=true': json([]),
  'GET /api/v3/episode?seriesId=7&includeEpisodeFile=true&includeImages=true': status(404),
};
const DOUBLE = 'Season 1/Firefly - S01E01-E02 - Serenity + The Train Job.mkv';
const FIREFLY = groupOf('series', 'Firefly', [
  DOUBLE,
  'Season 1/Firefly - S01E03 - Bushwhacked.mkv',
  'Specials/Firefly - S00E01 - Making Of.mkv',
  'Season 1/Not Known.mkv',
  { path: 'poster.jpg', role: 'artwork' },
]);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function sonarr(routes: Routes = ROUTES) {
  server = await startServer(routes);
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const source = createSonarr(
    { url: server.origin, apiKey: KEY, pathMap: [{ from: '/tv', to: '/media' }] },
    { gateway, country: 'US', warn: (warning) => warnings.push(warning) },
  );
  return { source, warnings, requests: server.requests };
}

const question =
  (ask: (source: ReturnType<typeof createSonarr>, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(
      createSonarr(
        { url: origin, apiKey: KEY, pathMap: [{ from: '/tv', to: '/media' }] },
        { gateway: through, country: 'US', warn },
      ),
      signal,
    );

keepsToTheContract({
  questions: {
    locate: question((source, signal) => source.locate(FIREFLY, signal)),
    byId: question((source, signal) => source.byId({ tvdb: '78874' }, 'series', signal)),
    paths: question((source, signal) => source.paths(signal)),
    status: question((source, signal) => source.status(signal)),
  },
  routes: ROUTES,
  secrets: [KEY],
  halfRight: [
    { question: 'locate', path: '/api/v3/series', list: '', what: 'series' },
    { question: 'locate', path: '/api/v3/episode', list: '', what: 'episode' },
  ],
  mayBeAbsent: [],
});

describe('Sonarr', () => {
  it('locates a series by its folder and says which episodes its files are', async () => {
    const { source } = await sonarr();
    const answer = await source.locate(FIREFLY, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: { ids: { sonarr: '5', tvdb: '78874', tmdb: '1437', imdb: 'tt0303461', tvmaze: '180' } },
    });
    if (answer.status !== 'ok') return;
    const managed = {
      provider: 'sonarr',
      quality: 'WEBDL-1080p',
      releaseGroup: 'OURS',
      added: '2024-04-22T09:22:58Z',
      languages: ['en'],
    };
    const quality = { managed, size: 1 };
    expect(answer.value.files).toEqual([
      { relativePath: 'Firefly/Specials/Firefly - S00E01 - Making Of.mkv', season: 0, episodes: [1], ...quality },
      { relativePath: `Firefly/${DOUBLE}`, season: 1, episodes: [1, 2], ...quality },
      { relativePath: 'Firefly/Season 1/Firefly - S01E03 - Bushwhacked.mkv', season: 1, episodes: [3], ...quality },
    ]);
  });

  it('gives the series with its seasons and episodes', async () => {
    const { source } = await sonarr();
    const answer = await source.locate(FIREFLY, quiet());
    const record = answer.status === 'ok' ? answer.value.record : undefined;
    expect(record).toMatchObject({ provider: 'sonarr', providerId: '5', kind: 'series' });
    expect(record?.values).toEqual({
      title: 'Firefly',
      alternativeTitles: ['Serenity'],
      year: 2002,
      releaseDate: '2002-09-20',
      endDate: '2003-07-28',
      overview: 'A small crew takes any work at the edge of settled space.',
      runtime: 45,
      genres: ['Adventure', 'Science Fiction'],
      tags: ['anime'],
      networks: ['FOX'],
      originalLanguage: 'en',
      certifications: [{ country: 'US', value: 'TV-14' }],
      ratings: [{ source: 'sonarr', value: 8.9, votes: 300_000 }],
      status: 'ended',
      added: '2023-08-28T01:27:44Z',
      monitored: true,
    });
    expect(record?.images.map(({ kind }) => kind)).toEqual(['banner', 'poster', 'backdrop', 'logo']);
    expect(record?.children.map(({ kind, position, children }) => [kind, position, children.length])).toEqual([
      ['season', { season: 0 }, 1],
      ['season', { season: 1 }, 4],
    ]);
    const [serenity] = record?.children[1]?.children ?? [];
    expect(serenity).toMatchObject({
      kind: 'episode',
      providerId: '1002',
      images: [{ kind: 'still', url: 'https://artworks.thetvdb.com/ours-still.jpg' }],
      ids: { sonarr: '1002', tvdb: '297982' },
      position: { season: 1, episode: 1, absolute: 1, airDate: '2002-12-20' },
      values: {
        title: 'Serenity',
        overview: 'Mal takes on passengers.',
        releaseDate: '2002-12-20',
        runtime: 44,
        seasonNumber: 1,
        episodeNumber: 1,
        absoluteNumber: 1,
      },
    });
    expect(record?.children[1]?.children[3]?.values).not.toHaveProperty('overview');
  });

  it('costs one request, and one more for each series that is asked for', async () => {
    const { source, requests } = await sonarr();
    const who = groupOf('series', 'Doctor Who (2005)', ['Season 1/Doctor Who - S01E01.mkv']);
    await Promise.all([source.locate(FIREFLY, quiet()), source.locate(who, quiet()), source.locate(FIREFLY, quiet())]);
    await source.locate(groupOf('series', 'Firefly', ['Season 1/x.mkv']), quiet());
    await source.byId({ tvdb: '78804' }, 'series', quiet());
    await source.locate(groupOf('series', 'Elsewhere', ['S01E01.mkv']), quiet());
    expect(requests.map(({ url }) => url).sort()).toEqual([
      '/api/v3/episode?seriesId=5&includeEpisodeFile=true&includeImages=true',
      '/api/v3/episode?seriesId=6&includeEpisodeFile=true&includeImages=true',
      '/api/v3/series?includeSeasonImages=true',
      // Once, for the labels of all series that have any.
      '/api/v3/tag',
    ]);
  });

  it('finds the series above the folder of a group, and the nearest where series lie in one another', async () => {
    const { source } = await sonarr();
    const season = groupOf('series', 'Firefly/Season 1', ['Firefly - S01E03 - Bushwhacked.mkv']);
    expect(await source.locate(season, quiet())).toMatchObject({
      status: 'ok',
      value: {
        ids: { tvdb: '78874' },
        files: [{ relativePath: 'Firefly/Season 1/Firefly - S01E03 - Bushwhacked.mkv' }],
      },
    });
    const empty = groupOf('series', 'Firefly', []);
    expect(await source.locate(empty, quiet())).toMatchObject({ status: 'ok', value: { files: [] } });
  });

  it('says that a group holds the files of two series, and takes neither', async () => {
    const { source, warnings } = await sonarr();
    const both = groupOf('series', '', ['Firefly/a.mkv', 'Doctor Who (2005)/b.mkv']);
    expect(await source.locate(both, quiet())).toEqual({ status: 'not-found' });
    expect(warnings).toMatchObject([{ code: 'sonarr.several-series' }]);
  });

  it('knows a series that was never refreshed, and one of which the episodes are gone', async () => {
    const { source } = await sonarr();
    const answer = await source.byId({ tvdb: '1' }, 'series', quiet());
    expect(answer).toMatchObject({ status: 'ok', value: { ids: { sonarr: '7', tvdb: '1' }, files: [] } });
    expect(answer.status === 'ok' && answer.value.record.values).toEqual({
      title: 'Never Refreshed?',
      originalLanguage: 'en',
      status: 'continuing',
      added: '2023-08-28T01:27:44Z',
      monitored: true,
    });
    const located = await source.locate(groupOf('series', 'Never Refreshed', ['a.mkv']), quiet());
    expect(located).toMatchObject({ status: 'ok', value: { ids: { sonarr: '7', tvdb: '1' }, files: [] } });
  });

  it('is degraded when the list is there and the episodes are not', async () => {
    const { source } = await sonarr({
      ...ROUTES,
      'GET /api/v3/episode?seriesId=5&includeEpisodeFile=true&includeImages=true': status(500),
    });
    expect(await source.locate(FIREFLY, quiet())).toMatchObject({
      status: 'unavailable',
      error: { code: 'HTTP_STATUS' },
    });
  });

  it('loses a bad episode only, and finds files by their place in the series', async () => {
    const good = Array.isArray(EPISODES) ? EPISODES : [];
    const { source, warnings } = await sonarr({
      ...ROUTES,
      'GET /api/v3/episode?seriesId=5&includeEpisodeFile=true&includeImages=true': json([
        { title: 'No numbers' },
        { id: 1, seasonNumber: 1, episodeNumber: 9, episodeFile: { relativePath: 'Season 1/Not Known.mkv' } },
        ...good,
      ]),
    });
    const answer = await source.locate(FIREFLY, quiet());
    expect(answer.status === 'ok' && answer.value.files).toContainEqual({
      relativePath: 'Firefly/Season 1/Not Known.mkv',
      season: 1,
      episodes: [9],
      managed: { provider: 'sonarr' },
    });
    expect(warnings).toMatchObject([
      { code: 'sonarr.unreadable-episode', message: expect.stringContaining('“No numbers”') },
    ]);
  });

  it('takes posters of seasons where Sonarr sends them, and does not know an id that is not in the list', async () => {
    const remoteUrl = 'https://artworks.thetvdb.com/banners/ours-season.jpg';
    const seasons = [{ seasonNumber: 1, monitored: false, images: [{ coverType: 'poster', url: '/x', remoteUrl }] }];
    const { source } = await sonarr({ 'GET /api/v3/series': json([{ id: 9, title: 'Posters', seasons }]) });
    const answer = await source.byId({ sonarr: '9' }, 'series', quiet());
    expect(answer.status === 'ok' && answer.value.record.children).toMatchObject([
      {
        kind: 'season',
        providerId: '9/season/1',
        values: { seasonNumber: 1, monitored: false },
        images: [{ kind: 'poster', url: remoteUrl, season: 1 }],
      },
    ]);
    expect(await source.byId({ tvdb: '9', tmdb: '9', imdb: 'tt9' }, 'series', quiet())).toEqual({
      status: 'not-found',
    });
  });

  it('has nothing to say of movies', async () => {
    const { source, requests } = await sonarr();
    expect(await source.locate(groupOf('movie', 'Firefly', ['a.mkv']), quiet())).toEqual({ status: 'not-found' });
    expect(await source.byId({ tmdb: '1437' }, 'movie', quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(0);
  });
});
