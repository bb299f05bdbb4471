import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EnrichOptions, enrichPending } from '../../src/enrich/enrich.ts';
import { temporaryPath } from '../../src/enrich/temporary-pictures.ts';
import type { RevengeEvent } from '../../src/model/events.ts';
import type { Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { gateway, server } from '../http/tools.ts';
import { groupSave, movieDraft } from '../store/drafts.ts';
import { bytes } from '../support/http-server.ts';
import { picture } from './pictures.ts';

let folder: string;
let art: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-artwork-'));
  art = join(folder, 'artwork');
  await mkdir(art);
  store = await openSqliteStore(join(folder, 'store.db'));
});
afterEach(async () => {
  await store.close();
  spawnSync('umount', [art]);
  await rm(folder, { recursive: true, force: true });
});

async function enrich(): Promise<{ counts: Awaited<ReturnType<typeof enrichPending>>; warnings: string[] }> {
  const events: RevengeEvent[] = [];
  const options: EnrichOptions = {
    store,
    http: gateway({}),
    folder: art,
    roots: ['/media'],
    languages: ['en'],
    portraits: 0,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    network: 1,
  };
  const counts = await enrichPending(options);
  return {
    counts,
    warnings: events.flatMap((event) => (event.type === 'warning' ? [`${event.code} ${event.message}`] : [])),
  };
}

async function files(): Promise<readonly string[]> {
  const all = await readdir(art, { recursive: true, withFileTypes: true });
  return all.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

function mount(kilobytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', art]).status === 0;
}

test('a picture that the full artwork disk does not take is left for the next run; the others are kept', async (context) => {
  context.skip(!mount(64), 'needs the right to mount a small file system');
  const web = await server({
    '/large': bytes(await picture(600, 900, 'png', 1), 'image/png'),
    '/small': bytes(await picture(60, 90, 'jpeg', 2), 'image/jpeg'),
  });
  for (const [id, name] of ['large', 'small'].entries()) {
    const images = [{ kind: 'poster' as const, provider: 'tmdb', url: `${web.origin}/${name}` }];
    await store.saveGroup(groupSave({ key: name, draft: movieDraft({ ids: { tmdb: `${id + 1}` }, images }) }));
  }
  let fetched = 0;
  // While the large picture is being written, the small one may find no space either: then it is left for the next run, too.
  for (let time = 0; time < 20 && fetched === 0; time++) {
    const { counts, warnings } = await enrich();
    expect(counts.failed).toBe(0);
    expect(counts.fetched + counts.deferred).toBe(2);
    expect(warnings).toEqual([expect.stringMatching(/^ARTWORK_UNWRITABLE artwork could not be kept.*no space left/)]);
    expect((await files()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    fetched += counts.fetched;
  }
  expect(fetched).toBe(1);
  expect((await enrich()).counts).toMatchObject({ fetched: 0, failed: 0, deferred: 1 });
  spawnSync('mount', ['-o', 'remount,size=20m', art]);
  expect((await enrich()).counts).toMatchObject({ fetched: 1, deferred: 0 });
});

test('temporary pictures of runs that were killed are swept, those of others are left', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  const own = await temporaryPath(art);
  const killed = own.replace(`${process.pid}.`, `${ended.pid}.`);
  const elsewhere = own.replace(/\.[0-9a-f]{12}\./, '.aaaaaaaaaaaa.');
  const old = own.replace(/\.[0-9a-f]{12}\./, '.bbbbbbbbbbbb.');
  const strange = join(art, '.tmp', 'notes.tmp');
  for (const path of [own, killed, elsewhere, old, strange]) await writeFile(path, 'half');
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  for (const path of [old, strange]) await utimes(path, longAgo, longAgo);
  await enrich();
  expect((await files()).map((name) => join(art, '.tmp', name)).sort()).toEqual([own, elsewhere, strange].sort());
});

test('temporary pictures that an earlier version left are swept once they are a day old', async () => {
  const place = join(art, 'ab', 'cd');
  await mkdir(place, { recursive: true });
  const digest = 'abcd'.repeat(16);
  const names = [`${digest}.jpg.0123456789ab.tmp`, `${digest}.w200.webp.0123456789ab.tmp`, `${digest}.jpg`, 'mine.tmp'];
  for (const name of names) {
    await writeFile(join(place, name), 'half');
    await utimes(join(place, name), new Date(0), new Date(0));
  }
  await writeFile(join(place, `${digest}.png.0123456789ab.tmp`), 'half');
  await enrich();
  expect([...(await files())].sort()).toEqual([`${digest}.jpg`, `${digest}.png.0123456789ab.tmp`, 'mine.tmp'].sort());
});
