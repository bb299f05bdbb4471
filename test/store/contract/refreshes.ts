import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import { AT, groupSave, identified, LATER, MOVIES, movieDraft, seriesSave, values } from '../drafts.ts';

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
      expect(await store().refreshable(MOVIES.root)).toEqual([
        {
          unit: 'Heat (1995)',
          key: 'Heat (1995)',
          kind: 'movie',
          outcome: 'matched',
          itemId,
          ids: { tmdb: '949', imdb: 'tt0113277' },
          fetchedAt: { tmdb: AT, nfo: AT },
        },
        { unit: 'Waits', key: 'Waits', kind: 'movie', outcome: 'degraded', ids: {}, fetchedAt: {} },
      ]);
      expect(await store().refreshable('/elsewhere')).toEqual([]);
    });

    test('is noted without anything else changing, and outlives another save', async () => {
      await store().saveGroup(groupSave({ draft: given() }));
      await store().markRefreshed(MOVIES.root, ['Heat (1995)', 'unknown'], AT);
      await store().markRefreshed(MOVIES.root, ['Heat (1995)'], LATER);
      expect((await store().saveGroup(groupSave({ draft: given() }))).rows).toBe(0);
      const [group] = await store().refreshable(MOVIES.root);
      expect(group).toMatchObject({ refreshedAt: LATER, fetchedAt: { tmdb: AT } });
    });

    test('is not asked of files that are gone', async () => {
      await store().saveGroup(groupSave({ draft: given() }));
      await store().markRefreshed(MOVIES.root, ['Heat (1995)'], AT);
      await store().markMissing(MOVIES.root, ['Heat (1995)/Heat (1995).mkv'], LATER);
      expect(await store().refreshable(MOVIES.root)).toEqual([]);
    });
  });
}
