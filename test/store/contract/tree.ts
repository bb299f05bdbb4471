import { describe, expect, test } from 'vitest';
import type { ItemView } from '../../../src/model/views.ts';
import type { Store } from '../../../src/store/port.ts';
import { albumDraft, albumSave, draft, episodeDraft, file, seriesDraft, seriesSave, values } from '../drafts.ts';
import { only } from './suite.ts';

export function describeTree(store: () => Store): void {
  const wire = () => store().show({ by: 'title', title: 'The Wire' }).then(only);
  const season = (view: ItemView, number: number) =>
    only(view.children.filter((one) => one.position?.season === number));

  describe('series', () => {
    test('hold their seasons and episodes with the files that they are', async () => {
      await store().saveGroup(seriesSave());
      const view = await wire();
      expect(view.children.map((one) => [one.kind, one.position, one.title])).toEqual([
        ['season', { season: 0 }, 'Specials'],
        ['season', { season: 1 }, 'Season 1'],
      ]);
      const first = season(view, 1);
      expect(first.files.map((one) => one.path)).toEqual(['The Wire/season01-poster.jpg']);
      expect(first.children.map((one) => [one.position, one.title, one.files.map((two) => two.role)])).toEqual([
        [{ season: 1, episode: 1 }, 'The Target', ['main', 'subtitle']],
        [{ season: 1, episode: 2 }, 'The Detail', ['main', 'subtitle']],
        [{ season: 1, episode: 3 }, 'The Buys', []],
      ]);
      expect(first.children[0]?.files[1]).toMatchObject({ language: 'en' });
      expect(first.children[0]?.parents.map((one) => [one.kind, one.title])).toEqual([
        ['season', 'Season 1'],
        ['series', 'The Wire'],
      ]);
      expect(view.files.map((one) => one.path)).toEqual(['The Wire/The Wire S07E99.mkv']);
    });

    test('the same again changes no row', async () => {
      const { itemId } = await store().saveGroup(seriesSave());
      expect(await store().saveGroup(seriesSave())).toEqual({ rows: 0, itemId });
    });

    test('episodes keep their identity when titles and ids change, seasons that are not given stay', async () => {
      await store().saveGroup(seriesSave());
      const before = season(await wire(), 1).children.map((one) => one.id);
      const renamed = episodeDraft(1, 2, 'Renamed', { ids: { tvdb: '77' } });
      const partial = draft('season', {
        position: { season: 1 },
        children: [renamed, episodeDraft(1, 4, 'Old Cases')],
      });
      await store().saveGroup(seriesSave({ draft: seriesDraft({ children: [partial] }) }));
      const view = await wire();
      expect(view.children).toHaveLength(2);
      const after = season(view, 1).children;
      expect(after.slice(0, 3).map((one) => one.id)).toEqual(before);
      expect(after.map((one) => one.title)).toEqual(['The Target', 'Renamed', 'The Buys', 'Old Cases']);
      expect(after[1]?.ids).toEqual({ tvdb: '77' });
    });

    test('a renumbered episode is the same by its id', async () => {
      await store().saveGroup(seriesSave());
      const before = season(await wire(), 1).children[2]?.id;
      const moved = episodeDraft(1, 3, 'The Buys', { position: { season: 1, episode: 13 } });
      const partial = draft('season', { position: { season: 1 }, children: [moved] });
      await store().saveGroup(seriesSave({ draft: seriesDraft({ children: [partial] }) }));
      const after = season(await wire(), 1).children;
      expect(after.map((one) => one.position?.episode)).toEqual([1, 2, 13]);
      expect(after[2]?.id).toBe(before);
    });

    test('the place is read from the fields, and the season from the parent, where none is given', async () => {
      const bare = (number: number, title: string) =>
        draft('episode', { values: values('tmdb', title, { title, episodeNumber: number }) });
      const children = [
        draft('season', { values: values('tmdb', 's2', { seasonNumber: 2 }), children: [bare(1, 'Ebb Tide')] }),
      ];
      const files = [file('The Wire/e.mkv', { positions: [{ season: 2, episode: 1 }] })];
      await store().saveGroup(seriesSave({ draft: seriesDraft({ children }), files }));
      const episode = only(season(await wire(), 2).children);
      expect([episode.position, episode.files.length]).toEqual([{ season: 2, episode: 1 }, 1]);
      expect(await store().saveGroup(seriesSave({ draft: seriesDraft({ children }), files }))).toMatchObject({
        rows: 0,
      });
    });

    test('files find episodes by absolute number and by date', async () => {
      const children = [
        draft('episode', { position: { absolute: 12 }, values: values('tmdb', 'a', { title: 'Twelve' }) }),
        draft('episode', { position: { airDate: '2020-01-02' }, values: values('tmdb', 'b', { title: 'Day' }) }),
        draft('episode', { values: values('tmdb', 'c', { title: 'Unplaced' }) }),
      ];
      const files = [
        file('The Wire/12.mkv', { positions: [{ season: 1, episode: 12, absolute: 12 }] }),
        file('The Wire/day.mkv', { positions: [{ airDate: '2020-01-02' }] }),
      ];
      await store().saveGroup(seriesSave({ draft: seriesDraft({ children }), files }));
      expect(await store().saveGroup(seriesSave({ draft: seriesDraft({ children }), files }))).toMatchObject({
        rows: 0,
      });
      const found = (await wire()).children.map((one) => [one.title, one.files.map((two) => two.path)]);
      expect(Object.fromEntries(found)).toEqual({
        Twelve: ['The Wire/12.mkv'],
        Day: ['The Wire/day.mkv'],
        Unplaced: [],
      });
    });

    test('a file that becomes another episode is tied to that one alone', async () => {
      await store().saveGroup(seriesSave());
      const files = [file('The Wire/Season 1/The Wire S01E01-E02.mkv', { positions: [{ season: 1, episode: 3 }] })];
      await store().saveGroup(seriesSave({ files }));
      const main = season(await wire(), 1).children.map((one) => one.files.filter((two) => two.role === 'main').length);
      expect(main).toEqual([0, 0, 1]);
    });
  });

  describe('albums', () => {
    test('hold their tracks, under release group and artist', async () => {
      await store().saveGroup(albumSave());
      const view = only(await store().show({ by: 'external', kind: 'musicbrainz-release', value: 'rel-1' }));
      expect(view.children.map((one) => [one.position, one.title, one.files.length, one.ids])).toEqual([
        [
          { disc: 1, track: 1 },
          'Mysterons',
          1,
          { 'musicbrainz-recording': 'r-Mysterons', 'musicbrainz-track': 't-1-1' },
        ],
        [
          { disc: 1, track: 2 },
          'Sour Times',
          1,
          { 'musicbrainz-recording': 'r-Sour Times', 'musicbrainz-track': 't-1-2' },
        ],
        [
          { disc: 2, track: 1 },
          'Strangers',
          0,
          { 'musicbrainz-recording': 'r-Strangers', 'musicbrainz-track': 't-2-1' },
        ],
      ]);
      expect(view.parents.map((one) => [one.kind, one.title, one.ids])).toEqual([
        ['release-group', 'Dummy', { 'musicbrainz-release-group': 'rg-1' }],
        ['artist', 'Portishead', { 'musicbrainz-artist': 'art-1' }],
      ]);
      expect(await store().saveGroup(albumSave())).toMatchObject({ rows: 0 });
    });

    test('one recording on two releases is two tracks, each with its id', async () => {
      await store().saveGroup(albumSave());
      await store().saveGroup(
        albumSave({ key: 'Best Of', draft: albumDraft({ ids: { 'musicbrainz-release': 'rel-2' } }) }),
      );
      const tracks = await store().show({ by: 'external', kind: 'musicbrainz-recording', value: 'r-Mysterons' });
      expect(tracks.map((one) => one.parents[0]?.ids['musicbrainz-release'])).toEqual(['rel-1', 'rel-2']);
    });

    test('a parent that is not given stays', async () => {
      await store().saveGroup(albumSave());
      const { parent: _, ...alone } = albumDraft();
      expect(await store().saveGroup(albumSave({ draft: alone }))).toMatchObject({ rows: 0 });
    });
  });
}
