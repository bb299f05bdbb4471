import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDocument } from '../../src/cli/commands/list/document.ts';
import { type ItemDocument, itemDocument } from '../../src/cli/commands/show/document.ts';
import { openMaintenance } from '../../src/store/maintenance.ts';
import { runCli } from '../cli/run-cli.ts';
import { type FreshSchema, freshSchema } from '../store/postgres/fresh.ts';
import { json, startServer, status, type TestServer } from '../support/http-server.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { type ScanResult, scan } from '../support/scan-world.ts';

let folder: string;
let schema: FreshSchema;
let server: TestServer;
/** What the catalogues answer, by path. */
let answers: Map<string, unknown>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-local-items-'));
  schema = freshSchema();
  answers = new Map();
  server = await startServer((request, response) => {
    const found = answers.get(request.path);
    return (found === undefined ? status(404) : json(found))(request, response);
  });
});
afterEach(async () => {
  await server.close();
  await schema.remove();
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

const video = (seed: string) => makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed });

const HOME = `<movie><title>A Day at the Lake</title><plot>We swam.</plot><year>2009</year><genre>Family</genre>
  <director>Aunt Jo</director><actor><name>Ben</name><role>himself</role></actor></movie>`;

async function song(path: string, tags: Parameters<typeof writeTags>[1]): Promise<void> {
  writeTags(await put(path, makeAudio({ format: 'flac', seconds: 200, seed: path })), tags);
}

async function library(): Promise<void> {
  await put('Films/Lake 2009/Lake 2009.mkv', video('lake'));
  await put('Films/Lake 2009/Lake 2009.nfo', HOME);
  for (const track of [1, 2]) {
    const tags = {
      album: 'Demo Tape',
      albumArtist: 'The Garage',
      artist: 'The Garage',
      date: '1994',
      genres: ['Punk'],
    };
    await song(`Music/tape/0${track}.flac`, { ...tags, title: `Noise ${track}`, track, composer: 'Al' });
  }
  for (const name of ['01 - Low Tide', '02 - High Tide']) {
    await put(`Music/Sea Band - Shore (2001)/${name}.flac`, makeAudio({ format: 'flac', seconds: 200, seed: name }));
  }
}

interface World {
  scan(sources?: 'none' | 'all', ...args: readonly string[]): Promise<ScanResult>;
  run(...argv: readonly string[]): Promise<string>;
  show(what: string): Promise<ItemDocument>;
  problems(): Promise<readonly string[]>;
}

function worldOf(store: string): World {
  const config = join(folder, 'revenge.config.yaml');
  const run = async (...argv: readonly string[]): Promise<string> => {
    const { out, err, code } = await runCli([...argv, '--config', config]);
    expect(`${code} ${err}`).toBe('0 ');
    return out;
  };
  return {
    run,
    async scan(sources = 'none', ...args) {
      const services =
        sources === 'none'
          ? '  musicbrainz: false\n'
          : `  tmdb: { url: "${server.origin}", apiKey: key-0123 }\n  musicbrainz: { url: "${server.origin}/ws/2" }\n`;
      const roots = (['Films movies', 'Music music'] as const)
        .map((text) => text.split(' '))
        .filter(([name = '']) => existsSync(join(folder, name)))
        .map(([name, kind]) => `  - { name: ${name}, path: ${name}, kind: ${kind} }\n`)
        .join('');
      await put(
        'revenge.config.yaml',
        `store: ${store}\nlibraries:\n${roots}cache: { enabled: false }\nsources:\n  coverartarchive: false\n${services}`,
      );
      const result = await scan(['--config', config, '--no-artwork', ...args]);
      expect([result.code, result.events.filter(({ type }) => type === 'error' || type === 'warning')]).toEqual([
        0,
        [],
      ]);
      return result;
    },
    show: async (what) => itemDocument.parse(JSON.parse(await run('show', '--json', what))),
    async problems() {
      const maintenance = await openMaintenance(store, {}, false);
      try {
        return await maintenance.check();
      } finally {
        await maintenance.close();
      }
    },
  };
}

/** The movie as TMDb knows it from now on. */
function releaseTheMovie(): void {
  const film = { id: 77, title: 'A Day at the Lake', release_date: '2009-05-01', overview: 'Of the catalogue.' };
  answers.set('/3/search/movie', { page: 1, results: [film], total_pages: 1, total_results: 1 });
  answers.set('/3/movie/77', { ...film, genres: [{ name: 'Drama' }] });
}

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** An album as MusicBrainz knows it from now on. */
function releaseTheAlbum(id: number, title: string, artist: string, songs: readonly string[]): void {
  const by = { id: uuid(id + 2), name: artist, 'sort-name': artist };
  const credit = [{ name: artist, artist: by }];
  const release = {
    ...{ id: uuid(id), title, date: '1994', score: 100, 'artist-credit': credit, 'track-count': songs.length },
    'release-group': { id: uuid(id + 1), title, 'artist-credit': credit },
    media: [
      {
        position: 1,
        'track-count': songs.length,
        tracks: songs.map((song, index) => ({
          ...{ id: uuid(id + 10 + index), position: index + 1, title: song, length: 200_000 },
          recording: { id: uuid(id + 20 + index), title: song, length: 200_000 },
        })),
      },
    ],
  };
  const known = answers.get('/ws/2/release');
  const before = Array.isArray(known) ? known : [];
  answers.set('/ws/2/release', { count: 1, releases: [...before, release] });
  answers.set(`/ws/2/release/${uuid(id)}`, release);
}

