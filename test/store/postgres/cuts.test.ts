import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import { lockStore, openStore } from '../../../src/store/open.ts';
import { openOutbox } from '../../../src/store/sqlite/outbox.ts';
import { syncStores } from '../../../src/store/sync.ts';
import { runCli } from '../../cli/run-cli.ts';
import { type CuttingProxy, cuttingProxy } from '../../support/cutting-proxy.ts';
import { FIXTURES, type ScanWorld, scanWorld } from '../../support/scan-world.ts';
import { contentOf } from '../content.ts';
import { AT, groupSave, movieDraft, preferring, seriesSave } from '../drafts.ts';
import { type TemporaryFolder, temporaryFolder } from '../sqlite/folder.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

/* With REVENGE_TEST_LONG=1 every packet up to the 200th is the last one, else some of them. */
const LONG = process.env.REVENGE_TEST_LONG === '1';
const EVERY = Array.from({ length: 200 }, (_, index) => index + 1);
const packets = (some: readonly number[]): readonly number[] => (LONG ? EVERY : some);
const policy = preferring('radarr', 'sonarr', 'tmdb');
const movie = (id: number) => groupSave({ key: `m${id}`, draft: movieDraft({ ids: { tmdb: `${id}` } }) });

let folder: TemporaryFolder;
let schema: FreshSchema;
let proxy: CuttingProxy | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  schema = freshSchema();
  proxy = undefined;
});
afterEach(async () => {
  await proxy?.close();
  await schema.remove();
  await folder.remove();
});

/** The address of the store behind a proxy that cuts after this packet, in turns by an end, a reset, and for good. */
async function cutAfter(after: number): Promise<string> {
  proxy = await cuttingProxy(schema.url, { after, reset: after % 2 === 0, stayDown: after % 3 === 0 });
  return proxy.through(schema.url);
}

/** What a session does to a store that may be new: takes its lock, makes it, saves, holds, reads. */
async function session(location: string): Promise<void> {
  const lock = await lockStore(location);
  try {
    const store = await openStore(location, { lease: lock.lease });
    try {
      await store.saveGroups([movie(1), movie(2), seriesSave()]);
      const [row] = await store.list({});
      if (row === undefined) throw new Error('What was saved is listed');
      await store.hold({ itemId: row.id, field: 'year', author: 'me', at: AT, override: 1990, policy });
      await store.saveGroup(movie(3));
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}

/** Ends well only where the work was done before the cut, else with the error of a store that is not available. */
async function expectCleanEnd(work: Promise<unknown>): Promise<void> {
  const ended = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (proxy?.hasCut !== true) {
    expect(ended).toBeUndefined();
    return;
  }
  expect(ended).toBeInstanceOf(RevengeError);
  expect(ended).toMatchObject({ code: 'STORE_UNAVAILABLE', exitCode: 6, hint: expect.any(String) });
}

describe('a connection that is cut at any packet', () => {
  test.each(packets([1, 2, 3, 5, 7, 8, 14, 60, 160, 180, 190]))(
    'of opening, migrating and saving, here the %ith: 6, and the next run completes',
    async (after) => {
      await expectCleanEnd(session(await cutAfter(after)));
      if (after < 60) expect(proxy?.hasCut).toBe(true);
      await session(schema.url);
      const store = await openStore(schema.url, { readonly: true });
      expect(await store.count({})).toBe(4);
      await store.close();
      expect(await schema.query('SELECT * FROM run_lease')).toEqual([]);
    },
  );

  test.each(packets([1, 7, 20, 40]))('of syncing, here the %ith: 6, and the next run completes', async (after) => {
    const path = folder.join('offline.db');
    const source = await openStore(path);
    for (let id = 1; id <= 5; id++) {
      const { itemId } = await source.saveGroup(movie(id));
      if (itemId === undefined) throw new Error('A matched group has an item');
      await source.hold({ itemId, field: 'title', author: 'me', at: AT, override: `Held ${id}`, policy });
    }
    await (await openStore(schema.url)).close();
    const sync = async (location: string): Promise<void> => {
      const outbox = await openOutbox(path, 'postgres://server/store');
      try {
        const lock = await lockStore(location);
        try {
          const target = await openStore(location, { lease: lock.lease });
          const { signal } = new AbortController();
          try {
            const { conflicts } = await syncStores({
              source,
              outbox,
              target,
              policy,
              signal,
              progress: () => undefined,
            });
            expect(conflicts).toEqual([]);
          } finally {
            await target.close();
          }
        } finally {
          await lock.release();
        }
      } finally {
        outbox.close();
      }
    };
    await expectCleanEnd(sync(await cutAfter(after)));
    await sync(schema.url);
    const target = await openStore(schema.url, { readonly: true });
    expect(await contentOf(target)).toEqual(await contentOf(source));
    await target.close();
    await source.close();
  });

  describe('of a scan', () => {
    let world: ScanWorld;
    beforeEach(async () => {
      world = await scanWorld(undefined, ['Movies']);
    });
    afterEach(() => world.remove());

    test.each(packets([6, 100, 180]))('here the %ith: 6, and the next run completes', async (after) => {
      const replay = ['--replay', join(FIXTURES, 'cassettes')];
      const args = ['scan', '--config', world.config, '--no-artwork', '--plain', ...replay, '--store'];
      const cut = await runCli([...args, await cutAfter(after)]);
      if (proxy?.hasCut === true)
        expect([cut.code, cut.out + cut.err]).toEqual([6, expect.stringContaining('STORE_UNAVAILABLE')]);
      else expect(cut.code).toBe(0);
      expect(await runCli([...args, schema.url])).toMatchObject({ code: 0 });
      expect((await world.scan([...replay, '--store', schema.url])).summary.rows.changed).toBe(0);
    });
  });
});
