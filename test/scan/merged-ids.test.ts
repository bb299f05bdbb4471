import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/model/events.ts';
import type { ExternalIdKind } from '../../src/model/ids.ts';
import type { ItemKind } from '../../src/model/kinds.ts';
import type { ItemView } from '../../src/model/views.ts';
import { openStore } from '../../src/store/open.ts';
import type { ListFilter } from '../../src/store/port.ts';
import { runCli } from '../cli/run-cli.ts';
import { preferring } from '../store/drafts.ts';
import { type Handler, json, startServer, status, type TestServer } from '../support/http-server.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

let folder = '';
let server: TestServer;
/** Answers by path, which a test changes as the catalogue does. */
let answers: Map<string, unknown>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-merged-'));
  answers = new Map();
  const handler: Handler = (request, response) => {
    const found = answers.get(request.path);
    return (found === undefined ? status(404) : json(found))(request, response);
  };
  server = await startServer(handler);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function configured(kind: 'movies' | 'tv' | 'music', sources: string): Promise<readonly string[]> {
  const config = join(folder, 'revenge.config.yaml');
  const others = kind === 'music' ? '' : '  musicbrainz: false\n  tvmaze: false\n';
  await writeFile(
    config,
    `libraries: [{ name: Media, path: Media, kind: ${kind} }]\nstore: store.sqlite\ncache: { enabled: false }
sources:\n  coverartarchive: false\n${others}${sources}`,
  );
  return ['--config', config, '--no-artwork'];
}

async function put(path: string, bytes: Buffer): Promise<string> {
  const full = join(folder, 'Media', path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, bytes);
  return full;
}

const video = (seed: string) => makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed });

async function song(path: string, release: string, track: number): Promise<void> {
  const full = await put(path, makeAudio({ format: 'flac', seconds: 200, seed: path }));
  const ids = { 'musicbrainz-release': release } as const;
  writeTags(full, { title: `Song ${track}`, artist: 'Kin', albumArtist: 'Kin', album: 'Ode', track, ids });
}

/** Asks the sources again; returns the rows changed. */
async function refresh(args: readonly string[]): Promise<number> {
  const { out } = await runCli(['refresh', '--json', '--all', '--older-than', '0h', ...args]);
  const last: { readonly summary: RunSummary } = JSON.parse(out.trim().split('\n').at(-1) ?? '');
  return last.summary.rows.changed;
}

async function views(filter: ListFilter = {}): Promise<readonly ItemView[]> {
  const store = await openStore(join(folder, 'store.sqlite'), {});
  try {
    const found: ItemView[] = [];
    for (const { id } of await store.list(filter)) found.push(...(await store.show({ by: 'id', id })));
    return found;
  } finally {
    await store.close();
  }
}

/** The one item of a kind, with a title of a person's own. */
async function override(): Promise<ItemView> {
  const [item] = await views();
  if (item === undefined) throw new Error('One work is stored');
  const store = await openStore(join(folder, 'store.sqlite'), {});
  try {
    const policy = preferring('tmdb', 'tvdb', 'musicbrainz');
    await store.hold({ itemId: item.id, field: 'title', author: 'me', at: '2026-01-01', override: 'Mine', policy });
  } finally {
    await store.close();
  }
  return item;
}

async function idOf(kind: ItemKind, idKind: ExternalIdKind, value: string): Promise<string | undefined> {
  const store = await openStore(join(folder, 'store.sqlite'), {});
  try {
    return await store.itemByIds(kind, { [idKind]: value });
  } finally {
    await store.close();
  }
}

