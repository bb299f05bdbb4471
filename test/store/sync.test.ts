import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Hold, Store } from '../../src/store/port.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { openOutbox } from '../../src/store/sqlite/outbox.ts';
import { hasUnsynced } from '../../src/store/sqlite/synced.ts';
import { syncStores } from '../../src/store/sync.ts';
import { only } from './contract/suite.ts';
import {
  AT,
  albumSave,
  file,
  groupSave,
  identified,
  LATER,
  MOVIES,
  movieDraft,
  preferring,
  seriesSave,
  values,
} from './drafts.ts';
import { type FreshSchema, freshSchema } from './postgres/fresh.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

const resolve = preferring('radarr', 'sonarr', 'tmdb', 'musicbrainz');
const IMAGE = {
  digest: 'ab'.repeat(32),
  path: 'ab/abab.jpg',
  format: 'jpeg',
  width: 10,
  height: 15,
  bytes: 9,
  blurhash: 'L',
  thumbnails: [],
};

let folder: TemporaryFolder;
let schema: FreshSchema;
let source: Store;
let target: Store;
beforeEach(async () => {
  folder = await temporaryFolder();
  schema = freshSchema();
  source = await openSqliteStore(folder.join('offline.db'));
  target = await openPostgresStore(schema.url);
});
afterEach(async () => {
  await source.close();
  await target.close();
  await schema.remove();
  await folder.remove();
});

async function sync(signal = new AbortController().signal, progress: (done: number) => void = () => undefined) {
  const outbox = await openOutbox(folder.join('offline.db'), schema.url);
  try {
    return await syncStores({ source, outbox, target, resolve, signal, progress });
  } finally {
    outbox.close();
  }
}

async function fill(): Promise<void> {
  const { itemId } = await source.saveGroup(
    groupSave({
      draft: movieDraft(),
      files: [file('Heat (1995)/Heat.mkv', { hash: 'h1', managed: { provider: 'radarr', quality: 'Remux' } })],
    }),
  );
  if (itemId === undefined) throw new Error('A matched group has an item');
  await source.saveGroup(seriesSave());
  await source.saveGroup(albumSave());
  await source.saveGroup(groupSave({ key: 'Who', identification: identified({ outcome: 'ambiguous' }), title: 'Who' }));
  const entry = {
    path: '/media/movies/x.txt',
    relativePath: 'x.txt',
    size: 1,
    mtimeMs: 2,
    inode: 3,
    rule: 'not-media',
  };
  await source.saveIgnored(MOVIES, '', [entry]);
  await source.markMissing(MOVIES.root, ['Who/Who.mkv'], LATER);
  await source.saveArtwork({
    itemId,
    kind: 'poster',
    at: AT,
    chosen: { provider: 'tmdb', url: 'https://i.test/1', image: IMAGE },
  });
  await source.hold({ itemId, field: 'title', author: 'me', at: AT, override: 'Hitze', resolve });
  await source.saveRun({ id: '20260301-1' as never, command: 'scan', startedAt: AT, finishedAt: AT, summary: {} });
}

/** Everything that a store shows, without what is its own: ids. */
async function content(store: Store): Promise<unknown> {
  const rows = await store.list({
    kinds: ['movie', 'series', 'season', 'episode', 'artist', 'release-group', 'release', 'track'],
  });
  const views = await Promise.all(rows.map(async (row) => (await store.show({ by: 'id', id: row.id }))[0]));
  const bare: unknown = JSON.parse(
    JSON.stringify({ views, open: await store.openGroups({}) }, (name, value: unknown) =>
      name === 'id' ? undefined : value,
    ),
  );
  return bare;
}

test('carries everything over, and a second time nothing', async () => {
  await fill();
  expect(await hasUnsynced(folder.join('offline.db'), schema.url)).toBe(true);
  const first = await sync();
  expect(first).toMatchObject({ groups: 4, unchanged: 0, conflicts: [] });
  expect(await content(target)).toEqual(await content(source));
  const [heat] = await target.show({ by: 'id', id: (await target.list({ kinds: ['movie'] }))[0]?.id ?? ('' as never) });
  expect(heat?.files[0]?.managed).toEqual({ provider: 'radarr', quality: 'Remux' });
  expect(await hasUnsynced(folder.join('offline.db'), schema.url)).toBe(false);
  expect(await sync()).toEqual({ groups: 0, unchanged: 4, rows: 0, conflicts: [] });
  expect((await target.unit(MOVIES.root, '')).files.map((one) => one.rule)).toEqual(['not-media']);
  expect(await readdir(folder.path)).toContain('offline.db');
});

