import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createLidarr } from '../../../src/providers/lidarr/index.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, groupOf, quiet, testGateway } from '../support.ts';

const KEY = 'lidarr-key-0123456789abcdef';
const PATH_MAP = [{ from: '/music', to: '/media' }];
const ROUTES: Routes = {
  'GET /api/v1/artist': json(fixture('lidarr', 'artist-list')),
  'GET /api/v1/album?artistId=1': json(fixture('lidarr', 'album-list-1')),
  'GET /api/v1/track?artistId=1': json(fixture('lidarr', 'track-list-1')),
  'GET /api/v1/trackfile?artistId=1': json(fixture('lidarr', 'trackfile-list-1')),
  'GET /api/v1/trackfile?artistId=2': json([]),
  'GET /api/v1/system/status': json({ appName: 'Lidarr', version: '2.1', urlBase: '' }),
  'GET /api/v1/tag': json([{ id: 3, label: 'favourite' }]),
};
const ALBUM = groupOf('album', 'Our Band/First Light (2018)', [
  'CD1/01 Dawn.flac',
  'CD1/02 Morning.flac',
  'CD2/01 Noon.flac',
  { path: 'cover.jpg', role: 'artwork' },
]);
const SINGLE = groupOf('album', 'Our Band/Side Single', ['A1 Side A.mp3', 'B1 Side B.mp3']);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function lidarr(routes: Routes = ROUTES, name?: string) {
  server = await startServer(routes);
  gateway = testGateway();
  const warnings: SourceWarning[] = [];
  const source = createLidarr(
    { url: server.origin, apiKey: KEY, pathMap: PATH_MAP, name },
    { gateway, country: 'US', warn: (warning) => warnings.push(warning) },
  );
  const { requests } = server;
  return { source, warnings, asked: () => requests.map(({ url }) => url.replace('/api/v1/', '')) };
}

