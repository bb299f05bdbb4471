import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import { createMusicBrainz } from '../../../src/providers/musicbrainz/index.ts';
import { releaseQuery } from '../../../src/providers/musicbrainz/lucene.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import { json, type Routes, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract, type Question } from '../contract.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const RUMOURS = '7ec069c0-4424-3169-8ed0-d5e2473e0e84';
const GROUP = '416bb5e5-c7d1-3977-8fd7-7c9daf6c2be6';
const made = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const TWO_DISCS = made(2);
const ROUTES: Routes = {
  [`GET /ws/2/release/${RUMOURS}`]: json(fixture('musicbrainz', 'release-rumours')),
  [`GET /ws/2/release/${TWO_DISCS}`]: json(fixture('musicbrainz', 'release-two-discs')),
  'GET /ws/2/release': (request, response) =>
    json(fixture('musicbrainz', request.query.query === undefined ? 'browse-release-group' : 'search-release-rumours'))(
      request,
      response,
    ),
};
const QUERY = { kind: 'album', title: 'Rumours', artist: 'Fleetwood Mac' } as const;
const WANTED = { languages: ['en'] };

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function musicbrainz(routes: Routes = ROUTES) {
  server = await startServer(routes);
  gateway = testGateway();
  return { source: createMusicBrainz({ url: server.origin }, gateway), requests: server.requests };
}

const question =
  (ask: (source: MetadataSource, signal: AbortSignal) => ReturnType<Question>): Question =>
  (through, origin, signal, warn) =>
    ask(createMusicBrainz({ url: `${origin}/ws/2/` }, through, undefined, warn), signal);

keepsToTheContract({
  questions: {
    search: question((source, signal) => source.search(QUERY, signal)),
    'resolve release': question((source, signal) =>
      source.resolve({ kind: 'musicbrainz-release', value: RUMOURS }, 'album', signal),
    ),
    'resolve release group': question((source, signal) =>
      source.resolve({ kind: 'musicbrainz-release-group', value: GROUP }, 'album', signal),
    ),
    'resolve any': question((source, signal) => source.resolve({ kind: 'mbid', value: RUMOURS }, 'album', signal)),
    fetch: question((source, signal) => source.fetch({ 'musicbrainz-release': RUMOURS }, 'album', WANTED, signal)),
  },
  routes: ROUTES,
  secrets: [],
  halfRight: [
    { question: 'search', path: '/ws/2/release', list: 'releases', what: 'release' },
    { question: 'resolve release group', path: '/ws/2/release', list: 'releases', what: 'release' },
    { question: 'fetch', path: /ws.2.release./, list: 'media.0.tracks', what: 'track', bad: 'silence' },
    { question: 'fetch', path: /ws.2.release./, list: 'media', what: 'medium', bad: 12 },
  ],
  mayBeAbsent: ['resolve release', 'resolve release group', 'resolve any', 'fetch'],
});

describe('releaseQuery', () => {
  it('asks for title and artist, and lifts what fits in the rest', () => {
    expect(releaseQuery(QUERY)).toBe('+release:(rumours) +artist:(fleetwood mac)');
    expect(
      releaseQuery({ ...QUERY, year: 1977, trackCount: 11, barcode: '0 75992-73132 6', catalogNumber: 'K 56344' }),
    ).toBe('+release:(rumours) +artist:(fleetwood mac) tracks:11 date:1977* barcode:075992731326 catno:(k 56344)');
  });

  it('takes no word and no sign for syntax', () => {
    expect(releaseQuery({ kind: 'album', title: 'AND  (What?) "Is" a+b/c: NOT*', artist: '!!!' })).toBe(
      '+release:(and \\(what\\?\\) \\"is\\" a\\+b\\/c\\: not\\*) +artist:(\\!\\!\\!)',
    );
  });

  it('has nothing to ask when nothing is known', () => {
    expect(releaseQuery({ kind: 'album', title: ' ', artist: '' })).toBeUndefined();
    expect(releaseQuery({ kind: 'album', title: '', barcode: '123' })).toBe('barcode:123');
  });
});

