import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../../src/http/port.ts';
import type { LastfmConfig } from '../../../src/providers/lastfm/client.ts';
import { createLastfm } from '../../../src/providers/lastfm/index.ts';
import { lastfmArtist } from '../../../src/providers/lastfm/schema.ts';
import { type Handler, json, startServer, status, type TestServer } from '../../support/http-server.ts';
import { keepsToTheContract } from '../contract.ts';
import { ARTIST_MBID, GROUP_MBID, knownAlbum, knownWork, RELEASE_MBID } from '../known-work.ts';
import { fixture, quiet, testGateway } from '../support.ts';

const KEY = 'lastfm-key-0123456789';
type Methods = Readonly<Record<string, Handler>>;
const METHODS: Methods = {
  'artist.getInfo': json(fixture('lastfm', 'artist-getinfo')),
  'album.getInfo': json(fixture('lastfm', 'album-getinfo')),
  'track.getInfo': json(fixture('lastfm', 'track-getinfo')),
};
const none = json(fixture('lastfm', 'error-6'));

/** Last.fm tells its methods apart by the query. */
const byMethod =
  (methods: Methods): Handler =>
  (request, response) =>
    (methods[request.query.method ?? ''] ?? none)(request, response);

let server: TestServer | undefined;
let gateway: HttpGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

async function lastfm(
  methods: Methods | Handler = METHODS,
  options: Partial<LastfmConfig> & { languages?: string[] } = {},
) {
  server = await startServer(typeof methods === 'function' ? methods : byMethod(methods));
  gateway = testGateway();
  const { languages = ['en'], tracks = false, ...rest } = options;
  const source = createLastfm({ url: server.origin, apiKey: KEY, tracks, ...rest }, languages, gateway);
  return { source, requests: server.requests };
}

keepsToTheContract({
  questions: {
    album: (through, origin, signal, warn) =>
      createLastfm({ url: origin, apiKey: KEY, tracks: false }, ['en'], through, warn).supplement(knownAlbum(), signal),
    similar: (through, origin, signal) =>
      createLastfm({ url: origin, apiKey: KEY, tracks: false, similar: 20 }, ['en'], through).supplement(
        knownAlbum(),
        signal,
      ),
    tracks: (through, origin, signal) =>
      createLastfm({ url: origin, apiKey: KEY, tracks: true }, ['en'], through).supplement(knownAlbum(), signal),
  },
  routes: { '*': byMethod(METHODS) },
  secrets: [KEY],
  halfRight: [
    { question: 'album', path: /artist.getInfo/, list: 'artist.tags.tag', what: 'tag' },
    { question: 'album', path: /artist.getInfo/, list: 'artist.similar.artist', what: 'artist' },
  ],
  mayBeAbsent: ['album', 'similar', 'tracks'],
});

describe('Last.fm: artists that are alike', () => {
  const namesOf = (answer: Awaited<ReturnType<Awaited<ReturnType<typeof lastfm>>['source']['supplement']>>) =>
    answer.status === 'ok' ? answer.value.parent?.parent?.values.similar : undefined;
  const many = json(fixture('lastfm', 'artist-getsimilar'));
  const none = json({ similarartists: { '#text': '', artist: '' } });

  it('are those that come with the artist, as many as are wanted', async () => {
    const { source, requests } = await lastfm(METHODS, { similar: 1 });
    expect(namesOf(await source.supplement(knownAlbum(), quiet()))).toHaveLength(1);
    expect(requests).toHaveLength(2);
  });

  it('cost one more request an artist where more are wanted', async () => {
    const { source, requests } = await lastfm({ ...METHODS, 'artist.getSimilar': many }, { similar: 6 });
    for (const album of [knownAlbum(), knownAlbum('The Lanterns', 'Other')]) {
      expect(namesOf(await source.supplement(album, quiet()))).toEqual(['One', 'Two', 'Three']);
    }
    const asked = requests.filter(({ query }) => query.method === 'artist.getSimilar').map(({ query }) => query);
    expect(asked).toMatchObject([{ artist: 'The Lanterns', limit: '6' }]);
  });

  it('stay those that came with the artist where there are no others', async () => {
    const { source } = await lastfm({ ...METHODS, 'artist.getSimilar': none }, { similar: 6 });
    const names = namesOf(await source.supplement(knownAlbum(), quiet()));
    expect(names?.length).toBeGreaterThan(0);
  });

  it('are "could not ask" where they cannot be asked for', async () => {
    const { source } = await lastfm({ ...METHODS, 'artist.getSimilar': status(500) }, { similar: 6 });
    expect(await source.supplement(knownAlbum(), quiet())).toMatchObject({ status: 'unavailable' });
  });
});

