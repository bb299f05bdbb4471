import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import { AT, groupSave, identified, LATER, MOVIES } from '../drafts.ts';
import { only } from './suite.ts';

export function describeInquiries(store: () => Store): void {
  describe('which sources could have answered', () => {
    const unmatched = identified({ outcome: 'unmatched' });
    const known = async () => only((await store().unit(MOVIES.root, 'Heat (1995)')).groups);

    test('is kept with each group, and read with the unit', async () => {
      const inquiry = { sources: ['radarr#12345678', 'tmdb'], at: AT, times: 2 };
      await store().saveGroup(groupSave({ identification: unmatched, inquiry }));
      expect((await known()).inquiry).toEqual(inquiry);
    });

    test('stays where a save says nothing of it', async () => {
      const inquiry = { sources: ['tmdb'] };
      await store().saveGroup(groupSave({ identification: unmatched, inquiry }));
      expect((await store().saveGroup(groupSave({ identification: unmatched }))).rows).toBe(0);
      expect((await known()).inquiry).toEqual(inquiry);
    });

    test('is absent where nothing was kept', async () => {
      await store().saveGroup(groupSave({ identification: unmatched }));
      expect(await known()).not.toHaveProperty('inquiry');
    });

    test('is a change where it differs; when it was asked is kept, but is none', async () => {
      const save = (inquiry: { sources: string[]; at: string; times: number }) =>
        store().saveGroup(groupSave({ identification: unmatched, inquiry }));
      await save({ sources: [], at: AT, times: 1 });
      expect((await save({ sources: [], at: LATER, times: 2 })).rows).toBe(0);
      expect((await known()).inquiry).toEqual({ sources: [], at: LATER, times: 2 });
      expect((await save({ sources: ['tmdb'], at: LATER, times: 2 })).rows).toBe(1);
      expect((await known()).inquiry).toEqual({ sources: ['tmdb'], at: LATER, times: 2 });
    });

    test('comes with the sources that a degraded group waits for', async () => {
      const degraded = [{ provider: 'tmdb', reason: 'this run is offline', code: 'OFFLINE' }];
      await store().saveGroup(groupSave({ identification: identified({ outcome: 'degraded', degraded }) }));
      expect((await known()).degraded).toEqual(degraded);
      await store().saveGroup(groupSave({ identification: unmatched }));
      expect(await known()).not.toHaveProperty('degraded');
    });
  });
}
