import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FIXTURES, type ScanWorld, scanWorld } from '../support/scan-world.ts';

const REPLAY = ['--replay', join(FIXTURES, 'cassettes')];

let world: ScanWorld;
let movies: string;
beforeEach(async () => {
  world = await scanWorld(undefined, ['Movies']);
  movies = join(world.library, 'Movies');
});
afterEach(() => world.remove());

/** Paths that this scan warned of, and whether anything was written or is missing. */
async function warned(): Promise<readonly [paths: readonly (string | undefined)[], rows: number, missing: number]> {
  const { events, summary } = await world.scan(REPLAY);
  const paths = events.flatMap((event) => (event.type === 'warning' && event.code === 'ENOENT' ? [event.path] : []));
  return [paths, summary.rows.changed, summary.files.missing];
}

it('a dead link is reported once, not in every run, and again when it has died again', async () => {
  await warned();
  await symlink('/nowhere/at/all.mkv', join(movies, 'Alien (1979)', 'Alien (1979) - 4K.mkv'));
  await symlink('/nowhere/folder', join(movies, 'Gone (2000)'));
  await symlink('/nowhere/loose.mkv', join(movies, 'Loose (2000).mkv'));
  const dead = ['Alien (1979)/Alien (1979) - 4K.mkv', 'Gone (2000)', 'Loose (2000).mkv'];
  expect((await warned())[0].toSorted()).toEqual(dead);
  expect(await warned()).toEqual([[], 0, 0]);
  await rm(join(movies, 'Gone (2000)'));
  await warned();
  expect(await warned()).toEqual([[], 0, 0]);
  await symlink('/nowhere/folder', join(movies, 'Gone (2000)'));
  expect((await warned())[0]).toEqual(['Gone (2000)']);
});

it('a file whose link has died stays as it is stored; it is reported each time that it dies', async () => {
  const disk = join(world.folder, 'disk');
  await mkdir(disk);
  await writeFile(join(disk, 'new.mkv'), 'no video');
  await mkdir(join(movies, 'New (2001)'));
  await symlink(join(disk, 'new.mkv'), join(movies, 'New (2001)', 'New (2001).mkv'));
  await warned();
  const path = 'New (2001)/New (2001).mkv';
  for (const _ of ['first', 'second']) {
    await rename(disk, `${disk}.away`);
    expect((await warned()).toSpliced(1, 1)).toEqual([[path], 0]);
    expect(await warned()).toEqual([[], 0, 0]);
    await rename(`${disk}.away`, disk);
    expect((await warned())[0]).toEqual([]);
    expect(await warned()).toEqual([[], 0, 0]);
  }
  await utimes(join(disk, 'new.mkv'), 1, 1);
  expect((await warned())[1]).toBeGreaterThan(0);
});