describe('TMDb', () => {
  const film = (id: number) => ({
    ...{ id, title: 'Alpha', original_title: 'Alpha', release_date: '2001-02-03', imdb_id: 'tt0000007' },
    external_ids: { imdb_id: 'tt0000007' },
  });
  const tmdb = () => configured('movies', `  tmdb: { url: "${server.origin}", apiKey: tmdb-key-0123 }\n`);

  it.each([
    ['answers under the new id', () => answers.set('/3/movie/1', film(2))],
    ['knows the old id no more, and the work by that of IMDb', () => answers.delete('/3/movie/1')],
  ])(
    'a movie that it merged keeps its item and overrides, and a copy under either id is the same: it %s',
    async (_how, merge) => {
      await put('Alpha (2001) [tmdbid-1]/Alpha (2001).mkv', video('a'));
      answers.set('/3/movie/1', film(1));
      const args = await tmdb();
      await scan(args);
      const before = await override();
      expect(before.ids).toMatchObject({ tmdb: '1', imdb: 'tt0000007' });

      merge();
      answers.set('/3/movie/2', film(2));
      answers.set('/3/find/tt0000007', { movie_results: [film(2)], tv_results: [] });
      expect(await refresh(args)).toBeGreaterThan(0);
      const [healed, ...others] = await views();
      expect(healed).toMatchObject({ id: before.id, title: 'Mine', ids: { tmdb: '2' } });
      expect(others).toEqual([]);
      expect(await idOf('movie', 'tmdb', '1')).toBe(before.id);
      expect(await refresh(args)).toBe(0);

      await put('Alpha again (2001) [tmdbid-2]/Alpha again (2001).mkv', video('b'));
      await put('Alpha once more (2001) [tmdbid-1]/Alpha once more (2001).mkv', video('c'));
      const { summary } = await scan(args);
      expect(summary.groups).toMatchObject({ matched: 3 });
      const [one, ...more] = await views();
      expect(more).toEqual([]);
      expect([one?.id, one?.files.length]).toEqual([before.id, 3]);
      expect((await scan(args)).summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
      expect(await refresh(args)).toBe(0);
    },
  );

  it('two items of one movie become the older one when it is told that they are', async () => {
    await put('Alpha (2001) [tmdbid-1]/Alpha (2001).mkv', video('a'));
    answers.set('/3/movie/1', { ...film(1), imdb_id: null, external_ids: {} });
    const args = await tmdb();
    await scan(args);
    const before = await override();
    await put('Alpha again (2001) [tmdbid-2]/Alpha again (2001).mkv', video('b'));
    answers.set('/3/movie/2', film(2));
    await scan(args);
    expect(await views()).toHaveLength(2);

    answers.set('/3/movie/1', film(2));
    expect(await refresh(args)).toBeGreaterThan(0);
    const [joined, ...others] = await views();
    expect(joined).toMatchObject({ id: before.id, title: 'Mine', ids: { tmdb: '2', imdb: 'tt0000007' } });
    expect([joined?.files.length, others]).toEqual([2, []]);
    await refresh(args);
    expect(await refresh(args)).toBe(0);
    expect((await scan(args)).summary.rows.changed).toBe(0);
  });
});

it('TheTVDB: a series that it merged keeps its item, and its episodes are not doubled', async () => {
  const series = (id: number) => ({ data: { id, name: 'Beta', year: '2005', seasons: [] } });
  const episodes = (id: number) => ({
    data: {
      series: { id },
      episodes: [1, 2].map((number) => ({
        id: id * 10 + number,
        seriesId: id,
        name: `Part ${number}`,
        seasonNumber: 1,
        number,
      })),
    },
  });
  const answer = (path: number, id: number) => {
    answers.set(`/v4/series/${path}/extended`, series(id));
    for (const language of ['', '/eng']) answers.set(`/v4/series/${path}/episodes/default${language}`, episodes(id));
  };
  answers.set('/v4/login', { data: { token: 'tvdb-token' } });
  const args = await configured('tv', `  tvdb: { url: "${server.origin}", apiKey: tvdb-key-0123 }\n`);
  await put('Beta [tvdbid-5]/Season 1/Beta S01E01.mkv', video('a'));
  answer(5, 5);
  await scan(args);
  const before = await override();
  await put('Beta copy [tvdbid-6]/Season 1/Beta copy S01E02.mkv', video('b'));
  answer(6, 6);
  await scan(args);
  expect(await views()).toHaveLength(2);

  answer(5, 6);
  expect(await refresh(args)).toBeGreaterThan(0);
  const [joined, ...others] = await views();
  expect(joined).toMatchObject({ id: before.id, title: 'Mine', ids: { tvdb: '6' } });
  expect(others).toEqual([]);
  const places = joined?.children.flatMap(({ children }) =>
    children.map(({ position, files }) => [position?.season, position?.episode, files.length]),
  );
  expect(places).toEqual([
    [1, 1, 1],
    [1, 2, 1],
  ]);
  expect(await idOf('series', 'tvdb', '5')).toBe(before.id);
  await refresh(args);
  expect(await refresh(args)).toBe(0);
  expect((await scan(args)).summary.rows.changed).toBe(0);
});

describe('MusicBrainz', () => {
  const made = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const [OLD, NEW, GROUP, ARTIST] = [made(1), made(2), made(3), made(4)];
  const artist = { id: ARTIST, name: 'Kin', 'sort-name': 'Kin' };
  const release = (id: string) => ({
    id,
    title: 'Ode',
    date: '2001-02-03',
    'artist-credit': [{ name: 'Kin', artist }],
    'release-group': { id: GROUP, title: 'Ode', 'artist-credit': [{ name: 'Kin', artist }] },
    media: [
      {
        position: 1,
        'track-count': 2,
        tracks: [1, 2].map((position) => ({
          ...{ id: made(10 + position), position, title: `Song ${position}`, length: 200_000 },
          recording: { id: made(20 + position), title: `Song ${position}` },
        })),
      },
    ],
  });
  const musicbrainz = () => configured('music', `  musicbrainz: { url: "${server.origin}/ws/2" }\n`);
  const album = async (name: string, id: string): Promise<void> => {
    for (const track of [1, 2]) await song(`Kin/${name}/0${track} Song ${track}.flac`, id, track);
  };
  const releases = () => views({ kinds: ['release'] });

  it('copies of an album tagged with the old and with the new id are one release', async () => {
    await album('Ode', OLD);
    answers.set(`/ws/2/release/${OLD}`, release(OLD));
    const args = await musicbrainz();
    await scan(args);
    const [before] = await releases();
    answers.set(`/ws/2/release/${OLD}`, release(NEW));
    answers.set(`/ws/2/release/${NEW}`, release(NEW));
    await album('Ode (copy)', NEW);
    await scan(args);
    expect(await releases()).toHaveLength(2);

    expect(await refresh(args)).toBeGreaterThan(0);
    const [joined, ...others] = await releases();
    expect(joined).toMatchObject({ id: before?.id, ids: { 'musicbrainz-release': NEW } });
    expect(others).toEqual([]);
    expect(joined?.children.map(({ files }) => files.length)).toEqual([2, 2]);
    await refresh(args);
    expect(await refresh(args)).toBe(0);
    expect((await scan(args)).summary.rows.changed).toBe(0);
  });

  it('a copy that is tagged with the old id brings the new one to the stored release', async () => {
    await album('Ode', OLD);
    answers.set(`/ws/2/release/${OLD}`, release(OLD));
    const args = await musicbrainz();
    await scan(args);
    const [before] = await releases();
    answers.set(`/ws/2/release/${OLD}`, release(NEW));
    answers.set(`/ws/2/release/${NEW}`, release(NEW));
    await album('Ode (copy)', OLD);
    await scan(args);
    const [one, ...others] = await releases();
    expect(one).toMatchObject({ id: before?.id, ids: { 'musicbrainz-release': NEW } });
    expect(others).toEqual([]);
    expect(one?.children.map(({ files }) => files.length)).toEqual([2, 2]);
    expect((await scan(args)).summary.rows.changed).toBe(0);
  });

  it('merged artists and release groups keep their items, and an artist that was only corrected is another', async () => {
    const under = (group: string, by: string) => {
      const credit = [{ name: 'Kin', artist: { ...artist, id: by } }];
      return {
        ...release(OLD),
        'artist-credit': credit,
        'release-group': { id: group, title: 'Ode', 'artist-credit': credit },
      };
    };
    const [laterGroup, laterArtist, otherArtist] = [made(5), made(6), made(7)];
    await album('Ode', OLD);
    answers.set(`/ws/2/release/${OLD}`, under(GROUP, ARTIST));
    const args = await musicbrainz();
    await scan(args);
    const above = async () => {
      const [one] = await releases();
      return one?.parents.map(({ id, kind, ids }) => ({ id, kind, ids: Object.values(ids) }));
    };
    const before = await above();
    answers.set(`/ws/2/release/${OLD}`, under(laterGroup, laterArtist));
    answers.set(`/ws/2/release-group/${GROUP}`, { id: laterGroup });
    answers.set(`/ws/2/artist/${ARTIST}`, { id: laterArtist });
    expect(await refresh(args)).toBeGreaterThan(0);
    expect(await above()).toEqual([
      { ...before?.[0], ids: [laterGroup] },
      { ...before?.[1], ids: [laterArtist] },
    ]);
    expect(await idOf('artist', 'musicbrainz-artist', ARTIST)).toBe(before?.[1]?.id);
    const asked = server.requests.length;
    expect(await refresh(args)).toBe(0);
    expect(server.requests.slice(asked).map(({ path }) => path)).toEqual([`/ws/2/release/${OLD}`]);

    answers.set(`/ws/2/release/${OLD}`, under(laterGroup, otherArtist));
    answers.set(`/ws/2/artist/${laterArtist}`, { id: laterArtist });
    await refresh(args);
    const corrected = await above();
    expect(corrected?.[0]?.id).toBe(before?.[0]?.id);
    expect(corrected?.[1]).toMatchObject({ ids: [otherArtist] });
    expect(corrected?.[1]?.id).not.toBe(before?.[1]?.id);
  });

  it('tags with the old id of a release group do not contradict the release that it was merged into', async () => {
    const later = made(5);
    const full = await put('Kin/Ode/01 Song 1.flac', makeAudio({ format: 'flac', seconds: 200 }));
    const ids = { 'musicbrainz-release': OLD, 'musicbrainz-release-group': GROUP };
    writeTags(full, { title: 'Song 1', artist: 'Kin', albumArtist: 'Kin', album: 'Ode', track: 1, ids });
    answers.set(`/ws/2/release/${OLD}`, { ...release(OLD), 'release-group': { id: later, title: 'Ode' } });
    answers.set(`/ws/2/release-group/${GROUP}`, { id: later });
    const { summary } = await scan(await musicbrainz());
    expect(summary.groups).toMatchObject({ matched: 1 });
    expect(await idOf('release-group', 'musicbrainz-release-group', GROUP)).toBeDefined();
    answers.set(`/ws/2/release-group/${GROUP}`, { id: GROUP });
    await rm(join(folder, 'store.sqlite'));
    const apart = await scan(await musicbrainz());
    expect(apart.summary.groups).toMatchObject({ ambiguous: 1 });
  });
});
