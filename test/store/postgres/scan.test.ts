import { appendFile, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMaintenance } from '../../../src/store/maintenance.ts';
import { openStore } from '../../../src/store/open.ts';
import { runCli } from '../../cli/run-cli.ts';
import { writeTags } from '../../support/media-files.ts';
import { privatePostgres } from '../../support/private-postgres.ts';
import { FIXTURES, type ScanWorld, scan, scanWorld } from '../../support/scan-world.ts';
import { contentOf } from '../content.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

/** Nothing is asked but recordings, so that every run finds the same. */
const REPLAY = ['--replay', join(FIXTURES, 'cassettes')];

let world: ScanWorld;
let schema: FreshSchema;
beforeEach(async () => {
  world = await scanWorld();
  schema = freshSchema();
});
afterEach(async () => {
  await schema.remove();
  await world.remove();
});

async function content(location: string): Promise<unknown> {
  const store = await openStore(location, { readonly: true });
  try {
    return await contentOf(store);
  } finally {
    await store.close();
  }
}

async function problems(location: string): Promise<readonly string[]> {
  const maintenance = await openMaintenance(location, {}, false);
  try {
    return await maintenance.check();
  } finally {
    await maintenance.close();
  }
}

async function useStore(lines: string): Promise<void> {
  const text = await readFile(world.config, 'utf8');
  await writeFile(world.config, text.replace(/^store: .*\n/m, lines));
}

test('a scan comes to the same in both stores, and a second one writes nothing', async () => {
  const sqlite = await world.scan(REPLAY);
  const first = await world.scan([...REPLAY, '--store', schema.url]);
  expect([first.code, first.summary.groups]).toEqual([sqlite.code, sqlite.summary.groups]);
  expect(first.summary.rows.changed).toBeGreaterThan(0);
  expect(await content(schema.url)).toEqual(await content(world.store));
  expect(await problems(schema.url)).toEqual([]);
  expect(await problems(world.store)).toEqual([]);
  for (const location of [schema.url, world.store]) {
    const second = await world.scan([...REPLAY, '--store', location]);
    expect([second.summary.rows.changed, second.summary.files.unchanged]).toEqual([0, second.summary.files.seen]);
  }
  const listed = await runCli(['list', '--config', world.config, '--store', schema.url, '--count']);
  expect(Number(listed.out)).toBeGreaterThan(3);
});

