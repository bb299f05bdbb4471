import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { createWhisparr } from '../../../src/providers/whisparr/index.ts';
import { json, type Routes, startServer, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, groupOf, quiet, testGateway } from '../support.ts';

const KEY = 'whisparr-key-0123456789abcdef';
const TAG = json([{ id: 1, label: 'ours' }]);
const TWO: Routes = {
  'GET /api/v3/system/status': json(fixture('whisparr', 'status-2')),
  'GET /api/v3/series': json(fixture('whisparr', 'site-list')),
  'GET /api/v3/episode?seriesId=1&includeEpisodeFile=true': json(fixture('whisparr', 'scene-list-1')),
  'GET /api/v3/tag': TAG,
};
const THREE: Routes = {
  'GET /api/v3/system/status': json(fixture('whisparr', 'status-3')),
  'GET /api/v3/movie': json(fixture('whisparr', 'movie-list')),
  'GET /api/v3/tag': TAG,
};
const SCENE = groupOf('movie', 'Our Site/2021', ['scene one.mp4'], { key: 'Our Site/2021/scene one' });
const OTHER = groupOf('movie', 'Our Site/2021', ['scene two.mp4'], { key: 'Our Site/2021/scene two' });
const MOVIE = groupOf('movie', 'movies/A Movie of Ours (2020)', ['movie.mkv']);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

const CONFIG = { apiKey: KEY, pathMap: [{ from: '/data', to: '/media' }] };

async function whisparr(routes: Routes, base = '') {
  server = await startServer(routes);
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const source = createWhisparr(
    { ...CONFIG, url: server.origin + base },
    { gateway, country: 'US', warn: (warning) => warnings.push(warning) },
  );
  const { requests } = server;
  return { source, warnings, asked: () => requests.map(({ url }) => url) };
}

