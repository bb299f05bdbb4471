import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ArtworkCandidate } from '../../src/enrich/artwork-choice.ts';
import { type EnrichOptions, enrichPending } from '../../src/enrich/enrich.ts';
import type { RevengeEvent } from '../../src/model/events.ts';
import { addressOfPath } from '../../src/model/paths.ts';
import type { Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { gateway, limits, server } from '../http/tools.ts';
import { draft, groupSave, movieDraft, seriesDraft, seriesSave, values } from '../store/drafts.ts';
import { bytes, cutOff, endless, html, type Routes, status } from '../support/http-server.ts';
import { picture } from './pictures.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-enrich-'));
  store = await openSqliteStore(join(folder, 'store.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

type Image = Omit<ArtworkCandidate, 'provider'> & { readonly provider?: string };

/** Stores a movie with these pictures and enriches; the address of a picture is `/name` on a server of its own. */
async function run(images: readonly Image[] | undefined, routes: Routes = {}, some: Partial<EnrichOptions> = {}) {
  const web = await server(routes);
  if (images !== undefined) {
    const all = images.map((image) => ({
      provider: 'tmdb',
      ...image,
      url: image.url.startsWith('/') ? `${web.origin}${image.url}` : image.url,
    }));
    await store.saveGroup(groupSave({ title: 'Heat', year: 1995, draft: movieDraft({ images: all }) }));
  }
  const events: RevengeEvent[] = [];
  const options: EnrichOptions = {
    store,
    http: gateway({
      limits: new Map([['pictures', limits({ provider: 'pictures', retries: 0, maxBytes: 1_000_000 })]]),
    }),
    folder: join(folder, 'artwork'),
    roots: ['/media'],
    languages: ['en'],
    portraits: 0,
    emit: (event) => events.push(event),
    now: () => new Date('2026-03-01T12:00:00Z'),
    signal: new AbortController().signal,
    ...some,
  };
  return { counts: await enrichPending(options), events, web, again: () => enrichPending(options) };
}

const good = async (seed = 1) => bytes(await picture(60, 90, 'jpeg', seed), 'image/jpeg');
const shown = async () => (await store.show({ by: 'title', title: 'Heat' }))[0]?.images ?? [];
const warnings = (events: readonly RevengeEvent[]) =>
  events.flatMap((event) => (event.type === 'warning' ? [event] : []));

describe('enrichPending', () => {
  test('an internal error at one picture is that picture’s: the others are fetched', async () => {
    const imageByUrl: Store['imageByUrl'] = async (url) => {
      if (url.endsWith('/p')) throw new TypeError('a defect of the program');
      return store.imageByUrl(url);
    };
    const { counts, events } = await run(
      [
        { kind: 'poster', url: '/p' },
        { kind: 'backdrop', url: '/b' },
      ],
      { '/p': await good(1), '/b': await good(2) },
      {
        store: {
          imageByUrl,
          pendingArtwork: (...wanted) => store.pendingArtwork(...wanted),
          saveArtwork: (save) => store.saveArtwork(save),
          pendingPortraits: (...asked) => store.pendingPortraits(...asked),
          savePortrait: (save) => store.savePortrait(save),
        },
      },
    );
    expect(counts).toMatchObject({ fetched: 1, defects: 1, failed: 0 });
    expect(warnings(events)).toMatchObject([
      { code: 'INTERNAL', message: expect.stringContaining('poster of "Heat"') },
    ]);
  });

  test('fetches what is wanted once, keeps it with blurhash and thumbnails, and tells of it', async () => {
    const { counts, events, web, again } = await run(
      [
        { kind: 'poster', url: '/p' },
        { kind: 'backdrop', url: '/b' },
        { kind: 'banner', url: '/unwanted' },
      ],
      { '/p': await good(1), '/b': await good(2) },
    );
    expect(counts).toMatchObject({ fetched: 2, local: 0, reused: 0, failed: 0, deferred: 0 });
    expect(counts.rows).toBeGreaterThan(0);
    const images = await shown();
    expect(
      images.map(({ kind, provider, width, height, format }) => ({ kind, provider, width, height, format })),
    ).toEqual([
      { kind: 'backdrop', provider: 'tmdb', width: 60, height: 90, format: 'jpg' },
      { kind: 'poster', provider: 'tmdb', width: 60, height: 90, format: 'jpg' },
    ]);
    expect(images[0]?.blurhash.length).toBeGreaterThan(6);
    expect(images[0]?.thumbnails).toEqual([
      { width: 60, height: 90, path: expect.stringMatching(/^..\/..\/.*\.w60\.webp$/) },
    ]);
    expect(events.filter(({ type }) => type === 'artwork')).toHaveLength(2);
    expect(events.at(-1)).toEqual({ type: 'progress', stage: 'enrich', done: 2, total: 2, final: true });
    expect(web.requests.map(({ path }) => path).sort()).toEqual(['/b', '/p']);
    expect(await again()).toEqual({ fetched: 0, local: 0, reused: 0, failed: 0, deferred: 0, defects: 0, rows: 0 });
    expect(web.requests).toHaveLength(2);
  });

  test('posters of all works are asked for before any backdrop, and logos come last', async () => {
    const web = await server({ '*': await good() });
    for (const name of ['Heat', 'Ronin', 'Thief']) {
      const images = (['logo', 'backdrop', 'poster'] as const).map((kind) => ({
        kind,
        url: `${web.origin}/${kind}/${name}`,
        provider: 'tmdb',
      }));
      const of = movieDraft({ ids: { tmdb: name }, values: values('tmdb', name, { title: name }), images });
      await store.saveGroup(groupSave({ key: name, title: name, draft: of }));
    }
    const { counts } = await run(undefined, {}, { network: 1, decode: 1 });
    expect(counts.fetched).toBe(9);
    expect(web.requests.map(({ path }) => path.split('/')[1])).toEqual([
      ...Array(3).fill('poster'),
      ...Array(3).fill('backdrop'),
      ...Array(3).fill('logo'),
    ]);
  });

  test('portraits come last, once a person, and one that cannot be had is not asked for again', async () => {
    const web = await server({ '/pacino': await good(1), '/kilmer': status(404), '/poster': await good(2) });
    const cast = ['pacino', 'kilmer', 'voight'].map((name, order) => ({
      name,
      department: 'cast' as const,
      order,
      ids: { 'tmdb-person': name },
      profileUrl: `${web.origin}/${name}`,
    }));
    for (const title of ['Heat', 'Heat 2']) {
      const images =
        title === 'Heat' ? [{ kind: 'poster' as const, url: `${web.origin}/poster`, provider: 'tmdb' }] : [];
      const credits = [{ provider: 'tmdb', rank: 0, credits: cast }];
      const of = movieDraft({ ids: { tmdb: title }, values: values('tmdb', title, { title }), images, credits });
      await store.saveGroup(groupSave({ key: title, title, draft: of }));
    }
    const { counts, again, events } = await run(undefined, {}, { portraits: 2, network: 1, decode: 1 });
    expect(counts).toMatchObject({ fetched: 2, failed: 1 });
    expect(web.requests.map(({ path }) => path)).toEqual(['/poster', '/pacino', '/kilmer']);
    expect(warnings(events)).toMatchObject([{ message: expect.stringContaining('portrait for "kilmer"') }]);
    const [first, second] = (await store.show({ by: 'title', title: 'Heat 2' }))[0]?.cast ?? [];
    expect(first?.portrait).toMatchObject({ width: 60, height: 90 });
    expect(second?.portrait).toBeUndefined();
    expect(await again()).toMatchObject({ fetched: 0, failed: 0, rows: 0 });
    expect(web.requests).toHaveLength(3);
  });

  test('a picture beside the media is taken before any other', async () => {
    const path = join(folder, 'poster.png');
    await writeFile(path, await picture(80, 120, 'png'));
    const { counts, web } = await run(
      [
        { kind: 'poster', url: '/p', language: 'en', rating: 10 },
        { kind: 'poster', url: addressOfPath(path, '1'), provider: 'local' },
      ],
      { '/p': await good() },
    );
    expect(counts).toMatchObject({ local: 1, fetched: 0 });
    expect(web.requests).toEqual([]);
    expect(await shown()).toMatchObject([
      { kind: 'poster', provider: 'local', format: 'png', url: addressOfPath(path, '1') },
    ]);
  });

  test.each<[string, () => Promise<Routes[string]>]>([
    ['a web page', async () => html()],
    ['truncated', async () => bytes((await picture(60, 90)).subarray(0, 900), 'image/jpeg')],
    ['not there', async () => status(404)],
    ['forbidden', async () => status(403)],
    ['larger than allowed', async () => endless('image/jpeg')],
    ['more pixels than allowed', async () => bytes(await picture(400, 400, 'png'), 'image/png')],
  ])('a picture that is %s gives way to the next one', async (_, bad) => {
    const images: Image[] = [
      { kind: 'poster', url: '/bad', rating: 10, votes: 99 },
      { kind: 'poster', url: '/good' },
    ];
    const { counts } = await run(
      images,
      { '/bad': await bad(), '/good': await good() },
      { limits: { maxPixels: 100_000, maxBytes: 50_000 } },
    );
    expect(counts).toMatchObject({ fetched: 1, failed: 0 });
    expect((await shown())[0]?.url).toMatch(/\/good$/);
  });

  test('a place for which no picture can be used is given up, with why, and not asked for again', async () => {
    const { counts, events, web, again } = await run(
      [
        { kind: 'poster', url: '/a' },
        { kind: 'poster', url: '/b' },
      ],
      { '/a': bytes('no picture', 'image/jpeg') },
    );
    expect(counts).toMatchObject({ failed: 1, fetched: 0 });
    expect(warnings(events)).toMatchObject([
      {
        code: 'IMAGE_INVALID',
        message: expect.stringMatching(
          /^no usable poster for "Heat": tmdb: not a usable picture.*; tmdb: there is no picture/,
        ),
      },
    ]);
    expect(await again()).toMatchObject({ failed: 0, rows: 0 });
    expect(web.requests).toHaveLength(2);
  });

  test('a log-in page in place of a picture gives nothing up', async () => {
    const routes = { '/a': [html(), await good()] };
    const { counts, again } = await run([{ kind: 'poster', url: '/a' }], routes);
    expect(counts).toMatchObject({ failed: 0, fetched: 0, deferred: 1, rows: 0 });
    expect(await again()).toMatchObject({ fetched: 1 });
  });

  test('a host that cannot be asked is asked once a place, nothing is recorded, and the next run tries again', async () => {
    const images: Image[] = [
      { kind: 'poster', url: '/p1' },
      { kind: 'poster', url: '/p2' },
      { kind: 'backdrop', url: '/b' },
    ];
    const { counts, events, web, again } = await run(images, { '/p1': [cutOff(), await good()], '/b': cutOff() });
    expect(counts).toEqual({ fetched: 0, local: 0, reused: 0, failed: 0, deferred: 2, defects: 0, rows: 0 });
    expect(web.requests.map(({ path }) => path).sort()).toEqual(['/b', '/p1']);
    expect(warnings(events)).toHaveLength(1);
    expect(warnings(events)[0]?.message).toMatch(
      /^artwork of tmdb could not be fetched, first the (poster|backdrop) of "Heat"/,
    );
    expect(await again()).toMatchObject({ fetched: 1, deferred: 1 });
  });

  test('hosts that are down do not keep the pictures of others from being looked at', async () => {
    const down = await server({});
    await down.close();
    const dead = [1, 2, 3, 4, 5].map((place) => ({
      kind: 'poster' as const,
      url: `${down.origin}/${place}.jpg`,
      rating: 9,
      votes: 99,
    }));
    const { counts } = await run([...dead, { kind: 'poster', url: '/good.jpg' }], { '/good.jpg': await good() });
    expect(counts).toMatchObject({ fetched: 1, deferred: 0 });
  });

  test('a place is retried when its pictures are unreadable on disk', async () => {
    const path = join(folder, 'gone.jpg');
    const { counts, again } = await run([{ kind: 'poster', url: addressOfPath(path, '1'), provider: 'local' }]);
    expect(counts).toMatchObject({ deferred: 1, failed: 0 });
    await writeFile(path, await picture(60, 90));
    expect(await again()).toMatchObject({ local: 1 });
  });

  test('one address that two places want is fetched once, at the same time or later', async () => {
    const both: Image[] = [
      { kind: 'poster', url: '/same' },
      { kind: 'backdrop', url: '/same' },
    ];
    const { counts, web, again } = await run(both, { '/same': await good() });
    expect(counts.fetched + counts.reused).toBe(2);
    const other = movieDraft({
      ids: { tmdb: '1' },
      values: values('tmdb', '1', { title: 'Ronin' }),
      images: [{ kind: 'poster', url: `${web.origin}/same`, provider: 'tmdb' }],
    });
    await store.saveGroup(groupSave({ key: 'Ronin', title: 'Ronin', draft: other }));
    expect(await again()).toMatchObject({ reused: 1, fetched: 0 });
    expect(web.requests).toHaveLength(1);
    await rm(join(folder, 'artwork'), { recursive: true });
    const third = movieDraft({
      ids: { tmdb: '2' },
      values: values('tmdb', '2', { title: 'Thief' }),
      images: [{ kind: 'poster', url: `${web.origin}/same`, provider: 'tmdb' }],
    });
    await store.saveGroup(groupSave({ key: 'Thief', title: 'Thief', draft: third }));
    expect(await again()).toMatchObject({ fetched: 1 });
  });

  test.each([
    ['an NFO that points into the private network', { provider: 'nfo', url: '/p' }],
    ['an address of another scheme', { url: 'ftp://images.test/p.jpg' }],
    ['no address at all', { url: 'poster of Heat' }],
  ])('%s is not followed', async (_, image) => {
    const { counts, web } = await run([{ kind: 'poster', ...image }], { '/p': await good() });
    expect(counts).toMatchObject({ failed: 1 });
    expect(web.requests).toEqual([]);
  });

  test('series, seasons and albums have theirs; what is wanted is the caller’s to say', async () => {
    const web = await server({ '*': await good() });
    const images = [
      { kind: 'poster' as const, url: `${web.origin}/show`, provider: 'tmdb' },
      { kind: 'poster' as const, url: `${web.origin}/season`, season: 1, provider: 'tmdb' },
    ];
    await store.saveGroup(seriesSave({ draft: seriesDraft({ images }) }));
    const cover = draft('release', {
      ids: { 'musicbrainz-release': 'r1' },
      values: values('musicbrainz', 'r1', { title: 'Kid A' }),
      images: [{ kind: 'cover', url: `${web.origin}/cover`, provider: 'coverartarchive' }],
    });
    await store.saveGroup(groupSave({ key: 'Kid A', kind: 'album', title: 'Kid A', draft: cover }));
    const { counts } = await run(undefined, {}, { wanted: { season: ['poster'] } });
    expect(counts.fetched).toBe(1);
    expect((await run(undefined)).counts.fetched).toBe(2);
    expect(web.requests.map(({ path }) => path).sort()).toEqual(['/cover', '/season', '/show']);
  });

  test('many places are taken in batches, with no more downloads at once than allowed', async () => {
    const web = await server({ '*': await good() });
    for (let index = 0; index < 70; index++) {
      const images = [{ kind: 'poster' as const, url: `${web.origin}/${index}`, provider: 'tmdb' }];
      const of = movieDraft({
        ids: { tmdb: String(index) },
        values: values('tmdb', String(index), { title: `Movie ${index}` }),
        images,
      });
      await store.saveGroup(groupSave({ key: `Movie ${index}`, title: `Movie ${index}`, draft: of }));
    }
    const { counts, events } = await run(
      undefined,
      {},
      { network: 2, limits: { thumbnailWidths: [], thumbnailFormat: 'jpeg' } },
    );
    expect(counts.fetched).toBe(70);
    expect(web.peak).toBeLessThanOrEqual(2);
    expect(events.at(-1)).toMatchObject({ done: 70, total: 70, final: true });
  });

  test('an abort ends it between pictures, keeps what is done and leaves no half file', async () => {
    const controller = new AbortController();
    const images: Image[] = [
      { kind: 'poster', url: '/p' },
      { kind: 'backdrop', url: '/b' },
    ];
    const stop: Routes[string] = async (request, response) => {
      controller.abort(new Error('stop'));
      await (await good())(request, response);
    };
    await expect(run(images, { '/p': stop, '/b': stop }, { signal: controller.signal, network: 1 })).rejects.toThrow();
    const files = await readdir(join(folder, 'artwork'), { recursive: true }).catch(() => []);
    expect(files.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const { counts } = await run(images, { '/p': await good(), '/b': await good() });
    expect(counts.fetched + counts.reused).toBe(2);
  });

  test('a folder that cannot be written is reported, and nothing is recorded of its pictures', async () => {
    await writeFile(join(folder, 'artwork'), 'a file in the way');
    const { counts, events } = await run([{ kind: 'poster', url: '/p' }], { '/p': await good() });
    expect([counts.defects, warnings(events).length]).toEqual([1, 1]);
    expect(await shown()).toEqual([]);
    await rm(join(folder, 'artwork'));
    await mkdir(join(folder, 'artwork'));
    expect((await run([{ kind: 'poster', url: '/p' }], { '/p': await good() })).counts.fetched).toBe(1);
  });

  test('the artwork folder is not among the media', async () => {
    await expect(run([], {}, { roots: [folder] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

test('artwork waits while nothing can be asked, without asking for ever', async () => {
  const pending = Array.from({ length: 1500 }, (_, index) => ({
    itemId: `item-${index}`,
    itemKind: 'movie' as const,
    title: 'Movie',
    kind: 'poster' as const,
    candidates: [{ kind: 'poster' as const, url: 'https://images.test/p.jpg', provider: 'tmdb' }],
  }));
  const offline = gateway({ mode: { kind: 'offline' } });
  onTestFinished(() => offline.close());
  // The ids of items are branded by the store alone; what is asked for comes as if it had made them.
  const fake: EnrichOptions['store'] = {
    pendingArtwork: async (_, limit) => JSON.parse(JSON.stringify(pending.slice(0, limit))),
    imageByUrl: async () => undefined,
    saveArtwork: async () => 1,
    pendingPortraits: async () => [],
    savePortrait: async () => 1,
  };
  const { counts } = await run(undefined, {}, { store: fake, http: offline });
  expect(counts).toMatchObject({ fetched: 0, failed: 0, rows: 0 });
  expect(counts.deferred).toBeGreaterThanOrEqual(1000);
  expect(counts.deferred).toBeLessThan(1100);
});