describe('Last.fm', () => {
  it('gives listeners, tags and texts of the album and of its artist: two requests', async () => {
    const { source, requests } = await lastfm();
    const answer = await source.supplement(knownAlbum(), quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record).toMatchObject({ provider: 'lastfm', kind: 'release', ids: { 'musicbrainz-release': RELEASE_MBID } });
    expect(record?.images).toEqual([
      { kind: 'cover', url: 'https://lastfm.freetls.fastly.net/i/u/300x300/ours.png', width: 300 },
    ]);
    expect(record?.parent).toMatchObject({
      kind: 'release-group',
      ids: { 'musicbrainz-release-group': GROUP_MBID },
      values: {
        title: 'Slow Rivers',
        albumArtist: 'The Lanterns',
        overview: 'The second album of three.',
        tags: ['ambient'],
        listeners: 494,
        plays: 9833,
      },
    });
    expect(record?.parent?.parent).toMatchObject({
      kind: 'artist',
      ids: { 'musicbrainz-artist': ARTIST_MBID },
      values: {
        title: 'The Lanterns',
        overview: 'They play "slow" & low.',
        tags: ['rock', '80s'],
        similar: ['Passing Lights'],
        listeners: 3623,
        plays: 150_387,
      },
      images: [],
    });
    expect(requests.map(({ query }) => query)).toEqual([
      { method: 'artist.getInfo', mbid: ARTIST_MBID, lang: 'en', autocorrect: '1', format: 'json', api_key: KEY },
      {
        method: 'album.getInfo',
        artist: 'The Lanterns',
        album: 'Slow Rivers',
        lang: 'en',
        autocorrect: '1',
        format: 'json',
        api_key: KEY,
      },
    ]);
  });

  it('asks for an artist once a run', async () => {
    const { source, requests } = await lastfm();
    await source.supplement(knownAlbum(), quiet());
    await source.supplement(knownAlbum('The Lanterns', 'Dry Land'), quiet());
    expect(requests.map(({ query }) => query.method)).toEqual(['artist.getInfo', 'album.getInfo', 'album.getInfo']);
  });

  it('asks for tracks where that is wanted; one that is unknown is left out', async () => {
    let asked = 0;
    const track: Handler = (request, response) =>
      (asked++ === 0 ? METHODS['track.getInfo'] : none)?.(request, response);
    const { source } = await lastfm({ ...METHODS, 'track.getInfo': track }, { tracks: true });
    const answer = await source.supplement(knownAlbum(), quiet());
    const children = answer.status === 'ok' ? answer.value.children : [];
    expect(asked).toBe(2);
    expect(children).toMatchObject([
      {
        kind: 'track',
        position: { disc: 1, track: 1 },
        values: {
          title: 'Opening',
          artist: 'The Lanterns',
          overview: 'It begins.',
          tags: ['calm'],
          duration: 89_000,
          listeners: 1669,
          plays: 11_291,
        },
      },
    ]);
    expect(children).toHaveLength(1);
  });

  it('tolerates tags "", empty mbid and #text, one thing for a list, numbers as strings', async () => {
    const { source } = await lastfm({
      'artist.getInfo': json(fixture('lastfm', 'artist-getinfo-link-only')),
      'album.getInfo': json(fixture('lastfm', 'album-getinfo-empty')),
    });
    const answer = await source.supplement(knownAlbum(), quiet());
    const record = answer.status === 'ok' ? answer.value : undefined;
    expect(record?.images).toEqual([]);
    expect(record?.parent?.values).toEqual({
      title: 'Slow Rivers',
      albumArtist: 'The Lanterns',
      listeners: 2,
      plays: 2,
    });
    expect(record?.parent?.parent?.values).toEqual({ title: 'The Lanterns', similar: ['Passing Lights'] });
  });

  it('takes a text that is only a link for none, and asks in the next language', async () => {
    const { source, requests } = await lastfm(
      (request, response) => {
        const linkOnly = request.query.method === 'artist.getInfo' && request.query.lang === 'de';
        const body = linkOnly ? json(fixture('lastfm', 'artist-getinfo-link-only')) : byMethod(METHODS);
        return body(request, response);
      },
      { languages: ['de', 'en'] },
    );
    const answer = await source.supplement(knownAlbum(), quiet());
    expect(answer.status === 'ok' && answer.value.parent?.parent?.values.overview).toBe('They play "slow" & low.');
    expect(requests.map(({ query }) => [query.method, query.lang])).toEqual([
      ['artist.getInfo', 'de'],
      ['artist.getInfo', 'en'],
      ['album.getInfo', 'de'],
    ]);
  });

  it('finds an artist by name whose id Last.fm does not know', async () => {
    const { source, requests } = await lastfm((request, response) =>
      (request.query.mbid === undefined ? byMethod(METHODS) : none)(request, response),
    );
    expect(await source.supplement(knownAlbum(), quiet())).toMatchObject({ status: 'ok' });
    expect(requests[1]?.query).toMatchObject({ method: 'artist.getInfo', artist: 'The Lanterns' });
  });

  it('takes error 6 for "not found", with status 200 and with 400', async () => {
    const { source } = await lastfm(none);
    expect(await source.supplement(knownAlbum(), quiet())).toEqual({ status: 'not-found' });
    await server?.close();
    const other = await lastfm(json({ error: 6, message: 'The artist could not be found' }, { status: 400 }));
    expect(await other.source.supplement(knownAlbum(), quiet())).toEqual({ status: 'not-found' });
  });

  it('keeps the artist where the album is unknown', async () => {
    const { source } = await lastfm({ ...METHODS, 'album.getInfo': none });
    const answer = await source.supplement(knownAlbum(), quiet());
    expect(answer.status === 'ok' && answer.value.parent).toMatchObject({ values: {}, parent: { kind: 'artist' } });
  });

  it.each([
    [10, 'HTTP_AUTH'],
    [26, 'HTTP_AUTH'],
    [29, 'HTTP_RATE_LIMITED'],
    [11, 'HTTP_STATUS'],
    [16, 'HTTP_STATUS'],
  ])('takes error %i with status 200 for "could not ask"', async (error, code) => {
    const { source } = await lastfm(json({ error, message: 'No.' }));
    expect(await source.supplement(knownAlbum(), quiet())).toMatchObject({ status: 'unavailable', error: { code } });
  });

  it('is no answer where it is an error of the service, so that no cache keeps it', () => {
    expect(lastfmArtist.safeParse({ error: 29, message: 'Rate limit' }).success).toBe(false);
    expect(lastfmArtist.safeParse({ error: 6, message: 'Not found' }).success).toBe(true);
  });

  it('says nothing of the artist [unknown], whom Last.fm knows with status 200', async () => {
    const { source } = await lastfm({
      ...METHODS,
      'artist.getInfo': json(fixture('lastfm', 'artist-getinfo-unknown')),
    });
    const answer = await source.supplement(knownAlbum(), quiet());
    expect(answer.status === 'ok' && answer.value.parent?.parent).toBeUndefined();
  });

  it.each([
    ['various artists', knownAlbum('Various Artists')],
    ['an album of which no names are known', knownWork('album', { 'musicbrainz-release': RELEASE_MBID })],
  ])('asks nothing for %s', async (_what, work) => {
    const { source, requests } = await lastfm();
    expect(await source.supplement(work, quiet())).toEqual({ status: 'not-found' });
    expect(requests).toHaveLength(0);
  });
});