describe('MusicBrainz', () => {
  it('finds releases, as the search gives them', async () => {
    const { source, requests } = await musicbrainz();
    const answer = await source.search(QUERY, quiet());
    expect(answer.status === 'ok' && answer.value[0]).toEqual({
      provider: 'musicbrainz',
      providerId: RUMOURS,
      kind: 'release',
      ids: {
        'musicbrainz-release': RUMOURS,
        'musicbrainz-release-group': GROUP,
        'musicbrainz-artist': 'bd13909f-1c29-4c27-a874-d4aaf27c5b1a',
      },
      title: 'Rumours',
      alternativeTitles: [],
      year: 1977,
      artist: 'Fleetwood Mac',
      trackCount: 11,
    });
    expect(answer.status === 'ok' && answer.value.map(({ year, trackCount }) => [year, trackCount])).toEqual([
      [1977, 11],
      [undefined, 11],
      [2004, 29],
    ]);
    expect(requests[0]?.query).toEqual({
      query: '+release:(rumours) +artist:(fleetwood mac)',
      limit: '25',
      fmt: 'json',
    });
    expect(requests[0]?.headers['user-agent']).toContain('revenge');
  });

  it('costs one search and one lookup an album, looked at closer or not', async () => {
    const { source, requests } = await musicbrainz();
    const found = await source.search(QUERY, quiet());
    const [first] = found.status === 'ok' ? found.value : [];
    const full = first === undefined ? undefined : await source.complete(first, quiet());
    expect(full).toMatchObject({
      status: 'ok',
      value: {
        trackCount: 3,
        tracks: [
          { title: 'Second Hand News', duration: 163 },
          { title: 'Dreams', duration: 257.8 },
          { title: 'The Chain' },
        ],
      },
    });
    if (full?.status === 'ok') expect(await source.complete(full.value, quiet())).toEqual(full);
    expect(await source.fetch({ 'musicbrainz-release': RUMOURS }, 'album', WANTED, quiet())).toMatchObject({
      status: 'ok',
    });
    expect(requests.map(({ path }) => path)).toEqual(['/ws/2/release', `/ws/2/release/${RUMOURS}`]);
    expect(requests[1]?.query.inc).toBe(
      'recordings artist-credits labels release-groups genres aliases isrcs recording-level-rels work-rels work-level-rels tags ratings artist-rels',
    );
  });

  it('fetches the release, its tracks, its group and its artist', async () => {
    const { source } = await musicbrainz();
    const answer = await source.fetch({ 'musicbrainz-release': RUMOURS }, 'album', WANTED, quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record).toMatchObject({
      provider: 'musicbrainz',
      providerId: RUMOURS,
      kind: 'release',
      ids: { 'musicbrainz-release': RUMOURS },
      hints: { coverArt: true },
    });
    expect(record?.values).toEqual({
      title: 'Rumours',
      artist: 'Fleetwood Mac',
      albumArtist: 'Fleetwood Mac',
      releaseDate: '1977-02',
      year: 1977,
      countries: ['GB'],
      languages: ['en'],
      label: 'Warner Bros. Records',
      catalogNumber: 'K 56344',
      genres: ['rock', 'soft rock'],
      releaseTypes: ['Album'],
      releaseStatus: 'Official',
      mediaFormat: '12" Vinyl',
      discTotal: 1,
      trackTotal: 3,
    });
    expect(record?.credits.map(({ name, department, job }) => [name, department, job])).toEqual([
      ['Ken Caillat', 'production', 'Producer'],
      ['R. Dashut', 'crew', 'Assistant engineer'],
    ]);
    expect(record?.children[0]).toMatchObject({
      kind: 'track',
      ids: { 'musicbrainz-track': made(101), 'musicbrainz-recording': made(201) },
      position: { disc: 1, track: 1 },
      values: {
        title: 'Second Hand News',
        artist: 'Fleetwood Mac',
        duration: 163_000,
        discNumber: 1,
        trackNumber: 1,
        trackTotal: 3,
        isrc: 'USWB17600001',
        genres: ['rock'],
      },
    });
    expect(record?.children[0]?.credits.map(({ name, department, job }) => [name, department, job])).toEqual([
      ['Mick Fleetwood', 'music', 'Drums (drum set)'],
      ['Lindsey Buckingham', 'music', 'Lead vocals'],
      ['Lindsey Buckingham', 'music', 'Composer'],
      ['Lindsey Buckingham', 'writing', 'Lyricist'],
    ]);
    expect(record?.children[2]?.values).not.toHaveProperty('duration');
    expect(record?.parent).toMatchObject({
      kind: 'release-group',
      ids: { 'musicbrainz-release-group': GROUP },
      values: {
        title: 'Rumours',
        artist: 'Fleetwood Mac',
        releaseDate: '1977-02-04',
        year: 1977,
        releaseTypes: ['Album'],
      },
      parent: { kind: 'artist', ids: { 'musicbrainz-artist': 'bd13909f-1c29-4c27-a874-d4aaf27c5b1a' } },
    });
    expect(record?.parent?.parent?.values).toMatchObject({
      title: 'Fleetwood Mac',
      sortTitle: 'Fleetwood Mac',
      countries: ['GB'],
    });
  });

  it('joins the artists of a credit, and knows hidden tracks, data tracks and films', async () => {
    const { source } = await musicbrainz();
    const answer = await source.fetch({ 'musicbrainz-release': TWO_DISCS }, 'album', WANTED, quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record?.values).toEqual({
      title: 'A Split',
      artist: 'A & B feat. C',
      albumArtist: 'A & B feat. C',
      languages: ['en'],
      countries: ['GB'],
      label: 'Warner Bros. Records',
      catalogNumber: 'K 56344',
      genres: ['pop'],
      releaseTypes: ['Album', 'Compilation', 'Live'],
      mediaFormat: '2×CD + DVD-Video',
      discTotal: 3,
      trackTotal: 4,
    });
    expect(record?.hints).toEqual({ coverArt: false });
    expect(record?.children.map(({ position, values }) => [position?.disc, position?.track, values.title])).toEqual([
      [1, 0, 'Hidden'],
      [1, 1, 'One'],
      [2, 1, 'Two'],
      [3, 1, 'A film'],
    ]);
    const candidate = await source.resolve({ kind: 'mbid', value: TWO_DISCS.toUpperCase() }, 'album', quiet());
    expect(candidate).toMatchObject({
      status: 'ok',
      value: { tracks: [{ title: 'Hidden' }, { title: 'One' }, { title: 'Two' }] },
    });
    expect(candidate.status === 'ok' && candidate.value.ids).not.toHaveProperty('musicbrainz-artist');
  });

  it('takes for a release group the edition that fits the files, else the first official one', async () => {
    const { source, requests } = await musicbrainz();
    const pin = { kind: 'musicbrainz-release-group', value: GROUP } as const;
    const chosen = async (hints?: { trackCount?: number; year?: number }) => {
      const answer = await source.resolve(pin, 'album', quiet(), hints);
      return answer.status === 'ok' ? answer.value.providerId : answer.status;
    };
    expect(await chosen()).toBe(RUMOURS);
    expect(await chosen({ trackCount: 32 })).toBe(made(31));
    expect(await chosen({ trackCount: 11, year: 1984 })).toBe(made(33));
    expect(await chosen({ trackCount: 30, year: 1976 })).toBe(made(31));
    expect(requests[0]?.query).toMatchObject({ 'release-group': GROUP, limit: '100' });
  });

  it('takes an id of unknown kind for a release first, then for a release group', async () => {
    const { source, requests } = await musicbrainz();
    expect(await source.resolve({ kind: 'mbid', value: GROUP }, 'album', quiet())).toMatchObject({
      status: 'ok',
      value: { providerId: RUMOURS },
    });
    expect(requests.map(({ path }) => path)).toEqual([`/ws/2/release/${GROUP}`, '/ws/2/release']);
    expect(await source.resolve({ kind: 'musicbrainz-track', value: made(101) }, 'album', quiet())).toMatchObject({
      status: 'ok',
    });
    expect(requests[2]?.query.track).toBe(made(101));
  });

  it('does not find what has no releases, is no id, or is no album', async () => {
    const { source, requests } = await musicbrainz({ '*': json({ 'release-count': 0, releases: [] }) });
    const notFound = { status: 'not-found' };
    expect(await source.resolve({ kind: 'musicbrainz-release-group', value: GROUP }, 'album', quiet())).toEqual(
      notFound,
    );
    expect(requests).toHaveLength(1);
    for (const kind of ['mbid', 'musicbrainz-release', 'musicbrainz-release-group', 'musicbrainz-track'] as const) {
      expect(await source.resolve({ kind, value: '../artist/x' }, 'album', quiet())).toEqual(notFound);
    }
    expect(await source.resolve({ kind: 'tmdb', value: '1' }, 'album', quiet())).toEqual(notFound);
    expect(await source.resolve({ kind: 'mbid', value: RUMOURS }, 'movie', quiet())).toEqual(notFound);
    expect(await source.fetch({}, 'album', WANTED, quiet())).toEqual(notFound);
    expect(await source.fetch({ 'musicbrainz-release': RUMOURS }, 'movie', WANTED, quiet())).toEqual(notFound);
    expect(await source.search({ kind: 'movie', title: 'x' }, quiet())).toEqual({ status: 'ok', value: [] });
    expect(requests).toHaveLength(1);
  });

  it('leaves candidates of others as they are', async () => {
    const { source, requests } = await musicbrainz();
    const other = {
      provider: 'x',
      providerId: '1',
      kind: 'release',
      ids: {},
      title: 'X',
      alternativeTitles: [],
    } as const;
    expect(await source.complete(other, quiet())).toEqual({ status: 'ok', value: other });
    expect(requests).toHaveLength(0);
  });

  it('goes by the id of the answer where two releases were merged', async () => {
    const { source } = await musicbrainz({ '*': json(fixture('musicbrainz', 'release-rumours')) });
    const answer = await source.fetch({ 'musicbrainz-release': made(77) }, 'album', WANTED, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: { providerId: RUMOURS, ids: { 'musicbrainz-release': RUMOURS } },
    });
  });

  it('could not be asked while the server is busy, and passes on what it says', async () => {
    const busy = json(fixture('musicbrainz', 'error-503'), { status: 503 });
    const { source } = await musicbrainz({ '*': busy });
    expect(await source.search(QUERY, quiet())).toMatchObject({
      status: 'unavailable',
      error: { code: 'HTTP_STATUS', message: expect.stringContaining('currently busy') },
    });
  });

  it('bears a release that has almost nothing', async () => {
    const { source } = await musicbrainz({
      '*': json({ id: made(5), title: 'Bare', media: [{ tracks: [{}] }, null] }),
    });
    const answer = await source.fetch({ 'musicbrainz-release': made(5) }, 'album', WANTED, quiet());
    expect(answer).toMatchObject({
      status: 'ok',
      value: {
        values: { title: 'Bare', discTotal: 1, trackTotal: 1 },
        children: [{ providerId: `${made(5)}/1/1`, position: { disc: 1, track: 1 }, ids: {} }],
      },
    });
    expect(answer.status === 'ok' && answer.value).not.toHaveProperty('parent');
    expect(answer.status === 'ok' && answer.value).not.toHaveProperty('hints');
  });

  it('is at rest after a status it does not know', async () => {
    const { source } = await musicbrainz({ '*': status(418) });
    expect(await source.search(QUERY, quiet())).toMatchObject({ status: 'unavailable' });
  });
});