const question =
  (ask: (source: ReturnType<typeof createLidarr>, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(
      createLidarr({ url: origin, apiKey: KEY, pathMap: PATH_MAP }, { gateway: through, country: 'US', warn }),
      signal,
    );

keepsToTheContract({
  questions: {
    locate: question((source, signal) => source.locate(ALBUM, signal)),
    paths: question((source, signal) => source.paths(signal)),
    status: question((source, signal) => source.status(signal)),
  },
  routes: ROUTES,
  secrets: [KEY],
  halfRight: [
    { question: 'locate', path: '/api/v1/artist', list: '', what: 'artist' },
    { question: 'locate', path: '/api/v1/album', list: '', what: 'album' },
    { question: 'locate', path: '/api/v1/track', list: '', what: 'track' },
    { question: 'locate', path: '/api/v1/trackfile', list: '', what: 'file' },
  ],
  mayBeAbsent: [],
});

describe('Lidarr', () => {
  it('locates an album of two discs by its files and says which tracks they are', async () => {
    const { source } = await lidarr();
    const answer = await source.locate(ALBUM, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: {
          lidarr: '10',
          'musicbrainz-release-group': '44444444-4444-4444-8444-444444444444',
          'musicbrainz-release': 'aaaaaaa2-0000-4000-8000-000000000000',
        },
      },
    });
    if (answer.status !== 'ok') return;
    expect(answer.value.files.map(({ relativePath, disc, tracks }) => [relativePath.slice(9), disc, tracks])).toEqual([
      ['First Light (2018)/CD1/01 Dawn.flac', 1, [1]],
      ['First Light (2018)/CD1/02 Morning.flac', 1, [2]],
      ['First Light (2018)/CD2/01 Noon.flac', 2, [1]],
    ]);
    expect(answer.value.files[0]).toMatchObject({
      size: 31,
      managed: { provider: 'lidarr', quality: 'FLAC', releaseGroup: 'OURS', added: '2026-02-11T00:14:49Z' },
      probe: {
        container: 'flac',
        bitrate: 944_000,
        audio: [{ codec: 'flac', channels: 2, sampleRate: 44_100 }],
      },
    });
  });

  it('gives the edition that is kept, its group and its artist', async () => {
    const { source } = await lidarr();
    const answer = await source.locate(ALBUM, quiet());
    const record = answer.status === 'ok' ? answer.value.record : undefined;
    expect(record).toMatchObject({ provider: 'lidarr', providerId: '10', kind: 'release', confidence: 1 });
    expect(record?.values).toEqual({
      title: 'First Light',
      artist: 'Our Band',
      albumArtist: 'Our Band',
      genres: ['Synthpop'],
      releaseTypes: ['Album', 'Live'],
      releaseStatus: 'Official',
      countries: ['DE', 'AT'],
      label: 'Our Label',
      mediaFormat: '2xCD',
      discTotal: 2,
      trackTotal: 3,
      disambiguation: 'deluxe',
      monitored: true,
    });
    expect(record?.images).toEqual([{ kind: 'cover', url: 'https://images.example/ours-cover.jpg' }]);
    expect(record?.parent).toMatchObject({
      kind: 'release-group',
      ids: { 'musicbrainz-release-group': '44444444-4444-4444-8444-444444444444', wikidata: 'Q2' },
      values: {
        title: 'First Light',
        overview: 'The first one.',
        year: 2018,
        releaseDate: '2018-01-19',
        ratings: [{ source: 'lidarr', value: 9.7, votes: 6 }],
      },
    });
    expect(record?.parent?.parent).toMatchObject({
      kind: 'artist',
      ids: { 'musicbrainz-artist': '11111111-1111-4111-8111-111111111111', wikidata: 'Q1' },
      values: {
        title: 'Our Band',
        overview: 'Four people and a drum machine.',
        disambiguation: 'from here',
        genres: ['Synthpop', 'Pop'],
        tags: ['favourite'],
        status: 'ended',
        added: '2025-09-12T02:15:56Z',
        monitored: true,
      },
      // One by its address at the source, one that has its own only.
      images: [
        { kind: 'poster', url: 'https://images.example/ours-artist.jpg' },
        { kind: 'backdrop', url: 'https://images.example/ours-fanart.jpg' },
      ],
    });
    expect(record?.children.map(({ position, values, ids }) => [position, values.title, values.duration, ids])).toEqual(
      [
        [1, 1, 'Dawn', 1],
        [1, 2, 'Morning', 2],
        [2, 1, 'Noon', 3],
      ].map(([disc, track, title, n]) => [
        { disc, track },
        title,
        200_000 + Number(n),
        {
          'musicbrainz-track': `bbbbbbb${n}-0000-4000-8000-000000000000`,
          'musicbrainz-recording': `ccccccc${n}-0000-4000-8000-000000000000`,
        },
      ]),
    );
  });

  it('costs one request, and three for an artist, however many albums are asked for', async () => {
    const { source, asked } = await lidarr();
    await Promise.all([source.locate(ALBUM, quiet()), source.locate(SINGLE, quiet()), source.locate(ALBUM, quiet())]);
    expect(asked().sort()).toEqual(['album?artistId=1', 'artist', 'tag', 'track?artistId=1', 'trackfile?artistId=1']);
  });

  it('asks nothing of an artist without files, and no more of one whose statistics are absent', async () => {
    const { source, asked } = await lidarr();
    const none = await source.locate(groupOf('album', 'No Files/An Album', ['01.mp3']), quiet());
    expect(none).toEqual({ status: 'not-found' });
    expect(asked()).toEqual(['artist']);
    const bare = await source.locate(groupOf('album', 'Bare Artist/An Album', ['01.mp3']), quiet());
    expect(bare).toEqual({ status: 'not-found' });
    expect(asked()).toEqual(['artist', 'trackfile?artistId=2']);
  });

  it('takes the place of a vinyl side for its number, and no edition for sure where none is kept', async () => {
    const { source } = await lidarr();
    const answer = await source.locate(SINGLE, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        ids: { lidarr: '11', 'musicbrainz-release-group': '55555555-5555-4555-8555-555555555555' },
        files: [{ relativePath: 'Our Band/Side Single/A1 Side A.mp3', disc: 1, tracks: [1] }],
      },
    });
    if (answer.status !== 'ok') return;
    expect(answer.value.ids).not.toHaveProperty('musicbrainz-release');
    expect(answer.value.files[0]?.probe).toMatchObject({
      container: 'mp3',
      bitrate: 320_000,
      audio: [{ codec: 'mp3' }],
    });
  });

  it('says that a group holds the files of two albums, and takes neither', async () => {
    const { source, warnings } = await lidarr();
    const both = groupOf('album', 'Our Band', ['First Light (2018)/CD1/01 Dawn.flac', 'Side Single/A1 Side A.mp3']);
    expect(await source.locate(both, quiet())).toEqual({ status: 'not-found' });
    expect(warnings).toMatchObject([
      { code: 'lidarr.several-albums', message: expect.stringContaining('First Light, Side Single') },
    ]);
  });

  it('does not know what lies elsewhere, in no artist folder or in two, and nothing of movies', async () => {
    const { source } = await lidarr();
    for (const group of [
      groupOf('album', 'Elsewhere', ['01.mp3']),
      groupOf('album', '', ['Our Band/x.mp3', 'No Files/y.mp3']),
      groupOf('movie', 'Our Band', ['01.mp3']),
    ]) {
      expect(await source.locate(group, quiet())).toEqual({ status: 'not-found' });
    }
    expect(await source.byId({ lidarr: '10' }, 'album', quiet())).toEqual({ status: 'not-found' });
  });

  it('loses the bad members of its lists only, naming them', async () => {
    const { source, warnings } = await lidarr({
      ...ROUTES,
      'GET /api/v1/artist': json([{ title: 'No id' }, ...list('artist-list')]),
      'GET /api/v1/album?artistId=1': json([null, ...list('album-list-1')]),
      'GET /api/v1/track?artistId=1': json([{ id: 1, title: 'Of no album' }, ...list('track-list-1')]),
      'GET /api/v1/trackfile?artistId=1': json([7, ...list('trackfile-list-1')]),
    });
    expect(await source.locate(ALBUM, quiet())).toMatchObject({ status: 'ok', value: { ids: { lidarr: '10' } } });
    expect(warnings.map(({ code }) => code)).toEqual([
      'lidarr.unreadable-artist',
      'lidarr.unreadable-file',
      'lidarr.unreadable-album',
      'lidarr.unreadable-track',
    ]);
    expect(warnings[3]?.message).toContain('“Of no album”');
  });

  it.each(['trackfile', 'album', 'track'])(
    'is degraded when the list of artists is there and %s is not',
    async (part) => {
      const { source } = await lidarr({ ...ROUTES, [`GET /api/v1/${part}?artistId=1`]: status(500) });
      expect(await source.locate(ALBUM, quiet())).toMatchObject({
        status: 'unavailable',
        error: { code: 'HTTP_STATUS' },
      });
    },
  );

  it('keeps the ids of several instances apart', async () => {
    const { source } = await lidarr(ROUTES, 'lossless');
    expect(source.instance).toBe('lossless');
    expect(await source.locate(ALBUM, quiet())).toMatchObject({
      status: 'ok',
      value: { ids: { lidarr: 'lossless:10' }, record: { providerId: 'lossless:10' } },
    });
  });

  it('tells its version and where its folders are', async () => {
    const { source } = await lidarr({
      ...ROUTES,
      'GET /api/v1/system/status': json({ appName: 'Lidarr', version: '2.1' }),
    });
    expect(await source.status(quiet())).toMatchObject({ status: 'ok', value: { name: 'Lidarr', version: '2.1' } });
    expect(await source.paths(quiet())).toMatchObject({
      status: 'ok',
      value: [
        { remote: '/music/Our Band', locals: ['/media/Our Band'] },
        { remote: '/music/Bare Artist/', locals: ['/media/Bare Artist'] },
        { remote: '/music/No Files', locals: ['/media/No Files'] },
      ],
    });
  });
});

function list(name: string): readonly unknown[] {
  const body = fixture('lidarr', name);
  return Array.isArray(body) ? body : [];
}