const question =
  (ask: (source: ReturnType<typeof createWhisparr>, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createWhisparr({ ...CONFIG, url: origin }, { gateway: through, country: 'US', warn }), signal);

describe('version 2', () => {
  keepsToTheContract({
    questions: {
      locate: question((source, signal) => source.locate(SCENE, signal)),
      paths: question((source, signal) => source.paths(signal)),
      status: question((source, signal) => source.status(signal)),
    },
    halfRight: [
      { question: 'locate', path: '/api/v3/series', list: '', what: 'site' },
      { question: 'locate', path: '/api/v3/episode', list: '', what: 'scene' },
    ],
    routes: TWO,
    secrets: [KEY],
    mayBeAbsent: [],
  });
});

describe('version 3', () => {
  keepsToTheContract({
    questions: {
      locate: question((source, signal) => source.locate(MOVIE, signal)),
      byId: question((source, signal) =>
        source.byId({ stashdb: '66666666-6666-4666-8666-666666666666' }, 'movie', signal),
      ),
    },
    halfRight: [{ question: 'locate', path: '/api/v3/movie', list: '', what: 'movie' }],
    routes: THREE,
    secrets: [KEY],
    mayBeAbsent: [],
  });
});

describe('Whisparr', () => {
  it('is asked as Sonarr where it is of version 2: a scene of a site is a movie', async () => {
    const { source, asked } = await whisparr(TWO);
    const [answer, other] = await Promise.all([source.locate(SCENE, quiet()), source.locate(OTHER, quiet())]);
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: { whisparr: '31', theporndb: '900031' },
        files: [
          {
            relativePath: 'Our Site/2021/scene one.mp4',
            size: 5000,
            managed: {
              provider: 'whisparr',
              quality: 'WEBDL-1080p',
              releaseGroup: 'OURS',
              sceneName: 'OurSite.21.05.01',
            },
            probe: { container: 'mp4', duration: 2280, video: [{ codec: 'h264', width: 1920 }] },
          },
        ],
      },
    });
    if (answer.status !== 'ok') return;
    const { record } = answer.value;
    expect(record).toMatchObject({ provider: 'whisparr', kind: 'movie' });
    expect(record.values).toEqual({
      title: 'A Scene of Ours',
      year: 2021,
      releaseDate: '2021-05-01',
      overview: 'Made up.',
      runtime: 38,
      genres: ['Ours'],
      tags: ['ours'],
      studios: ['Our Site', 'Our Network'],
      added: '2024-02-02T02:02:02Z',
      monitored: true,
    });
    expect(record.credits).toEqual([
      {
        name: 'Person One',
        department: 'cast',
        order: 0,
        ids: {},
        character: 'Herself',
        profileUrl: 'https://images.example/p1.jpg',
      },
    ]);
    expect(record.images).toEqual([{ kind: 'still', url: 'https://images.example/scene.jpg' }]);
    expect(other).toMatchObject({
      status: 'ok',
      value: { ids: { whisparr: '32' }, record: { values: { releaseDate: '2021-06-02' } } },
    });
    expect(asked().sort()).toEqual([
      '/api/v3/episode?seriesId=1&includeEpisodeFile=true',
      '/api/v3/series',
      '/api/v3/system/status',
      '/api/v3/tag',
    ]);
    expect(await source.paths(quiet())).toEqual({
      status: 'ok',
      value: [{ remote: '/data/Our Site', locals: ['/media/Our Site'] }],
    });
  });

  it('is asked as Radarr where it is of version 3', async () => {
    const { source, asked } = await whisparr(THREE);
    const answer = await source.locate(MOVIE, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: { whisparr: '5', stashdb: '66666666-6666-4666-8666-666666666666' },
        files: [{ managed: { edition: 'Long', quality: 'WEBDL-1080p' } }],
      },
    });
    if (answer.status !== 'ok') return;
    expect(answer.value.record.values).toEqual({
      title: 'A Movie of Ours',
      year: 2020,
      releaseDate: '2020-03-04',
      overview: 'Made up.',
      runtime: 90,
      genres: ['Ours'],
      tags: ['ours'],
      studios: ['Our Studio'],
      catalogNumber: 'OUR-001',
      originalLanguage: 'en',
      status: 'released',
      homepage: 'https://studio.example/movie',
      added: '2024-01-01T00:00:00Z',
      monitored: true,
    });
    expect(answer.value.record.credits).toEqual([
      { name: 'Person One', department: 'cast', order: 0, ids: {}, profileUrl: 'https://images.example/p1.jpg' },
      { name: 'Person Two', department: 'directing', job: 'Director', order: 1, ids: {} },
    ]);
    expect(asked()).toEqual(['/api/v3/system/status', '/api/v3/movie', '/api/v3/tag']);
  });

  it('takes several scenes in one group for none, and knows nothing of series and of other folders', async () => {
    const { source, warnings } = await whisparr(TWO);
    const both = groupOf('movie', 'Our Site', ['2021/scene one.mp4', '2021/scene two.mp4']);
    expect(await source.locate(both, quiet())).toEqual({ status: 'not-found' });
    expect(warnings).toMatchObject([{ code: 'whisparr.several-scenes' }]);
    for (const group of [
      groupOf('series', 'Our Site', ['a.mp4']),
      groupOf('movie', 'Other', ['a.mp4']),
      groupOf('movie', 'Our Site', ['unknown.mp4']),
    ]) {
      expect(await source.locate(group, quiet())).toEqual({ status: 'not-found' });
    }
    expect(await source.byId({ whisparr: '31' }, 'movie', quiet())).toEqual({ status: 'not-found' });
  });

  it('is found above an address with a wrong URL base', async () => {
    const { source } = await whisparr(THREE, '/wrong/base');
    expect(await source.locate(MOVIE, quiet())).toMatchObject({ status: 'ok' });
    expect(await source.status(quiet())).toEqual({
      status: 'ok',
      value: { name: 'Whisparr', version: '3.0.0.695', url: server?.origin },
    });
  });

  it('covers adult libraries only, by whatever name', async () => {
    const { source } = await whisparr(TWO);
    const library = { name: 'L', root: '/l' };
    expect(source.covers({ ...library, kind: 'adult' })).toBe(true);
    for (const kind of ['movies', 'auto', 'tv', 'music'] as const)
      expect(source.covers({ ...library, kind })).toBe(false);
  });
});
