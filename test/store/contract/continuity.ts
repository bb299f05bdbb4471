import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import {
  AT,
  albumDraft,
  albumSave,
  draft,
  file,
  groupSave,
  identified,
  LATER,
  MOVIES,
  movieDraft,
  seriesSave,
  values,
} from '../drafts.ts';
import { only } from './suite.ts';

export function describeContinuity(store: () => Store): void {
  describe('identity of items', () => {
    test('is known by group, by id, and to nobody else', async () => {
      const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const ids = { tmdb: '949', imdb: 'tt0113277' };
      const identity = await store().groupIdentity(MOVIES.root, 'Heat (1995)');
      expect(identity).toEqual({ itemId, ids, identification: identified() });
      expect(await store().groupIdentity(MOVIES.root, 'Heat')).toBeUndefined();
      expect(await store().groupIdentity('/elsewhere', 'Heat (1995)')).toBeUndefined();
      expect(await store().itemByIds('movie', { imdb: 'tt0113277' })).toBe(itemId);
      expect(await store().itemByIds('series', { imdb: 'tt0113277' })).toBeUndefined();
      expect(await store().itemByIds('movie', { tmdb: '1', radarr: '7' })).toBeUndefined();
    });

    test('an item is found again by any of its ids, wherever its files are', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const elsewhere = groupSave({ key: 'Moved', draft: movieDraft({ ids: { imdb: 'tt0113277' } }) });
      expect((await store().saveGroup(elsewhere)).itemId).toBe(first.itemId);
    });

    test('a group whose work has ids of another kind keeps its item', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft({ ids: { imdb: 'tt0113277' } }) }));
      const second = await store().saveGroup(groupSave({ draft: movieDraft({ ids: { tmdb: '949' } }) }));
      expect(second.itemId).toBe(first.itemId);
      expect(await store().itemByIds('movie', { tmdb: '949' })).toBe(first.itemId);
    });

    test('a renumbered work stays the same while one id holds', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const renumbered = movieDraft({ ids: { tmdb: '950', imdb: 'tt0113277' } });
      const second = await store().saveGroup(groupSave({ draft: renumbered }));
      expect(second.itemId).toBe(first.itemId);
      expect(await store().itemByIds('movie', { tmdb: '950' })).toBe(first.itemId);
      expect(await store().itemByIds('movie', { tmdb: '949' })).toBeUndefined();
    });

    test('a group that turns out to be another work leaves its old item alone', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const other = movieDraft({ ids: { tmdb: '11' }, values: values('tmdb', '11', { title: 'Star Wars' }) });
      const second = await store().saveGroup(groupSave({ draft: other, identification: identified({ by: 'pin' }) }));
      expect(second.itemId).not.toBe(first.itemId);
      expect((await store().list({})).map((row) => row.title)).toEqual(['Star Wars']);
      const old = only(await store().show({ by: 'external', kind: 'tmdb', value: '949' }));
      expect([old.title, old.files]).toEqual(['Heat', []]);
    });

    test('an id that belongs to one item is not given to another', async () => {
      const heat = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const claims = movieDraft({ ids: { tmdb: '11', imdb: 'tt0076759' } });
      const wars = await store().saveGroup(groupSave({ key: 'Star Wars', draft: claims }));
      const confused = movieDraft({ ids: { tmdb: '949', imdb: 'tt0076759' } });
      const saved = await store().saveGroup(groupSave({ draft: confused }));
      expect(saved.itemId).toBe(heat.itemId);
      expect(await store().itemByIds('movie', { imdb: 'tt0076759' })).toBe(wars.itemId);
      expect(await store().saveGroup(groupSave({ draft: confused }))).toMatchObject({ rows: 0 });
    });

    test('two roots with one series share its items', async () => {
      const first = await store().saveGroup(seriesSave());
      const second = await store().saveGroup(
        seriesSave({
          library: { name: 'more', root: '/media/tv2', kind: 'tv' },
          files: [file('The Wire/e3.mkv', { positions: [{ season: 1, episode: 3 }] })],
        }),
      );
      expect(second.itemId).toBe(first.itemId);
      const view = only(await store().show({ by: 'title', title: 'the wire' }));
      expect(view.children.map((season) => season.children.length)).toEqual([0, 3]);
      expect(view.children[1]?.children.map((episode) => episode.files.map((one) => one.library))).toEqual([
        ['series', 'series'],
        ['series', 'series'],
        ['more'],
      ]);
    });

    test('artists and release groups are shared by their releases', async () => {
      await store().saveGroup(albumSave());
      const sibling = albumDraft({ ids: { 'musicbrainz-release': 'rel-2', 'musicbrainz-release-group': 'rg-1' } });
      await store().saveGroup(albumSave({ key: 'Portishead/Dummy (Japan)', draft: sibling }));
      const artist = only(
        await store()
          .show({ by: 'external', kind: 'musicbrainz-artist', value: 'art-1' })
          .then((all) => all.filter((one) => one.kind === 'artist')),
      );
      expect(artist.children.map((group) => group.children.map((release) => release.children.length))).toEqual([
        [3, 3],
      ]);
    });

    test('an artist that no source knows is one by name, and gets an id when one is known', async () => {
      const nameless = (key: string, artistIds = {}) =>
        albumSave({
          key,
          files: [file(`${key}/01.mp3`)],
          draft: draft('release', {
            values: values('tags', key, { title: key, albumArtist: 'Nobody' }),
            parent: draft('artist', { ids: artistIds, values: values('tags', 'Nobody', { title: 'Nobody' }) }),
          }),
        });
      await store().saveGroup(nameless('One'));
      await store().saveGroup(nameless('Two'));
      expect(await store().saveGroup(nameless('One'))).toMatchObject({ rows: 0 });
      expect(await store().list({ kinds: ['artist'] })).toHaveLength(1);
      await store().saveGroup(nameless('Two', { 'musicbrainz-artist': 'art-9' }));
      const artist = only(await store().show({ by: 'external', kind: 'musicbrainz-artist', value: 'art-9' }));
      expect(artist.children.map((release) => release.title)).toEqual(['One', 'Two']);
    });

    test('files that change their group take nothing along and leave no empty group behind', async () => {
      const files = [file('box/a.mkv')];
      await store().saveGroup(groupSave({ key: 'box', unit: 'box', draft: movieDraft(), files }));
      const unknown = identified({ outcome: 'unmatched' });
      await store().saveGroup(groupSave({ key: 'box/a', unit: 'box', files, identification: unknown, at: LATER }));
      expect((await store().unit(MOVIES.root, 'box')).groups.map((group) => group.key)).toEqual(['box/a']);
      expect(only(await store().show({ by: 'external', kind: 'tmdb', value: '949' })).files).toEqual([]);
      expect(await store().groupIdentity(MOVIES.root, 'box')).toBeUndefined();
    });

    test('the date of adding is no part of what a later save changes', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft(), at: AT }));
      expect(await store().saveGroup(groupSave({ draft: movieDraft(), at: LATER }))).toMatchObject({ rows: 0 });
    });
  });
}
