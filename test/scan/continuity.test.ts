import { copyFile, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ItemDocument, itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { makeVideo, writeTags } from '../support/media-files.ts';
import { FIXTURES, type ScanResult, type ScanWorld, scanWorld } from '../support/scan-world.ts';

const REPLAY = ['--replay', join(FIXTURES, 'cassettes')];
const CLASSICS = { floyd: 'musicbrainz-release:b84ee12a-09ef-421b-82de-0441a926375b', vega: 'Deuce Avenue' };

let world: ScanWorld;

async function show(what: string): Promise<ItemDocument> {
  const { out, err, code } = await runCli(['show', '--json', '--config', world.config, what]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return itemDocument.parse(JSON.parse(out));
}

function groups({ events }: ScanResult) {
  return events.flatMap((event) => (event.type === 'group' ? [event] : []));
}

/** When the store first knew an item. */
function addedAt(id: string): unknown {
  const database = new Database(world.store, { readonly: true });
  try {
    return database.prepare('SELECT added_at FROM items WHERE uid = ?').pluck().get(id);
  } finally {
    database.close();
  }
}

function present({ files }: ItemDocument): readonly string[] {
  return files.flatMap(({ path, missingSince }) => (missingSince === undefined ? [path] : []));
}

describe('albums that were tagged anew and moved at once', () => {
  beforeEach(async () => {
    world = await scanWorld(undefined, ['Music']);
    expect((await world.scan(REPLAY)).code).toBe(0);
  });
  afterEach(() => world.remove());

  it.each([
    ['by the ids in their tags', CLASSICS.floyd, 'Pink Floyd/The Dark Side of the Moon (1973)', 10],
    ['by what their tags call them', CLASSICS.vega, 'Alan Vega/Deuce Avenue', 12],
  ])('keep their item %s', async (_, what, folder, count) => {
    const before = await show(what);
    const root = join(world.library, 'Music');
    const moved = join(root, 'Sorted', 'Album');
    await mkdir(join(root, 'Sorted'));
    await rename(join(root, folder), moved);
    for (const name of await readdir(moved)) {
      writeTags(join(moved, name), { genres: ['Rock'], lyrics: 'la '.repeat(100) });
      await rename(join(moved, name), join(moved, `x ${name}`));
    }
    const again = await world.scan(REPLAY);
    expect(again.summary.files).toMatchObject({ added: count, moved: count });
    expect(groups(again)).toMatchObject([{ outcome: 'matched', by: 'store', item: before.id }]);
    expect(groups(again)[0]?.reasons[0]).toMatch(/^moved: .+ → Sorted\/Album\/x .+ \(the same tags\)$/);
    const after = await show(what);
    expect([after.id, addedAt(after.id)]).toEqual([before.id, addedAt(before.id)]);
    const files = after.tracks?.flatMap(present) ?? [];
    expect(files.length).toBeGreaterThanOrEqual(count);
    expect(files.every((path) => path.startsWith('Sorted/Album/x '))).toBe(true);
    expect((await world.scan(REPLAY)).summary.rows.changed).toBe(0);
  });
});

const video = (seed: string) => makeVideo({ container: 'mkv', width: 640, height: 360, seconds: 1, seed });

describe('series', () => {
  it('keep their item when their folder is renamed, and take in an episode that comes from elsewhere', async () => {
    world = await scanWorld(undefined, []);
    try {
      const series = join(world.library, 'TV');
      const season = join(series, 'The Wire [tvdbid-79126]', 'Season 1');
      await mkdir(season, { recursive: true });
      await writeFile(
        world.config,
        'libraries:\n  - { name: TV, path: library/TV, kind: tv }\nstore: store.sqlite\nsources: { tvmaze: false }\n',
      );
      for (const episode of [1, 2]) await writeFile(join(season, `The Wire S01E0${episode}.mkv`), video(`e${episode}`));
      await world.scan();
      const { id } = await show('tvdb:79126');
      await rename(join(series, 'The Wire [tvdbid-79126]'), join(series, 'Wire'));
      await writeFile(join(series, 'Wire', 'Season 1', 'The Wire S01E03.mkv'), video('e3'));
      const again = await world.scan();
      expect(groups(again)).toMatchObject([{ key: 'Wire', outcome: 'matched', by: 'store', item: id }]);
      expect(again.summary.files).toMatchObject({ added: 3, moved: 2, missing: 2 });
      expect((await world.scan()).summary.rows.changed).toBe(0);
    } finally {
      await world.remove();
    }
  });
});

describe('movies', () => {
  let movies: string;
  const add = async (path: string, seed: string): Promise<string> => {
    const at = join(movies, path);
    await mkdir(join(at, '..'), { recursive: true });
    await writeFile(at, video(seed));
    return at;
  };
  const forgetHashes = (): void => {
    const database = new Database(world.store);
    database.prepare('UPDATE files SET hash = NULL').run();
    database.close();
  };
  beforeEach(async () => {
    world = await scanWorld(undefined, []);
    movies = join(world.library, 'Movies');
    await mkdir(movies);
    await writeFile(
      world.config,
      'libraries:\n  - { name: Movies, path: library/Movies, kind: movies }\nstore: store.sqlite\n',
    );
    await add('Heat [tmdbid-949]/heat.mkv', 'heat');
    await add('Alien [tmdbid-348]/alien.mkv', 'alien');
    expect((await world.scan()).summary.groups).toMatchObject({ total: 2, matched: 2 });
  });
  afterEach(() => world.remove());

  it('keep their item when they move, of whatever name', async () => {
    const { id } = await show('tmdb:949');
    await rename(join(movies, 'Heat [tmdbid-949]'), join(movies, 'Unsorted'));
    await rename(join(movies, 'Unsorted', 'heat.mkv'), join(movies, 'Unsorted', 'film.mkv'));
    await utimes(join(movies, 'Unsorted', 'film.mkv'), new Date(), new Date('2026-01-01T00:00:00Z'));
    const again = await world.scan();
    expect(groups(again)).toMatchObject([{ outcome: 'matched', item: id }]);
    expect(groups(again)[0]?.reasons[0]).toBe(
      'moved: Heat [tmdbid-949]/heat.mkv → Unsorted/film.mkv (the same content)',
    );
    expect(again.summary.files).toMatchObject({ moved: 1, missing: 1 });
    expect(groups(again)[0]?.moved).toEqual([{ from: 'Heat [tmdbid-949]/heat.mkv', to: 'Unsorted/film.mkv' }]);
  });

  it('count a file that got another name in its folder as moved', async () => {
    const folder = join(movies, 'Heat [tmdbid-949]');
    await rename(join(folder, 'heat.mkv'), join(folder, 'Heat (1995).mkv'));
    const again = await world.scan();
    expect(again.summary.files).toMatchObject({ added: 1, moved: 1, missing: 1 });
    expect(groups(again)).toMatchObject([
      { outcome: 'matched', moved: [{ from: 'Heat [tmdbid-949]/heat.mkv', to: 'Heat [tmdbid-949]/Heat (1995).mkv' }] },
    ]);
    expect((await world.scan()).summary.rows.changed).toBe(0);
  });

  it('keep it by name and size where their content was never read', async () => {
    forgetHashes();
    const { id } = await show('tmdb:949');
    await rename(join(movies, 'Heat [tmdbid-949]'), join(movies, 'Unsorted'));
    const again = await world.scan();
    // The other movie, which has no hash either, is read again where it is.
    const moved = groups(again).find(({ key }) => key === 'Unsorted');
    expect(moved).toMatchObject({ outcome: 'matched', item: id });
    expect(moved?.reasons[0]).toBe('moved: Heat [tmdbid-949]/heat.mkv → Unsorted/heat.mkv (the same name and size)');
  });

  it('are no others than they were: other content under an old name and size is no move', async () => {
    const bytes = video('heat');
    await rm(join(movies, 'Heat [tmdbid-949]'), { recursive: true });
    await mkdir(join(movies, 'Unsorted'));
    await writeFile(join(movies, 'Unsorted', 'heat.mkv'), Buffer.from(bytes).fill(1, bytes.length - 100));
    const again = await world.scan();
    expect(groups(again)).toMatchObject([{ outcome: 'unmatched' }]);
    expect(again.summary.files.moved).toBe(0);
  });

  it('are left open where two works can be meant', async () => {
    await copyFile(join(movies, 'Heat [tmdbid-949]/heat.mkv'), join(movies, 'Alien [tmdbid-348]/alien.mkv'));
    await world.scan();
    await rename(join(movies, 'Heat [tmdbid-949]/heat.mkv'), join(world.folder, 'heat.mkv'));
    await rm(join(movies, 'Heat [tmdbid-949]'), { recursive: true });
    await rm(join(movies, 'Alien [tmdbid-348]'), { recursive: true });
    await mkdir(join(movies, 'Unsorted'));
    await rename(join(world.folder, 'heat.mkv'), join(movies, 'Unsorted', 'film.mkv'));
    const again = await world.scan();
    expect(groups(again)).toMatchObject([{ key: 'Unsorted', outcome: 'unmatched' }]);
    expect(groups(again)[0]?.reasons[0]).toMatch(/^the same content lay in 2 works that are gone .* none is taken$/);
    expect(again.summary.files.moved).toBe(0);
  });

  it('keep their item and its dates when a better file takes the place of another, and when both are there a while', async () => {
    const { id } = await show('tmdb:949');
    const since = addedAt(id);
    const folder = join(movies, 'Heat [tmdbid-949]');
    await rm(join(folder, 'heat.mkv'));
    await add('Heat [tmdbid-949]/heat.1080p.mkv', 'upgrade');
    await world.scan();
    expect([(await show('tmdb:949')).id, addedAt(id)]).toEqual([id, since]);
    await add('Heat [tmdbid-949]/heat.2160p.mkv', 'second upgrade');
    await world.scan();
    expect(present(await show('tmdb:949'))).toHaveLength(2);
    await rm(join(folder, 'heat.1080p.mkv'));
    await world.scan();
    const { id: still, ...rest } = await show('tmdb:949');
    expect([still, addedAt(still)]).toEqual([id, since]);
    expect(present({ id: still, ...rest })).toEqual(['Heat [tmdbid-949]/heat.2160p.mkv']);
    expect((await world.scan()).summary.rows.changed).toBe(0);
  });

  it('keep what a person set when they move', async () => {
    await runCli(['set', 'tmdb:949', 'title=Hitze', '--config', world.config]);
    await rename(join(movies, 'Heat [tmdbid-949]'), join(movies, 'Unsorted'));
    await world.scan();
    const item = await show('tmdb:949');
    expect(item).toMatchObject({ title: 'Hitze', holds: [{ field: 'title', value: 'Hitze' }] });
    expect(present(item)).toEqual(['Unsorted/heat.mkv']);
  });
});
