import { describe, expect, test } from 'vitest';
import type { ItemDraft } from '../../../src/model/drafts.ts';
import type { ItemId } from '../../../src/model/ids.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import {
  AT,
  albumDraft,
  albumSave,
  draft,
  episodeDraft,
  file,
  groupSave,
  LATER,
  MOVIES,
  movieDraft,
  preferring,
  seriesDraft,
  seriesSave,
  values,
} from '../drafts.ts';
import { only } from './suite.ts';

const policy = preferring('radarr', 'sonarr', 'tmdb', 'musicbrainz');
const FORMER = { kind: 'tmdb', value: '1' } as const;

/** A movie of TMDb, with no id but that. */
function film(id: string, parts: Partial<ItemDraft> = {}): ItemDraft {
  return movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, { title: `Film ${id}` }), ...parts });
}

const merged = (parts: Partial<ItemDraft> = {}): ItemDraft => film('2', { formerIds: [FORMER], ...parts });

export function describeMerges(store: () => Store): void {
  const save = async (key: string, given: ItemDraft, at = AT): Promise<ItemId> => {
    const { itemId } = await store().saveGroup(groupSave({ key, draft: given, at }));
    if (itemId === undefined) throw new Error('A matched group has an item');
    return itemId;
  };
  const override = (itemId: ItemId, field: 'title' | 'overview', value: string) =>
    store().hold({ itemId, field, author: 'me', at: AT, override: value, policy });
  const byId = (value: string) => store().show({ by: 'external', kind: 'tmdb', value });

  describe('ids that a catalogue merges', () => {
    test('an item keeps its own id and overrides, takes the new id and is found by both', async () => {
      const itemId = await save('A', film('1'));
      await override(itemId, 'title', 'Mine');
      expect(await save('A', merged(), LATER)).toBe(itemId);
      const view = only(await byId('2'));
      expect(view).toMatchObject({ id: itemId, ids: { tmdb: '2' }, title: 'Mine' });
      expect(only(await byId('1')).id).toBe(itemId);
      expect(view.fields.title?.values.map(({ providerId }) => providerId)).toEqual(['2']);
      expect(await store().itemByIds('movie', { tmdb: '1' })).toBe(itemId);
      expect(await store().itemByIds('series', { tmdb: '1' })).toBeUndefined();
      const ids = [
        { ...FORMER, itemKind: 'series' },
        { ...FORMER, itemKind: 'movie' },
        { kind: 'tmdb', value: '2', itemKind: 'movie' },
      ] as const;
      expect(await store().currentIds(ids)).toEqual([undefined, '2', undefined]);
      expect(await store().currentIds([])).toEqual([]);
      expect(await store().groupIdentity(MOVIES.root, 'A')).toMatchObject({
        ids: { tmdb: '2' },
        formerIds: [FORMER],
      });
      const again = groupSave({ key: 'A', draft: merged(), at: LATER });
      expect(await store().saveGroup(again)).toMatchObject({ rows: 0 });
    });

    test('a copy under the old or the new id is the same item from then on, and takes no id away', async () => {
      const itemId = await save('A', film('1'));
      await save('A', merged());
      const old = film('1', { values: values('nfo', 'B', { title: 'Film' }) });
      expect(await save('B', old)).toBe(itemId);
      expect(await save('C', film('2'))).toBe(itemId);
      expect((await store().groupIdentity(MOVIES.root, 'B'))?.ids).toEqual({ tmdb: '2' });
      for (const [key, given] of [['A', merged()] as const, ['B', old] as const, ['C', film('2')] as const]) {
        expect(await store().saveGroup(groupSave({ key, draft: given }))).toMatchObject({ rows: 0 });
      }
    });

    test.each([
      ['the older item has the old id', ['1', '2']],
      ['the older item has the new id', ['2', '1']],
    ] as const)('two items become one: %s', async (_what, [older, younger]) => {
      const first = await save('A', film(older, { images: [] }));
      const second = await save('B', film(younger), LATER);
      expect(second).not.toBe(first);
      await override(second, 'overview', 'Mine');
      // It may be the group of either that says so.
      expect(await save('B', merged(), LATER)).toBe(first);
      const view = only(await byId('2'));
      expect(view).toMatchObject({ id: first, ids: { tmdb: '2' }, title: 'Film 2' });
      expect(view.fields.overview).toMatchObject({ value: 'Mine', provider: 'person' });
      expect(view.files.map(({ path }) => path)).toEqual(['A/A.mkv', 'B/B.mkv']);
      expect(view.cast).toHaveLength(2);
      expect(await store().count({})).toBe(1);
      expect(only(await store().show({ by: 'id', id: second })).id).toBe(first);
      expect(await store().itemByIds('movie', { tmdb: '1' })).toBe(first);
      expect((await store().groupIdentity(MOVIES.root, 'A'))?.itemId).toBe(first);
      const journal = await store().changes(first);
      expect(journal.filter(({ field }) => field === 'joined')).toMatchObject([
        { before: null, after: { item: second, ids: { tmdb: younger } } },
      ]);
      expect(await store().saveGroup(groupSave({ key: 'B', draft: merged() }))).toMatchObject({ rows: 0 });
      expect(await store().saveGroup(groupSave({ key: 'A', draft: merged() }))).toMatchObject({ rows: 0 });
    });

    test('an override that another rules out stays in the journal', async () => {
      const first = await save('A', film('1'));
      const second = await save('B', film('2'), LATER);
      await override(first, 'title', 'Mine');
      await override(second, 'title', 'Yours');
      await override(first, 'overview', 'Both');
      await override(second, 'overview', 'Both');
      await save('A', merged(), LATER);
      expect(only(await byId('2')).title).toBe('Mine');
      const lost = (await store().changes(first)).filter(
        ({ field, before }) => field === 'title' && JSON.stringify(before).includes('author'),
      );
      expect(lost).toEqual([
        {
          at: LATER,
          field: 'title',
          before: { provider: 'person', value: 'Yours', mode: 'override', author: 'me', at: AT },
          after: { provider: 'person', value: 'Mine', mode: 'override', author: 'me', at: AT },
        },
      ]);
      expect((await store().changes(first)).filter(({ field }) => field === 'overview')).toHaveLength(2);
    });

    test('a former id never takes the id of another item, and a merge that is undone is followed', async () => {
      const other = await save('Other', movieDraft({ ids: { imdb: 'tt9' } }));
      const itemId = await save('A', film('1'));
      await save('A', merged({ formerIds: [FORMER, { kind: 'imdb', value: 'tt9' }] }));
      expect(await store().itemByIds('movie', { imdb: 'tt9' })).toBe(other);
      expect((await store().groupIdentity(MOVIES.root, 'A'))?.formerIds).toEqual([FORMER]);
      await save('A', film('1', { formerIds: [{ kind: 'tmdb', value: '2' }] }));
      expect(await store().groupIdentity(MOVIES.root, 'A')).toMatchObject({
        itemId,
        ids: { tmdb: '1' },
        formerIds: [{ kind: 'tmdb', value: '2' }],
      });
    });

    test('a chain of merges ends in one item, also within one batch', async () => {
      const saves: GroupSave[] = [
        groupSave({ key: 'A', draft: film('1') }),
        groupSave({ key: 'B', draft: film('2') }),
        groupSave({ key: 'C', draft: film('3') }),
        groupSave({ key: 'A', draft: film('3', { formerIds: [FORMER, { kind: 'tmdb', value: '2' }] }), at: LATER }),
        groupSave({ key: 'D', draft: film('4') }),
      ];
      const changes = await store().saveGroups(saves);
      expect(changes).toHaveLength(5);
      expect(await store().count({})).toBe(2);
      const ids = await Promise.all(['1', '2', '3'].map((id) => store().itemByIds('movie', { tmdb: id })));
      expect(new Set(ids)).toEqual(new Set([changes[0]?.itemId]));
      expect(only(await byId('3')).files).toHaveLength(3);
    });

    test('the parts of a merged series are joined by their places, and those of one alone change hands', async () => {
      const tvdb = (id: string, children: readonly ItemDraft[], former?: string): ItemDraft =>
        seriesDraft({
          ids: { tvdb: id },
          children,
          ...(former === undefined ? {} : { formerIds: [{ kind: 'tvdb', value: former }] }),
        });
      const season = (number: number, children: readonly ItemDraft[]): ItemDraft =>
        draft('season', { position: { season: number }, children });
      const ours = [season(1, [episodeDraft(1, 1, 'One'), episodeDraft(1, 2, 'Two')])];
      const theirs = [
        season(1, [episodeDraft(1, 2, 'Two'), episodeDraft(1, 3, 'Three')]),
        season(2, [episodeDraft(2, 1, 'Four')]),
      ];
      const place = (key: string, ...positions: (readonly [number, number])[]) =>
        positions.map(([number, episode]) =>
          file(`${key}/S${number}E${episode}.mkv`, { positions: [{ season: number, episode }] }),
        );
      const first = await store().saveGroup(
        seriesSave({ key: 'A', draft: tvdb('5', ours), files: place('A', [1, 2]) }),
      );
      const files = place('B', [1, 2], [1, 3], [2, 1]);
      const second = seriesSave({ key: 'B', draft: tvdb('6', theirs), files, at: LATER });
      await store().saveGroup(second);
      const held = only(await store().show({ by: 'external', kind: 'tvdb', value: '6' })).children[0]?.children[0];
      if (held === undefined) throw new Error('The episode is stored');
      await store().hold({ itemId: held.id, field: 'title', author: 'me', at: AT, override: 'Zwei', policy });
      await store().saveGroup(
        seriesSave({ key: 'A', draft: tvdb('6', ours, '5'), files: place('A', [1, 2]), at: LATER }),
      );
      const view = only(await store().show({ by: 'external', kind: 'tvdb', value: '6' }));
      expect(view.id).toBe(first.itemId);
      const episodes = view.children.map((one) =>
        one.children.map(({ title, files: found }) => [title, found.map(({ path }) => path)]),
      );
      expect(episodes).toEqual([
        [
          ['One', []],
          ['Zwei', ['A/S1E2.mkv', 'B/S1E2.mkv']],
          ['Three', ['B/S1E3.mkv']],
        ],
        [['Four', ['B/S2E1.mkv']]],
      ]);
      expect(await store().saveGroup({ ...second, draft: tvdb('6', theirs) })).toMatchObject({ rows: 0 });
    });

    test('two copies of an album under the old and the new id are one release, with one set of tracks', async () => {
      await store().saveGroup(albumSave());
      const ids = { 'musicbrainz-release': 'rel-2', 'musicbrainz-release-group': 'rg-1' };
      const copy = file('Copy/01.flac', { positions: [{ track: 1 }] });
      await store().saveGroup(albumSave({ key: 'Copy', draft: albumDraft({ ids }), files: [copy], at: LATER }));
      expect(await store().count({ kinds: ['release'] })).toBe(2);
      const formerIds = [{ kind: 'musicbrainz-release', value: 'rel-1' }] as const;
      await store().saveGroup(albumSave({ draft: albumDraft({ ids, formerIds }), at: LATER }));
      expect(await store().count({ kinds: ['release'] })).toBe(1);
      const view = only(await store().show({ by: 'external', kind: 'musicbrainz-release', value: 'rel-1' }));
      expect(view.children.map(({ title, files }) => [title, files.length])).toEqual([
        ['Mysterons', 2],
        ['Sour Times', 1],
        ['Strangers', 0],
      ]);
    });

    test('the identity of a group says what its item belongs to, the nearest first', async () => {
      const { unit, group } = albumSave();
      await store().saveGroup(albumSave());
      expect((await store().groupIdentity(group.library.root, unit))?.parents).toEqual([
        { kind: 'release-group', ids: { 'musicbrainz-release-group': 'rg-1' } },
        { kind: 'artist', ids: { 'musicbrainz-artist': 'art-1' } },
      ]);
    });

    test('merged artists and release groups take their releases along', async () => {
      await store().saveGroup(albumSave());
      const parent = (group: string, artist: string, former = false): ItemDraft =>
        draft('release-group', {
          ids: { 'musicbrainz-release-group': group },
          values: values('musicbrainz', group, { title: 'Dummy' }),
          ...(former ? { formerIds: [{ kind: 'musicbrainz-release-group', value: 'rg-1' }] } : {}),
          parent: draft('artist', {
            ids: { 'musicbrainz-artist': artist },
            values: values('musicbrainz', artist, { title: 'Portishead' }),
            ...(former ? { formerIds: [{ kind: 'musicbrainz-artist', value: 'art-1' }] } : {}),
          }),
        });
      const ids = { 'musicbrainz-release': 'rel-2' };
      const other = (above: ItemDraft) =>
        albumSave({
          key: 'Other',
          draft: albumDraft({ ids, parent: above }),
          files: [file('Other/01.flac')],
          at: LATER,
        });
      await store().saveGroup(other(parent('rg-2', 'art-2')));
      const artists = () => store().list({ kinds: ['artist'] });
      expect(await artists()).toHaveLength(2);
      await store().saveGroup(other(parent('rg-2', 'art-2', true)));
      const { id } = only(await artists());
      const view = only(await store().show({ by: 'id', id }));
      expect(view.ids).toEqual({ 'musicbrainz-artist': 'art-2' });
      expect(view.children.map((group) => group.children.length)).toEqual([2]);
      expect(await store().saveGroup(other(parent('rg-2', 'art-2', true)))).toMatchObject({ rows: 0 });
      // Releases may carry the id of their artist.
      const found = await store().show({ by: 'external', kind: 'musicbrainz-artist', value: 'art-1' });
      expect(found.map(({ kind }) => kind)).toEqual(['artist', 'release']);
      expect(found[0]?.id).toBe(id);
    });
  });
}
