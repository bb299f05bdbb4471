import { describe, expect, test } from 'vitest';
import type { ItemDraft } from '../../../src/model/drafts.ts';
import type { ItemId } from '../../../src/model/ids.ts';
import type { ItemView } from '../../../src/model/views.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import { AT, draft, file, groupSave, identified, LATER, MOVIES, preferring, values } from '../drafts.ts';
import { only } from './suite.ts';

const policy = preferring('musicbrainz', 'tmdb', 'tags', 'name');
const UNKNOWN = identified({ outcome: 'unmatched' });

/** A track as the tags of a file, or a catalogue, say it. */
function track(provider: string, number: number, title: string): ItemDraft {
  return draft('track', {
    position: { disc: 1, track: number },
    values: values(provider, `album#${number}`, { title, trackNumber: number, discNumber: 1 }),
  });
}

function album(provider: string, titles: readonly (string | undefined)[], parts: Partial<ItemDraft> = {}): ItemDraft {
  const artist = draft('artist', { values: values(provider, 'artist', { title: 'The Garage' }) });
  return draft('release', {
    values: values(provider, 'album', { title: 'Demo' }),
    children: titles.flatMap((title, index) => (title === undefined ? [] : [track(provider, index + 1, title)])),
    parent: draft('release-group', { values: values(provider, 'group', { title: 'Demo' }), parent: artist }),
    ...parts,
  });
}

function save(given: ItemDraft, parts: Partial<GroupSave> & { readonly key?: string } = {}): GroupSave {
  const numbers = [1, 2, 3];
  const { key = 'Demo' } = parts;
  return groupSave({
    kind: 'album',
    files: numbers.map((number) => file(`${key}/0${number}.flac`, { positions: [{ disc: 1, track: number }] })),
    draft: given,
    identification: UNKNOWN,
    complete: ['tags'],
    policy,
    ...parts,
    key,
  });
}

const ids = { 'musicbrainz-release': 'r-1' } as const;
const known = (titles: readonly string[]): Partial<GroupSave> => ({
  at: LATER,
  identification: identified({ by: 'musicbrainz', ids }),
  // The third file is no track of the album.
  files: [1, 2, 3].map((number) =>
    file(`Demo/0${number}.flac`, { positions: number > titles.length ? [] : [{ disc: 1, track: number }] }),
  ),
  draft: album('musicbrainz', titles, { ids }),
});

export function describeLocalItems(store: () => Store): void {
  const local = album('tags', ['One', 'Two', 'Three']);
  const saved = async (given: GroupSave): Promise<ItemId> => {
    const { itemId } = await store().saveGroup(given);
    if (itemId === undefined) throw new Error('A group with a draft has an item');
    return itemId;
  };
  const show = async (id: string): Promise<ItemView> => only(await store().show({ by: 'id', id }));
  const override = (itemId: ItemId, title: string) =>
    store().hold({ itemId, field: 'title', author: 'me', at: AT, override: title, policy });
  const listed = async (kinds: Parameters<Store['list']>[0]['kinds']) =>
    (await store().list({ kinds: kinds ?? [] })).map(({ title, identified: is }) => `${title}: ${is}`).sort();

  describe('items that no catalogue has confirmed', () => {
    test('are open and listed, and are not identified, nor are their parts', async () => {
      const id = await saved(save(local));
      const item = await show(id);
      expect([item.identified, item.children.map(({ identified: is }) => is)]).toEqual([false, [false, false, false]]);
      expect(await listed(['release', 'track', 'artist'])).toEqual([
        'Demo: false',
        'One: false',
        'The Garage: false',
        'Three: false',
        'Two: false',
      ]);
      expect(only(await store().openGroups({}))).toMatchObject({ key: 'Demo', itemId: id, outcome: 'unmatched' });
      const conditions = [{ what: 'identified', negated: true }] as const;
      expect(await store().count({ conditions })).toBe(1);
      expect(await store().count({ conditions: [{ what: 'identified' }] })).toBe(0);
      expect(await store().groupIdentity(MOVIES.root, 'Demo')).toMatchObject({ itemId: id, ids: {} });
      expect((await store().saveGroup(save(local))).rows).toBe(0);
    });

    test('live on when a catalogue confirms them: parts that it does not have go', async () => {
      const id = await saved(save(local));
      await override(id, 'Mine');
      const [first] = (await show(id)).children;
      expect(await saved(save(local, known(['Uno', 'Dos'])))).toBe(id);
      const item = await show(id);
      expect(item).toMatchObject({ title: 'Mine', ids, identified: true });
      expect(item.children.map(({ title, id: of }) => [title, of === first?.id])).toEqual([
        ['Uno', true],
        ['Dos', false],
      ]);
      expect(await store().openGroups({})).toEqual([]);
      expect((await store().saveGroup(save(local, known(['Uno', 'Dos'])))).rows).toBe(0);
    });

    test('keep a part of which a person holds a field, wherever its file belongs then', async () => {
      const id = await saved(save(local));
      const parts = (await show(id)).children;
      const third = parts[2];
      if (third === undefined) throw new Error('There are three tracks');
      await override(third.id, 'My Three');
      // The file of the third track is the second one of the catalogue.
      const files = [1, 2, 2].map((number, index) =>
        file(`Demo/0${index + 1}.flac`, { positions: [{ disc: 1, track: number }] }),
      );
      await saved(save(local, { ...known(['Uno', 'Dos']), files }));
      const item = await show(id);
      expect(item.children.map(({ title }) => title)).toEqual(['Uno', 'My Three']);
      expect((await show(third.id)).id).toBe(item.children[1]?.id);
    });

    test('become the item that the work has already', async () => {
      const there = await saved(
        save(album('musicbrainz', ['Uno', 'Dos'], { ids }), {
          ...known(['Uno', 'Dos']),
          key: 'There',
          files: [file('There/01.flac')],
        }),
      );
      const id = await saved(save(local));
      await override(id, 'Mine');
      const [first] = (await show(id)).children;
      if (first === undefined) throw new Error('There are three tracks');
      await override(first.id, 'My One');
      expect(await saved(save(local, known(['Uno', 'Dos'])))).toBe(there);
      const item = await show(id);
      expect(item).toMatchObject({ id: there, title: 'Mine' });
      expect(item.children.map(({ title }) => title)).toEqual(['My One', 'Dos']);
      expect((await store().changes(there)).map(({ field }) => field)).toContain('joined');
      expect(await listed(['release', 'release-group', 'artist'])).toEqual([
        'Demo: false',
        'Mine: true',
        'The Garage: false',
      ]);
      expect((await store().saveGroup(save(local, known(['Uno', 'Dos'])))).rows).toBe(0);
    });

    test('go along with files that move', async () => {
      const id = await saved(save(local));
      await store().markMissing(
        MOVIES.root,
        [1, 2, 3].map((number) => `Demo/0${number}.flac`),
        LATER,
      );
      expect(await saved(save(local, { key: 'Moved', formerItem: id }))).toBe(id);
      expect(await store().count({ kinds: ['release'] })).toBe(1);
    });

    test('leave alone what another group has said of the work', async () => {
      const there = await saved(
        save(album('musicbrainz', ['Uno', 'Dos'], { ids }), {
          ...known(['Uno', 'Dos']),
          key: 'There',
          files: [file('There/01.flac')],
        }),
      );
      await saved(save(album('tags', [undefined, undefined, 'Three'])));
      await saved(save(local, known(['Uno'])));
      expect((await show(there)).children.map(({ title }) => title)).toEqual(['Uno', 'Dos']);
    });
  });
}
