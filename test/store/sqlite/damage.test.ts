import { readFile, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import { openMaintenance } from '../../../src/store/maintenance.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { runCli } from '../../cli/run-cli.ts';
import { albumSave, groupSave, movieDraft, seriesSave } from '../drafts.ts';
import { type TemporaryFolder, temporaryFolder } from './folder.ts';

const PAGE = 4096;

let folder: TemporaryFolder;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = folder.join('store.db');
  const store = await openSqliteStore(path);
  for (let number = 0; number < 40; number++) {
    await store.saveGroup(groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) }));
  }
  await store.saveGroup(seriesSave());
  await store.saveGroup(albumSave());
  await store.close();
});
afterEach(() => folder.remove());

async function change(at: number, bytes: Buffer): Promise<void> {
  const file = await readFile(path);
  bytes.copy(file, at);
  await writeFile(path, file);
}

/** What went wrong when the store was read, written and checked. */
async function complaints(): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    await work().catch((error: unknown) => errors.push(error));
  };
  await attempt(async () => {
    const store = await openSqliteStore(path);
    try {
      await attempt(() => store.list({}));
      await attempt(() => store.openGroups({}));
      await attempt(() => store.show({ by: 'title', title: 'Heat' }));
      await attempt(() => store.show({ by: 'title', title: 'Portishaed', similar: true }));
      await attempt(() => store.unit('/media/movies', 'm7'));
      await attempt(() => store.saveGroup(groupSave({ key: 'm7', draft: movieDraft({ ids: { tmdb: '7' } }) })));
      await attempt(() => store.saveGroup(groupSave({ key: 'new', draft: movieDraft({ ids: { tmdb: 'new' } }) })));
      await attempt(() => store.markMissing('/media/movies', ['m3/m3.mkv'], '2026-03-01T10:00:00.000Z'));
    } finally {
      await store.close();
    }
  });
  await attempt(async () => {
    const maintenance = await openMaintenance(path, {}, false);
    try {
      const problems = await maintenance.check();
      if (problems.length > 0) errors.push(new RevengeError('STORE_CORRUPT', `${path}: ${problems.join('; ')}`));
    } finally {
      await maintenance.close();
    }
  });
  return errors;
}

describe('a damaged store is named with its place, and nothing else comes of it', () => {
  test.each<readonly [string, () => Promise<void>, string]>([
    ['whose first bytes are others', () => change(0, Buffer.from('not SQLite at all')), 'STORE_NOT_A_DATABASE'],
    ['whose header says another size of pages', () => change(16, Buffer.from([0x12, 0x34])), 'STORE_NOT_A_DATABASE'],
    ['whose schema is overwritten', () => change(100, Buffer.alloc(PAGE - 100, 0xaa)), 'STORE_CORRUPT'],
    ['of which pages in the middle are empty', () => change(PAGE * 2, Buffer.alloc(PAGE * 60)), 'STORE_CORRUPT'],
    ['of which pages in the middle are others', () => change(PAGE * 2, Buffer.alloc(PAGE * 60, 0xee)), 'STORE_CORRUPT'],
    ['that ends in the middle of a page', () => truncate(path, PAGE * 20 + 1000), 'STORE_CORRUPT'],
    ['of which only the first page is left', () => truncate(path, PAGE), 'STORE_CORRUPT'],
    ['of which only some bytes are left', () => truncate(path, 60), 'STORE_CORRUPT'],
  ])('a file %s', async (_what, harm, code) => {
    await harm();
    const errors = await complaints();
    expect(errors).not.toEqual([]);
    for (const error of errors) {
      expect(error).toMatchObject({ code, exitCode: 6, message: expect.stringContaining(path) });
    }
    for (const args of [['list'], ['db', 'check'], ['scan', folder.path]]) {
      const { code: exitCode, err, out } = await runCli([...args, '--store', path], { cwd: folder.path });
      expect([args, exitCode, err + out]).toEqual([args, 6, expect.stringMatching(/./)]);
    }
  });

  test('bytes anywhere in it: every error says so, and no text of the store is taken for a defect', async () => {
    const whole = await readFile(path);
    // Pseudo-random, the same in every run.
    let state = 20_260_301;
    const next = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    let noticed = 0;
    for (let round = 0; round < 60; round++) {
      const damaged = Buffer.from(whole);
      for (let hit = 0; hit < 8; hit++) {
        const at = PAGE + next(whole.length - PAGE - 64);
        for (let place = at; place < at + 64; place++) damaged[place] = next(256);
      }
      await writeFile(path, damaged);
      const errors = await complaints();
      if (errors.length > 0) noticed += 1;
      for (const error of errors) {
        expect(error).toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining(path) });
      }
    }
    expect(noticed).toBeGreaterThan(30);
  });
});