const value = (item: ItemDocument, field: string) => [item.fields[field]?.value, item.fields[field]?.source];

describe.each(['sqlite', 'postgres'] as const)('works that no catalogue knows, %s', (which) => {
  const world = (): World => worldOf(which === 'sqlite' ? join(folder, 'store.sqlite') : schema.url);

  it('have an item with all that their files say', async () => {
    await library();
    const here = world();
    const { summary } = await here.scan();
    expect(summary.groups).toMatchObject({ total: 3, unmatched: 3 });
    expect(summary.requests.live).toBe(0);
    const lake = await here.show('A Day at the Lake');
    expect(lake).toMatchObject({ kind: 'movie', year: 2009, ids: {}, identified: false });
    expect(lake.identification).toMatchObject({ outcome: 'unmatched' });
    expect([value(lake, 'overview'), value(lake, 'genres')]).toEqual([
      ['We swam.', 'nfo'],
      [['Family'], 'nfo'],
    ]);
    expect(lake.cast.map(({ name, character }) => [name, character])).toEqual([['Ben', 'himself']]);
    expect(lake.crew.map(({ name }) => name)).toEqual(['Aunt Jo']);
    expect(lake.files.map(({ path }) => path)).toContain('Lake 2009/Lake 2009.mkv');
    const tape = await here.show('Demo Tape');
    expect(tape).toMatchObject({ kind: 'release', year: 1994, identified: false });
    expect(value(tape, 'albumArtist')).toEqual(['The Garage', 'tags']);
    expect(tape.parents.map(({ kind, title }) => [kind, title])).toEqual([
      ['release-group', 'Demo Tape'],
      ['artist', 'The Garage'],
    ]);
    expect(tape.tracks?.map(({ title, files, crew }) => [title, files.length, crew[0]?.name])).toEqual([
      ['Noise 1', 1, 'Al'],
      ['Noise 2', 1, 'Al'],
    ]);
    const shore = await here.show('Shore');
    expect(value(shore, 'albumArtist')).toEqual(['Sea Band', 'name']);
    expect(shore.tracks?.map(({ title, position }) => [position?.track, title])).toEqual([
      [1, 'Low Tide'],
      [2, 'High Tide'],
    ]);
    const { items, open } = listDocument.parse(JSON.parse(await here.run('list', '--json')));
    expect(items.map(({ title, identified, files }) => [title, identified, files])).toEqual([
      ['A Day at the Lake', false, 1],
      ['Demo Tape', false, 2],
      ['Shore', false, 2],
    ]);
    expect(open.map(({ item }) => item).sort()).toEqual(items.map(({ id }) => id).sort());
    expect((await here.scan()).summary).toMatchObject({ rows: { changed: 0 }, groups: { unchanged: 3 } });
    expect((await here.scan('none', '--retry-unmatched')).summary.rows.changed).toBe(0);
    expect(await here.problems()).toEqual([]);
  });

  it('keep item and overrides when a catalogue comes to know them, and lose what it does not know', async () => {
    await library();
    // A third song that the catalogue does not have.
    await song('Music/tape/03.flac', { album: 'Demo Tape', albumArtist: 'The Garage', title: 'Tuning', track: 9 });
    const here = world();
    await here.scan();
    const titles = ['A Day at the Lake', 'Demo Tape', 'Shore'] as const;
    const before = await Promise.all(titles.map((title) => here.show(title)));
    const [lake, tape, shore] = before.map(({ id }) => id);
    if (lake === undefined || tape === undefined || shore === undefined) throw new Error('All have an item');
    const first = before[1]?.tracks?.[0]?.id ?? '';
    await here.run('set', lake, 'title=The Lake');
    await here.run('set', first, 'title=My Noise');

    releaseTheMovie();
    releaseTheAlbum(100, 'Demo Tape', 'The Garage', ['Noise 1', 'Noise 2']);
    const { summary } = await here.scan('all');
    expect(summary.groups).toMatchObject({ matched: 2, unmatched: 1 });
    const film = await here.show(lake);
    expect(film).toMatchObject({ id: lake, title: 'The Lake', ids: { tmdb: '77' }, identified: true });
    expect(value(film, 'genres')).toEqual([['Family'], 'nfo']);
    expect(film.fields.overview?.values.map(({ source }) => source)).toEqual(['nfo', 'tmdb']);
    const album = await here.show(tape);
    expect(album).toMatchObject({ id: tape, ids: { 'musicbrainz-release': uuid(100) }, identified: true });
    expect(album.parents.map(({ ids }) => Object.keys(ids).length)).toEqual([1, 1]);
    expect(album.tracks?.map(({ id, title }) => [id === first, title])).toEqual([
      [true, 'My Noise'],
      [false, 'Noise 2'],
    ]);
    expect((await here.show(shore)).identified).toBe(false);
    const artists = listDocument.parse(JSON.parse(await here.run('list', '--json', '--kind', 'artist,release-group')));
    expect(artists.items.map(({ kind, title, identified }) => `${kind} ${title} ${identified}`).sort()).toEqual([
      'artist Sea Band false',
      'artist The Garage true',
      'release-group Demo Tape true',
      'release-group Shore false',
    ]);
    expect((await here.scan('all')).summary.rows.changed).toBe(0);

    // An id beside the files settles the rest.
    releaseTheAlbum(300, 'Shore', 'Sea Band', ['Low Tide', 'High Tide']);
    await put(
      'Music/Sea Band - Shore (2001)/album.nfo',
      `<album><title>Shore</title><musicbrainzalbumid>${uuid(300)}</musicbrainzalbumid></album>`,
    );
    expect((await here.scan('all')).summary.groups).toMatchObject({ matched: 3, unmatched: 0 });
    expect(await here.show(shore)).toMatchObject({ id: shore, identified: true, title: 'Shore' });
    expect(await here.problems()).toEqual([]);
  });

  it('hand their overrides to the item that the work has already', async () => {
    await put('Films/Known {tmdb-77}/Known.mkv', video('known'));
    const here = world();
    await here.scan();
    const { id: known } = await here.show('tmdb:77');
    await put('Films/Lake 2009/Lake 2009.mkv', video('lake'));
    await put('Films/Lake 2009/Lake 2009.nfo', HOME);
    await here.scan();
    const { id: local } = await here.show('A Day at the Lake');
    await here.run('set', local, 'tagline=Ours');
    releaseTheMovie();
    await here.scan('all');
    const item = await here.show(local);
    expect(item).toMatchObject({ id: known, holds: [{ field: 'tagline', value: 'Ours' }] });
    expect(item.fields.tagline?.value).toBe('Ours');
    expect(item.files.filter(({ role }) => role === 'main')).toHaveLength(2);
    expect(await here.run('list', '--count')).toBe('1\n');
    expect(await here.problems()).toEqual([]);
  });

  it('keep item and overrides when their files move, and when another video joins them in their folder', async () => {
    await put('Films/Lake 2009/Lake 2009.mkv', video('lake'));
    await put('Films/Lake 2009/Lake 2009.nfo', HOME);
    const here = world();
    await here.scan();
    const { id } = await here.show('A Day at the Lake');
    await here.run('set', id, 'title=The Lake');
    await mkdir(join(folder, 'Films/Home'));
    await rename(join(folder, 'Films/Lake 2009/Lake 2009.mkv'), join(folder, 'Films/Home/Beach.mkv'));
    await rm(join(folder, 'Films/Lake 2009'), { recursive: true });
    const moved = await here.scan();
    expect(moved.summary.files).toMatchObject({ moved: 1 });
    expect(await here.show(id)).toMatchObject({ id, title: 'The Lake', identified: false });
    await put('Films/Home/Garden 2010.mkv', video('garden'));
    await here.scan();
    const files = (await here.show(id)).files.flatMap(({ path, missingSince }) => (missingSince ? [] : [path]));
    expect(files).toEqual(['Home/Beach.mkv']);
    expect(await here.run('list', '--count')).toBe('2\n');
    expect((await here.scan()).summary.rows.changed).toBe(0);
  });

  it('get an item in a store of an earlier version, which kept none', async () => {
    await put('Films/Lake 2009/Lake 2009.mkv', video('lake'));
    const here = world();
    await here.scan();
    const forget = 'UPDATE groups SET item_id = NULL';
    if (which === 'postgres') await schema.query(forget);
    else {
      const database = new Database(join(folder, 'store.sqlite'));
      database.exec(forget);
      database.close();
    }
    expect(await here.run('list', '--count')).toBe('0\n');
    await here.scan();
    expect(await here.run('list', '--count')).toBe('1\n');
    expect((await here.scan()).summary.rows.changed).toBe(0);
  });

  it('keep apart albums of one title', async () => {
    for (const name of ['A', 'B']) {
      await song(`Music/${name}/01.flac`, { album: 'Live', albumArtist: name, title: `Song of ${name}`, track: 1 });
    }
    const here = world();
    await here.scan();
    const { items } = listDocument.parse(JSON.parse(await here.run('list', '--json', '--kind', 'release-group')));
    expect(items).toHaveLength(2);
  });
});
