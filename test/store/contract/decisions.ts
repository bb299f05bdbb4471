import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/model/decisions.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import { AT, file, groupSave, identified, LATER, MOVIES, movieDraft, preferring } from '../drafts.ts';
import { only } from './suite.ts';

const KEY = 'Heat (1995)';
const FILE = `${KEY}/${KEY}.mkv`;
const CHOSEN: Decision = { verdict: { kind: 'work', id: { kind: 'tmdb', value: '603' } }, author: 'ann', at: AT };
const policy = preferring('tmdb');
const at = (key: string, path = `/nowhere/${key}`) => ({ key, path });

export function describeDecisions(store: () => Store): void {
  const saved = (parts: Partial<GroupSave> & { readonly key?: string } = {}) =>
    store().saveGroup(groupSave({ draft: movieDraft(), ...parts }));
  const decide = (decision: Partial<Decision>, key = KEY) =>
    store().decide(MOVIES.root, key, { ...CHOSEN, ...decision });
  const decision = async (key = KEY) => (await store().findGroups(at(key)))[0]?.decision;

  describe('decisions about groups', () => {
    test('groups are found by key, by a file and by their folder', async () => {
      const { itemId } = await saved();
      const found = only(await store().findGroups(at(KEY)));
      expect(found).toMatchObject({
        root: MOVIES.root,
        library: 'films',
        key: KEY,
        kind: 'movie',
        title: 'Heat',
        itemId,
      });
      expect(found.decision).toBeUndefined();
      for (const path of [`${MOVIES.root}/${FILE}`, `${MOVIES.root}/${KEY}`]) {
        expect(only(await store().findGroups({ key: 'nothing', path })).key).toBe(KEY);
      }
      expect(await store().findGroups({ key: 'nothing', path: `${MOVIES.root}x/${KEY}` })).toEqual([]);
      await saved({ key: 'Two/a', files: [file('Two/a.mkv')], draft: movieDraft({ ids: { tmdb: '1' } }) });
      expect(only(await store().findGroups({ key: 'nothing', path: `${MOVIES.root}/Two/a.mkv` })).key).toBe('Two/a');
    });

    test('are kept with author, time and reason, due until a save carries them out', async () => {
      await saved();
      expect(await decide({ reason: 'the cover' })).toBe(1);
      const due = { ...CHOSEN, reason: 'the cover', isDue: true };
      expect(await decision()).toEqual(due);
      expect((await store().groupIdentity(MOVIES.root, KEY))?.decision).toEqual(due);
      const [unit] = await store().storedUnits(MOVIES.root, { limit: 9 });
      expect(unit?.groups.map((group) => group.decision)).toEqual([due]);
      expect((await store().unit(MOVIES.root, KEY)).groups.map((group) => group.decision)).toEqual([due]);
      expect(await decide({ author: 'bob', at: LATER })).toBe(0);
      await saved({ decided: { isSettled: false } });
      expect((await decision())?.isDue).toBe(true);
      await saved({ decided: { isSettled: true } });
      expect(await decision()).toEqual({ ...due, isDue: false });
    });

    test('one is replaced by another, and taken back until that is carried out', async () => {
      await saved();
      expect(await decide({ verdict: { kind: 'withdrawn' } })).toBe(0);
      await decide({});
      expect(await decide({ verdict: { kind: 'ignore' }, at: LATER })).toBe(1);
      expect(await decision()).toEqual({ verdict: { kind: 'ignore' }, author: 'ann', at: LATER, isDue: true });
      await saved({ decided: { isSettled: true } });
      expect(await decide({ verdict: { kind: 'withdrawn' } })).toBe(1);
      expect(await decision()).toMatchObject({ verdict: { kind: 'withdrawn' }, isDue: true });
      await saved({ decided: { isSettled: true } });
      expect(await decision()).toBeUndefined();
      expect(await decide({}, 'not stored')).toBe(0);
    });

    test('move with the files of their group', async () => {
      await saved({ files: [file(FILE, { hash: 'abc', size: 7 })] });
      await decide({});
      await saved({ files: [file(FILE, { hash: 'abc', size: 7 })], decided: { isSettled: true } });
      const trace = { relativePath: 'New/n.mkv', name: 'n.mkv', size: 7, hash: 'abc' };
      const former = only(await store().formerFiles(MOVIES.root, [trace]));
      expect(former.decision).toEqual({ ...CHOSEN, isDue: false });
      await store().markMissing(MOVIES.root, [FILE], LATER);
      const from = { root: former.root, relativePath: former.relativePath };
      await saved({ key: 'New', files: [file('New/n.mkv')], decided: { from, isSettled: true } });
      expect([await decision('New'), await decision()]).toEqual([{ ...CHOSEN, isDue: false }, undefined]);
    });

    test('another work takes the place of the item, with what persons hold of it', async () => {
      const { itemId } = await saved();
      if (itemId === undefined) throw new Error('A matched group has an item');
      await store().hold({ itemId, field: 'title', author: 'me', at: AT, override: 'Mine', policy });
      const draft = movieDraft({ ids: { tmdb: '603' } });
      const identification = identified({ ids: { tmdb: '603' }, by: 'pin' });
      const { itemId: now } = await saved({ draft, identification, reassigned: { isShared: false } });
      expect(now).not.toBe(itemId);
      const item = only(await store().show({ by: 'id', id: itemId }));
      expect(item).toMatchObject({ id: now, title: 'Mine', ids: { tmdb: '603' } });
      expect(await store().list({})).toHaveLength(1);
      const local = { draft: movieDraft({ ids: {} }), identification: identified({ outcome: 'unmatched' }) };
      await saved({ ...local, reassigned: { isShared: false } });
      const last = only(await store().list({}));
      expect(only(await store().show({ by: 'id', id: last.id }))).toMatchObject({ title: 'Mine', ids: {} });
      expect((await saved(local)).rows).toBe(0);
    });

    test('an item that other groups are of stays theirs', async () => {
      const { itemId } = await saved();
      await saved({ key: 'Copy', files: [file('Copy/Copy.mkv')] });
      expect(await store().groupIdentity(MOVIES.root, KEY)).toMatchObject({ itemId, isShared: true });
      const draft = movieDraft({ ids: { tmdb: '603' } });
      await saved({ draft, reassigned: { isShared: true } });
      expect((await store().groupIdentity(MOVIES.root, 'Copy'))?.itemId).toBe(itemId);
      const other = await store().groupIdentity(MOVIES.root, KEY);
      expect([other?.ids, other?.itemId === itemId, other?.isShared]).toEqual([{ tmdb: '603' }, false, undefined]);
    });
  });
}
