import { execFile, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMaintenance } from '../../../src/store/maintenance.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { storeError } from '../../../src/store/sqlite/errors.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { FIXTURES, type ScanWorld, scanWorld } from '../../support/scan-world.ts';
import { groupSave, movieDraft } from '../drafts.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

const save = (number: number) => groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) });

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function problems(path: string): Promise<readonly string[]> {
  const maintenance = await openMaintenance(path, {}, false);
  try {
    return await maintenance.check();
  } finally {
    await maintenance.close();
  }
}

test('what SQLite says when it has no page left is told with the place and what to do', async () => {
  const path = folder.join('store.db');
  const database = await openDatabase(path, false);
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const fill = database.prepare("INSERT INTO runs VALUES (?, 'scan', '', '', ?)");
  const filling = (): void => {
    for (let number = 0; number < 1000; number++) fill.run(String(number), 'x'.repeat(1000));
  };
  let thrown: unknown;
  try {
    filling();
  } catch (error) {
    thrown = storeError(error, path);
  }
  database.close();
  expect(thrown).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    exitCode: 6,
    message: `There is no space left to write the store ${path}`,
    hint: expect.stringContaining('--store'),
  });
});

/** Where this user may make a file system, one of these many KiB. */
function smallDisk(path: string, kilobytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]).status === 0;
}

describe('on a disk that is full', () => {
  let disk: string;
  let mounted = false;
  beforeEach(async () => {
    disk = folder.join('disk');
    await mkdir(disk);
    mounted = smallDisk(disk, 4000);
  });
  afterEach(() => {
    if (mounted) spawnSync('umount', ['-l', disk]);
  });

  test('a save fails wholly, what was stored is safe, and with space it goes on', async (context) => {
    if (!mounted) {
      process.stderr.write('SKIPPED: a full disk was not tried, because this user may not mount a small one\n');
      context.skip();
    }
    const path = join(disk, 'store.db');
    const store = await openSqliteStore(path);
    let saved = 0;
    let failure: unknown;
    while (failure === undefined && saved < 5000) {
      await store.saveGroup(save(saved)).then(
        () => {
          saved += 1;
        },
        (error: unknown) => {
          failure = error;
        },
      );
    }
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', exitCode: 6, message: expect.stringContaining(path) });
    expect(saved).toBeGreaterThan(5);
    expect(await store.count({})).toBe(saved);
    await store.close();
    expect(spawnSync('mount', ['-o', 'remount,size=20000k', disk]).status).toBe(0);
    expect(await problems(path)).toEqual([]);
    const again = await openSqliteStore(path);
    for (let number = 0; number < saved + 50; number++) await again.saveGroup(save(number));
    expect(await again.count({})).toBe(saved + 50);
    await again.close();
  });
});

describe('where a file may not grow', () => {
  let world: ScanWorld;
  beforeEach(async () => {
    world = await scanWorld();
  });
  afterEach(() => world.remove());

  test('a scan ends as documented, and the next one comes to what an undisturbed one comes to', async () => {
    const replay = ['--replay', join(FIXTURES, 'cassettes')];
    const args = ['bin/revenge.js', 'scan', '--json', '--config', world.config, '--no-artwork', ...replay];
    // A limit of the shell, in KiB: a store with nothing in it has about 300, with a library in it much more.
    const limited = promisify(execFile)('bash', ['-c', 'ulimit -f 400; exec "$@"', 'bash', process.execPath, ...args]);
    const ended = await limited.then(
      () => ({ code: 0, stdout: '' }),
      (error: { readonly code: number; readonly stdout: string }) => error,
    );
    expect([ended.code, ended.stdout]).toEqual([6, expect.stringContaining('"code":"STORE_UNAVAILABLE"')]);
    expect(ended.stdout).toContain(world.store);
    expect(await problems(world.store)).toEqual([]);
    const next = await world.scan(replay);
    const undisturbed = await world.scan([...replay, '--store', folder.join('other.db')]);
    expect(next.code).toBe(undisturbed.code);
    const rows = (path: string): unknown => {
      const database = new Database(path, { readonly: true });
      const all = database.prepare('SELECT kind, title, year FROM items ORDER BY kind, title, year').all();
      database.close();
      return all;
    };
    expect(rows(world.store)).toEqual(rows(folder.join('other.db')));
    expect(await problems(world.store)).toEqual([]);
  });
});
