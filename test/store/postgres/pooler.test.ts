import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { runCli } from '../../cli/run-cli.ts';
import { hasPgbouncer, type Pooler, startPgbouncer } from '../../support/pgbouncer.ts';
import { FIXTURES, type ScanWorld, scanWorld } from '../../support/scan-world.ts';
import { postgresUrl } from '../../support/services.ts';
import { contentOf } from '../content.ts';
import { describeStore } from '../contract/suite.ts';
import { AT, groupSave, movieDraft } from '../drafts.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

const installed = await hasPgbouncer();
const LONG = process.env.REVENGE_TEST_LONG === '1';
const movieOf = (id: number) => groupSave({ key: `m${id}`, draft: movieDraft({ ids: { tmdb: `${id}` } }) });
const REPLAY = ['--replay', join(FIXTURES, 'cassettes')];

describe.skipIf(!installed)('behind pgbouncer in transaction mode (needs the package pgbouncer)', () => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await startPgbouncer(postgresUrl());
  });
  afterAll(() => pooler.stop());

  // The whole contract takes minutes: REVENGE_TEST_LONG=1.
  describe.runIf(LONG)('the contract', () => {
    describeStore('pooled PostgreSQL', fresh);
  });

  async function fresh() {
    const schema = freshSchema();
    const store = await openPostgresStore(pooler.through(schema.url));
    return {
      store,
      dispose: async () => {
        await store.close();
        await schema.remove();
      },
    };
  }

  test('what the contract does by the way: saves, holds, queries, pictures', async () => {
    const { store, dispose } = await fresh();
    const { itemId } = await store.saveGroup(groupSave({ draft: movieDraft() }));
    if (itemId === undefined) throw new Error('A matched group has an item');
    await Promise.all([1, 2, 3, 4, 5, 6].map((id) => store.saveGroup(movieOf(id))));
    await store.hold({ itemId, field: 'title', author: 'me', at: AT, override: 'Hitze', policy: movieOf(1).policy });
    expect(await store.count({})).toBe(7);
    expect((await store.show({ by: 'title', title: 'Hize', similar: true })).map((view) => view.title)).toEqual([
      'Hitze',
    ]);
    await dispose();
  });

  describe('runs', () => {
    let world: ScanWorld;
    let schema: FreshSchema;
    let url: string;
    beforeEach(async () => {
      world = await scanWorld(undefined, ['Movies']);
      schema = freshSchema();
      url = pooler.through(schema.url);
    });
    afterEach(async () => {
      await schema.remove();
      await world.remove();
    });

    const content = async (location: string): Promise<unknown> => {
      const store = await openStore(location, { readonly: true });
      try {
        return await contentOf(store);
      } finally {
        await store.close();
      }
    };

    test('ten in a row end with 0, and all but the first change nothing', async () => {
      const changed: number[] = [];
      for (let run = 0; run < 10; run++) {
        const { code, summary } = await world.scan([...REPLAY, '--store', url]);
        expect(code).toBe(0);
        changed.push(summary.rows.changed);
      }
      expect(changed.slice(1)).toEqual(Array.from({ length: 9 }, () => 0));
      await world.scan([...REPLAY, '--store', world.store]);
      expect(await content(url)).toEqual(await content(world.store));
      expect(await schema.query('SELECT * FROM run_lease')).toEqual([]);
    });

    test('of two at once one ends with 75', async () => {
      const args = ['scan', '--config', world.config, '--no-artwork', ...REPLAY, '--store', url];
      let second: ReturnType<typeof runCli> | undefined;
      // The first run has the lock when it says that it has started, and its whole scan is still to come.
      const onOut = (text: string): void => {
        if (text.includes('"run-started"')) second ??= runCli([...args, '--quiet']);
      };
      expect(await runCli([...args, '--json'], { onOut })).toMatchObject({ code: 0 });
      expect(await second).toMatchObject({ code: 75 });
      expect(await runCli([...args, '--quiet'])).toMatchObject({ code: 0 });
    });

    test('a run in a process that was killed is in nobody’s way', async () => {
      const script = `
        const { lockPostgres } = await import('./src/store/postgres/lock.ts');
        await lockPostgres(${JSON.stringify(url)});
        process.stdout.write('held');
        setInterval(() => {}, 1000);`;
      const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
        cwd: resolve('.'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(holder.stdout, 'data');
      const args = ['scan', '--config', world.config, '--no-artwork', '--quiet', ...REPLAY, '--store', url];
      expect(await runCli(args)).toMatchObject({ code: 75, err: expect.stringContaining(`revenge ${holder.pid} on`) });
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      expect(await runCli(args)).toMatchObject({ code: 0 });
    });
  });
});

test.skipIf(installed)('pgbouncer is not installed, so that nothing is tested behind it', () => undefined);