test('is idempotent without its notes', async () => {
  await fill();
  await sync();
  const outbox = await openOutbox(folder.join('offline.db'), 'postgres://another/place');
  try {
    const again = await syncStores({
      source,
      outbox,
      target,
      resolve,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    expect(again).toMatchObject({ groups: 4, rows: 0, conflicts: [] });
  } finally {
    outbox.close();
  }
});

test('goes on where it was broken off', async () => {
  for (let number = 0; number < 150; number++) {
    await source.saveGroup(groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) }));
  }
  const stop = new AbortController();
  await expect(sync(stop.signal, () => stop.abort())).rejects.toThrow();
  expect(await target.count({})).toBe(100);
  expect(await sync()).toMatchObject({ groups: 50, unchanged: 100 });
  expect(await target.count({})).toBe(150);
});

test('two identities are a conflict: the target keeps its own, and it is told every time', async () => {
  await source.saveGroup(groupSave({ draft: movieDraft() }));
  await target.saveGroup(
    groupSave({ draft: movieDraft({ ids: { tmdb: '1' }, values: values('tmdb', '1', { title: 'Other' }) }) }),
  );
  for (let time = 0; time < 2; time++) {
    const { conflicts, groups } = await sync();
    expect([groups, conflicts.map((conflict) => [conflict.kind, conflict.key])]).toEqual([
      0,
      [['identity', 'Heat (1995)']],
    ]);
  }
  expect((await target.list({})).map((row) => row.title)).toEqual(['Other']);
});

test('two overrides are a conflict; a lock on one side alone is kept', async () => {
  const mine = await source.saveGroup(groupSave({ draft: movieDraft() }));
  const theirs = await target.saveGroup(groupSave({ draft: movieDraft() }));
  if (mine.itemId === undefined || theirs.itemId === undefined) throw new Error('A matched group has an item');
  const by = { author: 'me', at: AT, resolve };
  await source.hold({ ...by, itemId: mine.itemId, field: 'title', override: 'Mine' });
  await target.hold({ ...by, itemId: theirs.itemId, field: 'title', override: 'Theirs' });
  await target.hold({ ...by, itemId: theirs.itemId, field: 'year' });
  const { conflicts } = await sync();
  expect(conflicts).toMatchObject([{ kind: 'hold', field: 'title' }]);
  expect(conflicts[0]?.detail).toContain('Mine');
  expect((await target.list({})).map((row) => row.title)).toEqual(['Theirs']);
  expect((await target.holds(theirs.itemId)).map((hold) => hold.field)).toEqual(['title', 'year']);
});

test('locks and emptied fields are carried over as what they are', async () => {
  const draft = movieDraft({
    values: values('tmdb', '949', { title: 'Heat', year: 1995, overview: 'Old.', runtime: 1 }),
  });
  const { itemId } = await source.saveGroup(groupSave({ draft }));
  if (itemId === undefined) throw new Error('A matched group has an item');
  const by = { itemId, author: 'me', at: LATER, reason: 'mine', resolve };
  await source.hold({ ...by, field: 'overview' });
  await source.hold({ ...by, field: 'tagline' });
  await source.hold({ ...by, field: 'runtime', override: null });
  const newer = movieDraft({
    values: values('tmdb', '949', { title: 'Heat', overview: 'New.', tagline: 'T', runtime: 2 }),
  });
  const theirs = await target.saveGroup(groupSave({ draft: newer }));
  if (theirs.itemId === undefined) throw new Error('A matched group has an item');
  expect((await sync()).conflicts).toEqual([]);
  const bare = (holds: readonly Hold[]) => holds.map(({ itemId: _, ...hold }) => hold);
  expect(bare(await target.holds(theirs.itemId))).toEqual(bare(await source.holds(itemId)));
  const { fields } = only(await target.show({ by: 'id', id: theirs.itemId }));
  expect([fields.overview?.value, fields.tagline, fields.runtime]).toEqual(['Old.', undefined, undefined]);
  expect(await sync()).toMatchObject({ rows: 0, conflicts: [] });
});
