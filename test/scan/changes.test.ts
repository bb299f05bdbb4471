import { access, cp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ItemDocument, itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { makeVideo } from '../support/media-files.ts';
import { type ScanWorld, scanWorld } from '../support/scan-world.ts';

let services: DemoServices;
let world: ScanWorld;

beforeEach(async () => {
  services = await startDemoServices({ noStore: true });
  world = await scanWorld(services, ['Movies', 'TV']);
  expect((await world.scan()).code).toBe(0);
});

afterEach(async () => {
  await services.close();
  await world.remove();
});

async function show(what: string): Promise<ItemDocument> {
  const { out, code } = await runCli(['show', '--json', '--config', world.config, what]);
  expect(code).toBe(0);
  return itemDocument.parse(JSON.parse(out));
}

function tmdbRequests(): string[] {
  return services.requests().filter((request) => request.startsWith('tmdb'));
}

describe('a scan of a library that changed', () => {
  it('asks nobody when nothing changed', async () => {
    const count = services.requests().length;
    const again = await world.scan();
    expect(again.summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
    expect(services.requests()).toHaveLength(count);
  });

  it('looks at the one group with a new file, keeps its identity, and asks no API about a known movie', async () => {
    const asked = tmdbRequests();
    const file = join(world.library, 'Movies', 'Alien (1979)', 'Alien (1979).en.srt');
    await writeFile(file, '1\n00:00:00,000 --> 00:00:01,000\nHello\n');
    const again = await world.scan();
    const groups = again.events.flatMap((event) => (event.type === 'group' ? [event] : []));
    expect(groups).toMatchObject([{ key: 'Alien (1979)', outcome: 'matched', by: 'store' }]);
    expect(tmdbRequests()).toEqual(asked);
    expect(again.summary.files).toMatchObject({ added: 1, changed: 0 });
  });

  it('asks Sonarr for the episodes of the series with a new file, and of no other', async () => {
    const season = join(world.library, 'TV', 'Breaking Bad', 'Season 02');
    const bytes = makeVideo({ container: 'mkv', width: 640, height: 360, seconds: 1, seed: 'new episode' });
    await writeFile(join(season, 'Breaking Bad - 2x04 - Down.mkv'), bytes);
    const before = services.requests().filter((request) => request.startsWith('sonarr')).length;
    await world.scan();
    const sonarr = services.requests().filter((request) => request.startsWith('sonarr'));
    expect(sonarr.slice(before)).toEqual(['sonarr GET /api/v3/series', 'sonarr GET /api/v3/episode']);
    const episode = await runCli(['show', '--json', '--config', world.config, 'tvdb:81189']);
    expect(episode.out).toContain('2x04 - Down.mkv');
  });

  it('keeps the item of a movie whose folder was renamed, and makes the old path a tombstone', async () => {
    const { id } = await show('tmdb:348');
    const movies = join(world.library, 'Movies');
    await rename(join(movies, 'Alien (1979)'), join(movies, 'Alien - the old one'));
    const again = await world.scan();
    expect(again.summary.files.moved).toBe(1);
    const moved = await show('tmdb:348');
    expect(moved.id).toBe(id);
    const present = moved.files.filter(({ missingSince }) => missingSince === undefined);
    expect(present.some(({ path }) => path.includes('Alien - the old one/Alien (1979).mp4'))).toBe(true);
    expect((await world.scan()).summary.rows.changed).toBe(0);
  });

  it('keeps the item of a movie whose file was replaced by a better one', async () => {
    const { id } = await show('tmdb:949');
    const folder = join(world.library, 'Movies', 'Heat [tmdbid-949]');
    await rm(join(folder, 'Heat.1995.720p.mkv'));
    const bytes = makeVideo({ container: 'mkv', width: 1920, height: 1080, seconds: 1, seed: 'upgrade' });
    await writeFile(join(folder, 'Heat.1995.1080p.mkv'), bytes);
    const again = await world.scan();
    expect(again.summary.files).toMatchObject({ added: 1, missing: 1 });
    expect((await show('tmdb:949')).id).toBe(id);
  });

  it('makes a tombstone of a file that is gone, and takes it back when it returns', async () => {
    const folder = join(world.library, 'Movies', 'Heat [tmdbid-949]');
    const aside = join(world.folder, 'aside');
    await cp(folder, aside, { recursive: true, preserveTimestamps: true });
    await rm(folder, { recursive: true });
    const without = await world.scan();
    expect(without.summary.files.missing).toBe(1);
    expect((await show('tmdb:949')).files).toMatchObject([{ missingSince: expect.any(String) }]);
    expect((await world.scan()).summary.rows.changed).toBe(0);
    await cp(aside, folder, { recursive: true, preserveTimestamps: true });
    await world.scan();
    expect((await show('tmdb:949')).files[0]?.missingSince).toBeUndefined();
    expect((await world.scan()).summary.rows.changed).toBe(0);
  });

  it('takes a new modification time for a change, and keeps the identity', async () => {
    const { id } = await show('tmdb:949');
    const file = join(world.library, 'Movies', 'Heat [tmdbid-949]', 'Heat.1995.720p.mkv');
    await utimes(file, new Date(), new Date('2026-01-01T00:00:00Z'));
    const again = await world.scan();
    expect(again.summary.files).toMatchObject({ changed: 1, added: 0 });
    expect((await show('tmdb:949')).id).toBe(id);
    expect((await world.scan()).summary.rows.changed).toBe(0);
  });
});

describe('what to scan', () => {
  it('scans only the part of a library that a path names', async () => {
    const file = join(world.library, 'Movies', 'Dune', 'Dune.mkv');
    await utimes(file, new Date(), new Date('2026-01-01T00:00:00Z'));
    await rm(join(world.library, 'Movies', 'Heat [tmdbid-949]'), { recursive: true });
    const part = await world.scan([join(world.library, 'Movies', 'Dune')]);
    expect(part.summary.files).toMatchObject({ seen: 1, changed: 1, missing: 0 });
  });

  it('changes nothing with --dry-run', async () => {
    const bytes = makeVideo({ container: 'mkv', width: 640, height: 360, seconds: 1, seed: 'dry' });
    await writeFile(join(world.library, 'Movies', 'Aliens (1986).mkv'), bytes);
    const dry = await world.scan(['--dry-run']);
    expect(dry.summary.rows.changed).toBe(0);
    const groups = dry.events.flatMap((event) => (event.type === 'group' ? [event.title] : []));
    expect(groups).toEqual(['Aliens']);
    expect((await runCli(['show', '--config', world.config, 'tmdb:679'])).code).toBe(2);
  });

  it('can try a library before there is a store, and leaves none', async () => {
    const store = join(world.folder, 'none', 'yet.sqlite');
    const dry = await world.scan(['--dry-run', '--store', store]);
    expect(dry.summary.groups).toMatchObject({ total: 15, matched: 13 });
    await expect(access(join(world.folder, 'none'))).rejects.toThrow('ENOENT');
  });

  it('takes a folder outside all libraries as a library of its own', async () => {
    const other = join(world.folder, 'other');
    await cp(join(world.library, 'Movies', 'WALL-E (2008)'), join(other, 'WALL-E (2008)'), { recursive: true });
    const result = await world.scan([other]);
    expect(result.events).toContainEqual(expect.objectContaining({ type: 'group', library: 'other', title: 'WALL·E' }));
  });
});