test('a server that cannot be reached ends the run, or gives way to the local file as configured', async () => {
  const gone = 'postgres://postgres@127.0.0.1:1/postgres';
  const refused = await runCli(['scan', '--config', world.config, '--store', gone]);
  expect([refused.code, refused.err]).toEqual([6, expect.stringContaining('cannot be reached')]);

  await useStore(`store: { url: "${gone}", fallback: sqlite, offline: offline.sqlite }\n`);
  const run = await scan(['--config', world.config, '--no-artwork', ...REPLAY]);
  expect(run.code).toBe(0);
  expect(run.summary.store).toBe(join(world.folder, 'offline.sqlite'));
  expect(run.events.find((event) => event.type === 'warning')).toMatchObject({ code: 'STORE_OFFLINE' });
  const listed = await runCli(['list', '--config', world.config, '--count']);
  expect([listed.code, Number(listed.out) > 3, listed.err]).toEqual([0, true, expect.stringContaining('reading')]);

  await useStore('');
  await appendFile(world.config, `store: { url: "${schema.url}", offline: offline.sqlite }\n`);
  await world.scan([...REPLAY, join(world.library, 'Movies/Dune')]).catch(() => undefined);
  const synced = await runCli(['sync', '--config', world.config]);
  expect([synced.code, synced.out]).toEqual([0, expect.stringContaining('carried over')]);
  expect(await content(schema.url)).toEqual(await content(join(world.folder, 'offline.sqlite')));
  const again = await runCli(['sync', '--config', world.config, '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ groups: 0, rows: 0, conflicts: [] });
});

test('--offline works in the local file at once; a later run says that there is something to carry over', async () => {
  await useStore(`store: { url: "${schema.url}", offline: offline.sqlite }\n`);
  const offline = await runCli(['scan', '--config', world.config, '--no-artwork', '--offline', '--json']);
  expect(offline.out).toContain('offline.sqlite');
  const online = await scan(['--config', world.config, '--no-artwork', ...REPLAY]);
  expect(online.events.filter((event) => event.type === 'warning')).toContainEqual(
    expect.objectContaining({ code: 'STORE_UNSYNCED' }),
  );
});

test('a server that is stopped in the middle of a scan: the run ends, the next one comes to the same', async () => {
  const server = await privatePostgres();
  try {
    await server.start();
    let stopped: Promise<void> | undefined;
    const options = ['--config', world.config, '--no-artwork', ...REPLAY, '--store', server.url];
    const running = runCli(['scan', '--json', ...options], {
      onOut: (text: string) => {
        if (text.includes('"type":"group"')) stopped ??= server.stop();
      },
    });
    const ended = await running;
    await stopped;
    expect([ended.code, ended.out]).toEqual([6, expect.stringContaining('STORE_UNAVAILABLE')]);
    await server.start();
    const next = await scan(options);
    expect(next.code).toBe(0);
    expect(await problems(server.url)).toEqual([]);
    const undisturbed = await scan([...options.slice(0, -1), schema.url]);
    expect(undisturbed.code).toBe(0);
    expect(await content(server.url)).toEqual(await content(schema.url));
  } finally {
    await server.remove();
  }
});

test('what a person sets and locks without the server is told of, and carried over', async () => {
  await useStore(`store: { url: "${schema.url}", offline: offline.sqlite }\n`);
  const config = ['--config', world.config];
  expect((await scan([...config, '--no-artwork', '--offline', ...REPLAY])).code).toBe(0);
  expect((await runCli(['sync', ...config])).code).toBe(0);
  const offline = [...config, '--offline'];
  expect((await runCli(['set', 'tmdb:949', 'title=Hitze', '--author', 'ann', ...offline])).code).toBe(0);
  expect((await runCli(['lock', 'tmdb:949', 'year', '--author', 'ann', ...offline])).code).toBe(0);
  const told = await runCli(['set', 'tmdb:949', 'tagline=A heist', ...config]);
  expect([told.code, told.err]).toEqual([0, expect.stringContaining('holds what runs without the server found')]);
  expect((await runCli(['sync', ...config])).code).toBe(0);
  const shown = async (what: string) => JSON.parse((await runCli(['show', what, '--json', ...config])).out);
  expect(await shown('tmdb:949')).toMatchObject({
    title: 'Hitze',
    holds: [
      { field: 'tagline', value: 'A heist' },
      { field: 'title', mode: 'override', author: 'ann' },
      { field: 'year', mode: 'lock', author: 'ann' },
    ],
  });
});

test('what moved keeps its work on the server, too: by content, and by tags that were written anew', async () => {
  // No recording has its answers: the series would be asked about again in every run.
  await appendFile(world.config, 'sources: { tvmaze: false }\n');
  const options = [...REPLAY, '--store', schema.url];
  await world.scan(options);
  const id = async (what: string) =>
    JSON.parse((await runCli(['show', what, '--json', '--config', world.config, '--store', schema.url])).out).id;
  const before = [await id('tmdb:949'), await id('Deuce Avenue')];
  await rename(join(world.library, 'Movies/Heat [tmdbid-949]'), join(world.library, 'Movies/Unsorted'));
  const album = join(world.library, 'Music/Unsorted');
  await rename(join(world.library, 'Music/Alan Vega'), album);
  for (const name of await readdir(join(album, 'Deuce Avenue'))) {
    writeTags(join(album, 'Deuce Avenue', name), { genres: ['Rock'], lyrics: 'la' });
  }
  const again = await world.scan(options);
  expect(again.summary.files.moved).toBe(13);
  const groups = again.events.flatMap((event) => (event.type === 'group' ? [event] : []));
  expect(groups.map(({ key, by, item }) => [key, by, item]).sort()).toEqual([
    ['Unsorted//heat-1995', 'store', before[0]],
    ['Unsorted/Deuce Avenue', 'store', before[1]],
  ]);
  expect([await id('tmdb:949'), await id('Deuce Avenue')]).toEqual(before);
  expect((await world.scan(options)).summary.rows.changed).toBe(0);
});
