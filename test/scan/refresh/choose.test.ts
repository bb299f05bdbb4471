import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../src/identify/decide.ts';
import { diskFileTree } from '../../../src/library/file-tree.ts';
import { ok } from '../../../src/model/answer.ts';
import type { RevengeEvent } from '../../../src/model/events.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import type { ScanContext, ScanTarget } from '../../../src/scan/context.ts';
import { createInquiries } from '../../../src/scan/inquiry.ts';
import { createProgress } from '../../../src/scan/progress.ts';
import { chooseStale } from '../../../src/scan/refresh/choose.ts';
import { newTally } from '../../../src/scan/tally.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { source } from '../../identify/support.ts';
import { file, groupSave, LATER, MOVIES, movieDraft, preferring, values } from '../../store/drafts.ts';

const FILMS = 200;
const MORE = { ...MOVIES, name: 'more', root: '/media/more' };
const RULE = { askedBefore: Date.parse(LATER), everything: false };

let folder: string;
let store: Store;
/** Methods of the store that were called. */
let called: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-choose-'));
  store = await openStore(join(folder, 'store.sqlite'), {});
  for (const library of [MOVIES, MORE]) {
    const saves = Array.from({ length: FILMS }, (_, place) => {
      const id = `${library === MOVIES ? 1 : 2}${place + 100}`;
      const title = `Film ${id}`;
      // The first two of each library lie in the root itself.
      const parts = place < 2 ? { unit: '', files: [file(`${title}.mkv`)] } : {};
      return groupSave({
        ...{ library, key: title, ...parts },
        draft: movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, { title }) }),
      });
    });
    await store.saveGroups(saves);
  }
  called = [];
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function context(changed: readonly string[], asked: string[] = []): { context: ScanContext; events: RevengeEvent[] } {
  const { asked: _, ...bare } = source([], { groups: ['movie'] });
  const tmdb: MetadataSource = {
    ...bare,
    id: 'tmdb',
    idKind: { movie: 'tmdb' },
    changedSince: async (kind, since, requests) => {
      asked.push(`${kind} ${since.toISOString()} ${requests}`);
      return ok({ status: 'known', ids: new Set(changed) });
    },
  };
  const events: RevengeEvent[] = [];
  const sink = { emit: (event: RevengeEvent) => void events.push(event), close: async () => {} };
  const counting = new Proxy(store, {
    get: (target, name: keyof Store) => {
      called.push(name);
      return target[name];
    },
  });
  return {
    events,
    context: {
      targets: [{ library: MOVIES }, { library: MORE }],
      tree: diskFileTree(),
      store: counting,
      sources: { managers: [], local: [], metadata: [tmdb], artwork: [] },
      inquiries: createInquiries({ managers: [], local: [], metadata: [tmdb], artwork: [] }, () => new Date(LATER)),
      policy: preferring('tmdb'),
      sink,
      progress: createProgress(sink, () => 0),
      tally: newTally(),
      warned: new Set(),
      continued: new Set(),
      signal: new AbortController().signal,
      options: { dryRun: false, retryUnmatched: false, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
      now: () => new Date(LATER),
    },
  };
}

const looked = (targets: readonly ScanTarget[]) =>
  targets.map(({ library, onlyUnder, renew }) => [library.name, onlyUnder, [...(renew ?? [])]]);

it('reads each library once and one list for both, however many works there are', async () => {
  const asked: string[] = [];
  const { context: given, events } = context(['1150', '1100'], asked);
  const targets = await chooseStale(given, RULE);
  expect(looked(targets)).toEqual([
    ['films', ['/media/movies/.', '/media/movies/Film 1150'], ['Film 1100', 'Film 1150']],
  ]);
  expect(asked).toEqual([`movie 2026-03-01T10:00:00.000Z ${2 * FILMS}`]);
  expect(called).toEqual(['refreshable', 'refreshable', 'markRefreshed', 'markRefreshed']);
  expect(events.at(-1)).toMatchObject({
    type: 'refresh',
    known: 2 * FILMS,
    due: 2 * FILMS,
    unchanged: 2 * FILMS - 2,
    asked: 2,
  });
  expect(looked(await chooseStale(context([]).context, RULE))).toEqual([]);
});

it('keeps to the folders that are given, and to files in the root by their names', async () => {
  const { context: given } = context([]);
  const under = (...onlyUnder: string[]) =>
    chooseStale({ ...given, targets: [{ library: MOVIES, onlyUnder }] }, { ...RULE, everything: true });
  expect(looked(await under('/media/movies/Film 1150/Film 1150.mkv'))).toEqual([
    ['films', ['/media/movies/Film 1150'], ['Film 1150']],
  ]);
  expect(looked(await under('/media/movies/Film 1100.mkv'))).toEqual([
    ['films', ['/media/movies/.'], ['Film 1100', 'Film 1101']],
  ]);
  expect(called.filter((name) => name === 'markRefreshed')).toEqual([]);
});
