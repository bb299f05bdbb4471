import { readdir } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExternalId, ItemId } from '../../src/model/ids.ts';
import type { Hold } from '../../src/model/overrides.ts';
import type { GroupSave, Store } from '../../src/store/port.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { openOutbox } from '../../src/store/sqlite/outbox.ts';
import { hasUnsynced } from '../../src/store/sqlite/synced.ts';
import { syncStores } from '../../src/store/sync.ts';
import { contentOf } from './content.ts';
import { only } from './contract/suite.ts';
import {
  AT,
  albumSave,
  draft,
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
import { child } from './sqlite/child.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

const policy = preferring('radarr', 'sonarr', 'tmdb', 'musicbrainz');
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
    return await syncStores({ source, outbox, target, policy, signal, progress });
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
  await source.hold({ itemId, field: 'title', author: 'me', at: AT, override: 'Hitze', policy });
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
      name === 'id' || name === 'itemId' ? undefined : value,
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
      policy,
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
  const by = { author: 'me', at: AT, policy };
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
  const by = { itemId, author: 'me', at: LATER, reason: 'mine', policy };
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

/** What a save of a matched group brought. */
async function itemOf(store: Store, save: GroupSave): Promise<ItemId> {
  const { itemId } = await store.saveGroup(save);
  if (itemId === undefined) throw new Error('A matched group has an item');
  return itemId;
}

test('what persons hold on one side alone is neither lost nor in conflict', async () => {
  const by = { author: 'me', at: AT, policy };
  const mine = await itemOf(source, groupSave({ draft: movieDraft() }));
  const theirs = await itemOf(target, groupSave({ draft: movieDraft() }));
  await source.hold({ ...by, itemId: mine, field: 'year', reason: 'the premiere' });
  await source.hold({ ...by, itemId: mine, field: 'overview', override: null });
  await target.hold({ ...by, itemId: theirs, field: 'title', override: 'Theirs' });
  await target.hold({ ...by, itemId: theirs, field: 'runtime' });
  expect((await sync()).conflicts).toEqual([]);
  const held = (await target.holds(theirs)).map(({ field, mode, provider, value, reason }) => ({
    [field]: [mode, provider, value, reason],
  }));
  expect(Object.assign({}, ...held)).toEqual({
    overview: ['override', 'person', null, undefined],
    runtime: ['lock', 'radarr', 170, undefined],
    title: ['override', 'person', 'Theirs', undefined],
    year: ['lock', 'radarr', 1995, 'the premiere'],
  });
  const [view] = await target.show({ by: 'id', id: theirs });
  expect([view?.title, view?.fields.overview]).toEqual(['Theirs', undefined]);
  expect(view?.fields.title?.values.map((one) => one.value)).toContain('Heat');
  expect(await sync()).toMatchObject({ groups: 0, unchanged: 1, rows: 0, conflicts: [] });
});

/** One movie in both stores, held in the file as `hold` says, and carried over. */
async function carriedMovie(hold: (itemId: ItemId) => Promise<number>) {
  const mine = await itemOf(source, groupSave({ draft: movieDraft() }));
  await hold(mine);
  expect((await sync()).conflicts).toEqual([]);
  const theirs = only(await target.show({ by: 'external', kind: 'tmdb', value: '949' })).id;
  const held = async () => (await target.holds(theirs)).map(({ field, mode, value }) => [field, mode, value]);
  /** A change of the group in the file that is not of what is held. */
  const touch = () =>
    source.saveGroup(
      groupSave({
        at: LATER,
        draft: movieDraft({ values: values('tmdb', '949', { title: 'Heat', overview: `${Math.random()}` }) }),
      }),
    );
  return { mine, theirs, held, touch };
}
const BY = { author: 'me', at: AT, policy };

test('a lock that was released on the server stays released', async () => {
  const { mine, theirs, held, touch } = await carriedMovie((itemId) => source.hold({ ...BY, itemId, field: 'title' }));
  expect(await held()).toEqual([['title', 'lock', 'Heat']]);
  await target.release(theirs, 'title', LATER, policy);
  for (let time = 0; time < 2; time++) {
    await touch();
    expect((await sync()).conflicts).toEqual([]);
    expect(await held()).toEqual([]);
  }
  // Another value in the file is the person's newer word.
  await source.hold({ ...BY, itemId: mine, field: 'title', override: 'Hitze' });
  expect((await sync()).conflicts).toMatchObject([
    { field: 'title', detail: expect.stringContaining('released in the store') },
  ]);
});

test('what was unlocked without the server is unlocked there, and a second sync writes nothing', async () => {
  const { mine, held } = await carriedMovie(async (itemId) => {
    await source.hold({ ...BY, itemId, field: 'year' });
    return source.hold({ ...BY, itemId, field: 'title', override: 'Hitze' });
  });
  expect(await held()).toHaveLength(2);
  await source.release(mine, 'title', LATER, policy);
  expect(await sync()).toMatchObject({ groups: 1, conflicts: [] });
  expect(await held()).toEqual([['year', 'lock', 1995]]);
  expect(only(await target.show({ by: 'external', kind: 'tmdb', value: '949' })).title).toBe('Heat');
  expect(await sync()).toMatchObject({ groups: 0, rows: 0, conflicts: [] });
});

test('what was unlocked without the server and changed on it is a conflict until a person settles it', async () => {
  const { mine, theirs, held } = await carriedMovie((itemId) =>
    source.hold({ ...BY, itemId, field: 'title', override: 'Hitze' }),
  );
  await source.release(mine, 'title', LATER, policy);
  await target.hold({ ...BY, itemId: theirs, field: 'title', override: 'Theirs' });
  for (let time = 0; time < 2; time++) {
    expect((await sync()).conflicts).toMatchObject([
      { kind: 'hold', field: 'title', detail: expect.stringContaining('released without the server') },
    ]);
  }
  expect(await held()).toEqual([['title', 'override', 'Theirs']]);
  await target.release(theirs, 'title', LATER, policy);
  expect(await sync()).toMatchObject({ conflicts: [] });
  expect(await held()).toEqual([]);
});

test('an override that is changed again and again without the server is carried over each time', async () => {
  const { mine, theirs, held, touch } = await carriedMovie((itemId) =>
    source.hold({ ...BY, itemId, field: 'title', override: 'First' }),
  );
  for (const override of ['Second', 'Third', null]) {
    await source.hold({ ...BY, itemId: mine, field: 'title', override });
    expect((await sync()).conflicts).toEqual([]);
    expect(await held()).toEqual([['title', 'override', override]]);
  }
  // A change on the server alone stays.
  await target.hold({ ...BY, itemId: theirs, field: 'title', override: 'Theirs' });
  await touch();
  expect((await sync()).conflicts).toEqual([]);
  expect(await held()).toEqual([['title', 'override', 'Theirs']]);
});

test('a lock that became an override of the same value is one there, too', async () => {
  const { mine, held } = await carriedMovie((itemId) => source.hold({ ...BY, itemId, field: 'title' }));
  await source.hold({ ...BY, itemId: mine, field: 'title', override: 'Heat' });
  expect((await sync()).conflicts).toEqual([]);
  expect(await held()).toEqual([['title', 'override', 'Heat']]);
});

test('a file that was carried over before bases were remembered takes what it holds for its base', async () => {
  const { theirs, held, touch } = await carriedMovie((itemId) => source.hold({ ...BY, itemId, field: 'title' }));
  const database = new Database(folder.join('offline.db'));
  database.exec('DELETE FROM synced_holds');
  database.close();
  await target.release(theirs, 'title', LATER, policy);
  expect(await sync()).toMatchObject({ unchanged: 1, rows: 0 });
  await touch();
  expect((await sync()).conflicts).toEqual([]);
  expect(await held()).toEqual([]);
});

test('what was unlocked of a work without files is unlocked there', async () => {
  const { mine, held } = await carriedMovie((itemId) => source.hold({ ...BY, itemId, field: 'title' }));
  await source.saveGroup(groupSave({ draft: movieDraft({ ids: { tmdb: '9' } }) }));
  await source.release(mine, 'title', LATER, policy);
  await sync();
  expect(await held()).toEqual([]);
});

test('a lock and an override of another value are a conflict, whoever has which', async () => {
  const by = { author: 'me', at: AT, policy };
  const mine = await itemOf(source, groupSave({ draft: movieDraft() }));
  const theirs = await itemOf(target, groupSave({ draft: movieDraft() }));
  await source.hold({ ...by, itemId: mine, field: 'title' });
  await target.hold({ ...by, itemId: theirs, field: 'title', override: 'Theirs' });
  await source.hold({ ...by, itemId: mine, field: 'year', override: 1996 });
  await target.hold({ ...by, itemId: theirs, field: 'year' });
  for (let time = 0; time < 2; time++) {
    expect((await sync()).conflicts.map(({ kind, field }) => [kind, field])).toEqual([
      ['hold', 'title'],
      ['hold', 'year'],
    ]);
  }
  expect((await target.holds(theirs)).map((hold) => hold.value)).toEqual(['Theirs', 1995]);
});

test('what persons hold of an artist and of a track comes along', async () => {
  const by = { author: 'me', at: AT, policy };
  await source.saveGroup(albumSave());
  await target.saveGroup(albumSave());
  const held = async (store: Store): Promise<unknown> => {
    const artists = await store.list({ kinds: ['artist'] });
    const tracks = await store.list({ kinds: ['track'] });
    const all = await Promise.all([...artists, ...tracks].map((row) => store.holds(row.id)));
    return all.flat().map(({ field, value }) => [field, value]);
  };
  const artist = (await source.list({ kinds: ['artist'] }))[0]?.id ?? ('' as never);
  const track = (await source.list({ kinds: ['track'] }))[0]?.id ?? ('' as never);
  await source.hold({ ...by, itemId: artist, field: 'sortTitle', override: 'Portishead, the' });
  await source.hold({ ...by, itemId: track, field: 'title', override: 'Mine' });
  expect((await sync()).conflicts).toEqual([]);
  expect(await held(target)).toEqual(await held(source));
  expect(await held(target)).toHaveLength(2);
});

test('what persons hold of a work without files is carried over where the work is known, else told', async () => {
  const by = { author: 'me', at: AT, policy };
  for (const id of ['1', '2']) {
    const itemId = await itemOf(source, groupSave({ key: `m${id}`, draft: movieDraft({ ids: { tmdb: id } }) }));
    await source.hold({ ...by, itemId, field: 'title', override: `Mine ${id}` });
    // The files turn out to be something else.
    await source.saveGroup(groupSave({ key: `m${id}`, draft: movieDraft({ ids: { tmdb: `9${id}` } }) }));
  }
  const known = await itemOf(target, groupSave({ key: 'elsewhere', draft: movieDraft({ ids: { tmdb: '1' } }) }));
  for (let time = 0; time < 2; time++) {
    const { conflicts } = await sync();
    expect(conflicts).toMatchObject([{ kind: 'hold', field: 'title', title: 'Mine 2' }]);
    expect(conflicts[0]?.detail).toContain('"Mine 2" by me');
  }
  expect((await target.holds(known)).map((hold) => hold.value)).toEqual(['Mine 1']);
});

test('files that the file could not identify stay what they are in the store', async () => {
  const itemId = await itemOf(target, groupSave({ draft: movieDraft() }));
  for (const outcome of ['degraded', 'unmatched', 'ambiguous'] as const) {
    await source.saveGroup(groupSave({ identification: identified({ outcome }) }));
    expect(await sync()).toMatchObject({ groups: 0, unchanged: 1, rows: 0, conflicts: [] });
    const known = await target.unit(MOVIES.root, 'Heat (1995)');
    expect(known.groups.map((group) => [group.outcome, group.itemId])).toEqual([['matched', itemId]]);
  }
});

test('what a person says of an item that only files tell of is carried over, and the identity of the store stays', async () => {
  const theirs = await itemOf(target, groupSave({ draft: movieDraft() }));
  const local = draft('movie', { values: values('name', 'Heat', { title: 'heat' }) });
  const identification = identified({ outcome: 'unmatched' });
  const mine = await itemOf(source, groupSave({ draft: local, identification }));
  await source.hold({ itemId: mine, author: 'me', at: AT, field: 'title', override: 'Hitze', policy });
  expect(await sync()).toMatchObject({ groups: 0, unchanged: 1, conflicts: [] });
  const item = only(await target.show({ by: 'id', id: theirs }));
  expect([item.title, item.ids.tmdb, item.fields.title?.values.some(({ provider }) => provider === 'name')]).toEqual([
    'Hitze',
    '949',
    false,
  ]);
  expect(await sync()).toMatchObject({ rows: 0 });
});

test('an item that only files tell of is carried over', async () => {
  const local = draft('movie', { values: values('name', 'Lake', { title: 'Lake' }) });
  await source.saveGroup(
    groupSave({ key: 'Lake', draft: local, identification: identified({ outcome: 'unmatched' }) }),
  );
  expect(await sync()).toMatchObject({ groups: 1, conflicts: [] });
  expect((await target.list({})).map(({ title, identified: is }) => [title, is])).toEqual([['Lake', false]]);
  expect(await sync()).toMatchObject({ rows: 0, unchanged: 1 });
});

test('goes on after it was killed, and comes to the same', async () => {
  for (let number = 0; number < 250; number++) {
    const itemId = await itemOf(
      source,
      groupSave({ key: `m${number}`, draft: movieDraft({ ids: { tmdb: `${number}` } }) }),
    );
    if (number % 50 === 0) {
      await source.hold({ itemId, field: 'title', author: 'me', at: AT, override: `Held ${number}`, policy });
    }
  }
  const script = `
    import { openPostgresStore } from './src/store/postgres/open.ts';
    import { openOutbox } from './src/store/sqlite/outbox.ts';
    import { syncStores } from './src/store/sync.ts';
    const url = ${JSON.stringify(schema.url)};
    const [source, target, outbox] = [await openSqliteStore(path), await openPostgresStore(url), await openOutbox(path, url)];
    const policy = groupSave({}).policy;
    const progress = (done) => say('done ' + done);
    await syncStores({ source, outbox, target, policy, signal: new AbortController().signal, progress });
    say('end');`;
  for (const at of ['done 100', 'done 200']) {
    const running = await child(script, folder.join('offline.db'));
    await running.said(at);
    await running.kill();
  }
  const steps: number[] = [];
  const last = await sync(new AbortController().signal, (done) => steps.push(done));
  expect(steps).toEqual([100, 200, 250]);
  expect([last.groups + last.unchanged, last.unchanged >= 200, last.conflicts]).toEqual([250, true, []]);
  expect(await contentOf(target)).toEqual(await contentOf(source));
  expect(await sync()).toMatchObject({ groups: 0, unchanged: 250, rows: 0 });
});

test('a merge that was met without the server joins the items there as well, and a second sync writes nothing', async () => {
  const film = (id: string, formerIds: readonly ExternalId[] = []) =>
    movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, { title: `Film ${id}` }), formerIds });
  await source.saveGroup(groupSave({ key: 'A', draft: film('1') }));
  const second = await source.saveGroup(groupSave({ key: 'B', draft: film('2'), at: LATER }));
  if (second.itemId === undefined) throw new Error('A matched group has an item');
  const by = { author: 'me', at: AT, policy };
  await source.hold({ ...by, itemId: second.itemId, field: 'overview', override: 'Mine' });
  await sync();
  expect(await target.count({})).toBe(2);
  const there = await target.itemByIds('movie', { tmdb: '1' });
  const former = { kind: 'tmdb', value: '1' } as const;
  await source.saveGroup(groupSave({ key: 'A', draft: film('2', [former]), at: LATER }));
  expect((await sync()).conflicts).toEqual([]);
  const view = only(await target.show({ by: 'external', kind: 'tmdb', value: '1' }));
  expect(view).toMatchObject({ id: there, ids: { tmdb: '2' }, title: 'Film 2' });
  expect([view.files.length, view.fields.overview?.value]).toEqual([2, 'Mine']);
  expect(await target.count({})).toBe(1);
  expect(await sync()).toMatchObject({ groups: 0, rows: 0, conflicts: [] });
  const { id } = only(await source.show({ by: 'external', kind: 'tmdb', value: '2' }));
  await source.release(id, 'overview', LATER, policy);
  expect((await sync()).conflicts).toEqual([]);
  expect(only(await target.show({ by: 'external', kind: 'tmdb', value: '2' })).fields.overview).toBeUndefined();
});

test('a merge that only one of the stores has met is no conflict', async () => {
  const former = { kind: 'tmdb', value: '1' } as const;
  const old = movieDraft({ ids: { tmdb: '1' } });
  await source.saveGroup(groupSave({ draft: old }));
  const { itemId } = await target.saveGroup(
    groupSave({ draft: movieDraft({ ids: { tmdb: '2' }, formerIds: [former] }) }),
  );
  expect((await sync()).conflicts).toEqual([]);
  expect(only(await target.show({ by: 'external', kind: 'tmdb', value: '1' }))).toMatchObject({
    id: itemId,
    ids: { tmdb: '2' },
  });
});
