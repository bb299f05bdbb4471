import { describe, expect, test } from 'vitest';
import { newItemId } from '../../../src/model/ids.ts';
import { definePolicy, resolveBy } from '../../../src/model/policies.ts';
import type { Store } from '../../../src/store/port.ts';
import { AT, groupSave, LATER, movieDraft, preferring, values } from '../drafts.ts';
import { only } from './suite.ts';

const policy = preferring('radarr', 'tmdb');

export function describeHolds(store: () => Store): void {
  const save = (title: string, at = AT) =>
    store().saveGroup(groupSave({ at, draft: movieDraft({ values: values('tmdb', '949', { title, year: 1995 }) }) }));
  const saved = async () => {
    const { itemId } = await save('Heat');
    if (itemId === undefined) throw new Error('A matched group has an item');
    return itemId;
  };
  const title = async () => only(await store().show({ by: 'external', kind: 'tmdb', value: '949' })).fields.title;

  describe('what a person holds', () => {
    test('an override rules whatever sources say, until it is let go', async () => {
      const itemId = await saved();
      const request = {
        itemId,
        field: 'title',
        author: 'me',
        at: LATER,
        reason: 'mine',
        override: 'Hitze',
        policy,
      } as const;
      expect(await store().hold(request)).toBe(1);
      expect(await store().hold(request)).toBe(0);
      expect(await title()).toMatchObject({ value: 'Hitze', provider: 'person' });
      expect((await store().list({})).map((row) => row.title)).toEqual(['Hitze']);
      await save('Heat!', LATER);
      expect(await title()).toMatchObject({ value: 'Hitze' });
      expect(await store().holds(itemId)).toEqual([
        {
          itemId,
          field: 'title',
          mode: 'override',
          provider: 'person',
          value: 'Hitze',
          author: 'me',
          at: LATER,
          reason: 'mine',
        },
      ]);
      expect(await store().release(itemId, 'title', LATER, policy)).toBe(1);
      expect(await store().release(itemId, 'title', LATER, policy)).toBe(0);
      expect(await title()).toMatchObject({ value: 'Heat!', provider: 'tmdb' });
    });

    test('a lock keeps what held, also that nothing did', async () => {
      const itemId = await saved();
      await store().hold({ itemId, field: 'title', author: 'me', at: AT, policy });
      await store().hold({ itemId, field: 'overview', author: 'me', at: AT, policy });
      await store().saveGroup(
        groupSave({
          at: LATER,
          draft: movieDraft({ values: values('tmdb', '949', { title: 'Other', overview: 'Text', year: 1996 }) }),
        }),
      );
      const { fields } = only(await store().show({ by: 'id', id: itemId }));
      expect([fields.title?.value, fields.overview, fields.year?.value]).toEqual(['Heat', undefined, 1996]);
    });

    test('an override with nothing keeps a field empty; a lock carried over keeps what it kept', async () => {
      const itemId = await saved();
      const by = { itemId, author: 'me', at: LATER, policy } as const;
      expect(await store().hold({ ...by, field: 'year', override: null })).toBe(1);
      expect(await store().hold({ ...by, field: 'year', override: null })).toBe(0);
      const locked = { provider: 'radarr', value: 'An old text.' };
      expect(await store().hold({ ...by, field: 'overview', locked })).toBe(1);
      await save('Heat', LATER);
      const { fields } = only(await store().show({ by: 'id', id: itemId }));
      expect([fields.year, fields.overview]).toMatchObject([undefined, locked]);
      expect(await store().holds(itemId)).toMatchObject([
        { field: 'overview', mode: 'lock', ...locked },
        { field: 'year', mode: 'override', provider: 'person', value: null },
      ]);
    });

    test('a title to sort by that was made of another title gives way', async () => {
      const itemId = await saved();
      const derived = definePolicy('derived', (all, kind) => ({
        ...resolveBy(policy)(all, kind),
        sortTitle: { value: 'aaa', provider: 'derived' },
      }));
      const by = { itemId, author: 'me', at: LATER, policy: derived } as const;
      const sortTitle = async () => only(await store().show({ by: 'id', id: itemId })).fields.sortTitle?.value;
      await store().hold({ ...by, field: 'title' });
      expect(await sortTitle()).toBe('aaa');
      await store().hold({ ...by, field: 'title', override: 'Zebra' });
      expect(await sortTitle()).toBeUndefined();
      await store().hold({ ...by, field: 'sortTitle', override: 'bbb' });
      expect(await sortTitle()).toBe('bbb');
    });

    test('what changed is in the journal, and a second save adds nothing', async () => {
      const itemId = await saved();
      expect(await store().changes(itemId)).toEqual([]);
      await save('Heat (restored)', LATER);
      expect(await save('Heat (restored)', LATER)).toMatchObject({ rows: 0 });
      expect(await store().changes(itemId)).toEqual([
        {
          at: LATER,
          field: 'title',
          before: { value: 'Heat', provider: 'tmdb' },
          after: { value: 'Heat (restored)', provider: 'tmdb' },
        },
      ]);
    });

    test('of no item is an error', async () => {
      const nobody = { itemId: newItemId(), field: 'title', author: 'me', at: AT, policy } as const;
      await expect(store().hold(nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store().holds(nobody.itemId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('many saves at once', () => {
    test('come to the same as one after the other', async () => {
      const many = ['1', '2', '3', '2'].map((id) =>
        groupSave({
          key: `m${id}`,
          draft: movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, { title: `T${id}` }) }),
        }),
      );
      const changes = await store().saveGroups(many);
      expect(changes.map((change) => change.rows > 0)).toEqual([true, true, true, false]);
      expect(changes[1]?.itemId).toBe(changes[3]?.itemId);
      expect((await store().saveGroups(many)).map((change) => change.rows)).toEqual([0, 0, 0, 0]);
      expect((await store().list({})).map((row) => [row.title, row.files])).toEqual([
        ['T1', 1],
        ['T2', 1],
        ['T3', 1],
      ]);
      expect(await store().saveGroups([])).toEqual([]);
    });
  });
}
