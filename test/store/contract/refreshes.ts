import { describe, expect, test } from 'vitest';
import type { RefreshableOutcome, Store } from '../../../src/store/port.ts';
import { AT, groupSave, identified, LATER, MOVIES, movieDraft, seriesSave, values } from '../drafts.ts';

const KNOWN = ['matched', 'degraded'] as const;

export function describeRefreshes(store: () => Store): void {
  describe('when sources were asked', () => {
    const given = () =>
      movieDraft({
        values: [...values('tmdb', '949', { title: 'Heat', year: 1995 }), ...values('nfo', 'x', { title: 'Heat' })],
      });

    test('is known of every group that is identified or waits for a source', async () => {
      const { itemId } = await store().saveGroup(groupSave({ draft: given() }));
      await store().saveGroup(groupSave({ key: 'Open', identification: identified({ outcome: 'unmatched' }) }));
      await store().saveGroup(groupSave({ key: 'Waits', identification: identified({ outcome: 'degraded' }) }));
      await store().saveGroup(seriesSave());
      expect(await store().refreshable(MOVIES.root, KNOWN)).toEqual([
        {
          unit: 'Heat (1995)',
          key: 'Heat (1995)',
          kind: 'movie',
          outcome: 'matched',
          itemId,
          ids: { tmdb: '949', imdb: 'tt0113277' },
          fetchedAt: { tmdb: AT, nfo: AT },
          date: '1995',
        },
        { unit: 'Waits', key: 'Waits', kind: 'movie', outcome: 'degraded', ids: {}, fetchedAt: {} },
      ]);
      expect(await store().refreshable('/elsewhere', KNOWN)).toEqual([]);
    });

    test('is known of groups without an identity where they are wanted', async () => {
      await store().saveGroup(groupSave({ draft: given() }));
      for (const outcome of ['unmatched', 'ambiguous', 'degraded', 'ignored'] as const) {
        await store().saveGroup(groupSave({ key: outcome, identification: identified({ outcome }) }));
      }
      const keys = async (...outcomes: readonly RefreshableOutcome[]) =>
        (await store().refreshable(MOVIES.root, outcomes)).map(({ key }) => key);
      expect(await keys('unmatched')).toEqual(['unmatched']);
      expect(await keys('ambiguous', 'unmatched')).toEqual(['ambiguous', 'unmatched']);
      expect(await keys('degraded', 'matched')).toEqual(['Heat (1995)', 'degraded']);
      expect(await keys()).toEqual([]);
      await store().markRefreshed(MOVIES.root, ['unmatched'], LATER);
      expect(await store().refreshable(MOVIES.root, ['unmatched'])).toMatchObject([
        { outcome: 'unmatched', refreshedAt: LATER },
      ]);
    });

    test('tells the state of a work', async () => {
      const ended = values('tmdb', '949', { title: 'Heat', status: 'Ended', endDate: '2008-03-09', year: 2002 });
      await store().saveGroup(groupSave({ draft: movieDraft({ values: ended }) }));
      const dated = movieDraft({
        ids: { tmdb: '1' },
        values: values('tmdb', '1', { title: 'A', releaseDate: '2003-04' }),
      });
      await store().saveGroup(groupSave({ key: 'A', draft: dated }));
      const old = movieDraft({ ids: { tmdb: '2' }, values: values('tmdb', '2', { title: 'B', year: 1999 }) });
      await store().saveGroup(groupSave({ key: 'B', draft: old }));
      expect(await store().refreshable(MOVIES.root, KNOWN)).toMatchObject([
        { key: 'A', date: '2003-04' },
        { key: 'B', date: '1999' },
        { key: 'Heat (1995)', status: 'Ended', date: '2008-03-09' },
      ]);
    });

    test('is noted without anything else changing, and outlives another save', async () => {
      await store().saveGroup(groupSave({ draft: given() }));
      await store().markRefreshed(MOVIES.root, ['Heat (1995)', 'unknown'], AT);
      await store().markRefreshed(MOVIES.root, ['Heat (1995)'], LATER);
      expect((await store().saveGroup(groupSave({ draft: given() }))).rows).toBe(0);
      const [group] = await store().refreshable(MOVIES.root, KNOWN);
      expect(group).toMatchObject({ refreshedAt: LATER, fetchedAt: { tmdb: AT } });
    });

    test('is not asked of files that are gone', async () => {
      await store().saveGroup(groupSave({ draft: given() }));
      await store().markRefreshed(MOVIES.root, ['Heat (1995)'], AT);
      await store().markMissing(MOVIES.root, ['Heat (1995)/Heat (1995).mkv'], LATER);
      expect(await store().refreshable(MOVIES.root, KNOWN)).toEqual([]);
    });
  });
}
