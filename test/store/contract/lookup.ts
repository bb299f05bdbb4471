import { describe, expect, test } from 'vitest';
import type { ItemSelector, Store } from '../../../src/store/port.ts';
import { albumSave, draft, file, groupSave, identified, movieDraft, seriesSave, values } from '../drafts.ts';
import { only } from './suite.ts';

export function describeLookup(store: () => Store): void {
  const addMovie = (tmdb: string, title: string, year: number) =>
    store().saveGroup(
      groupSave({
        key: `${title} (${year})`,
        draft: draft('movie', { ids: { tmdb }, values: values('tmdb', tmdb, { title, year }) }),
      }),
    );
  const titles = async (selector: ItemSelector) =>
    (await store().show(selector)).map(
      (view) => `${view.kind} ${view.title}${view.year === undefined ? '' : ` ${view.year}`}`,
    );
  const byTitle = (title: string, year?: number) =>
    titles({ by: 'title', title, ...(year === undefined ? {} : { year }) });

  describe('showing', () => {
    test('by title: the whole one, else its beginning, else a part, in any spelling', async () => {
      await addMovie('1', 'Alien', 1979);
      await addMovie('2', 'Aliens', 1986);
      await addMovie('3', 'WALL·E', 2008);
      expect(await byTitle('alien')).toEqual(['movie Alien 1979']);
      expect(await byTitle('alie')).toEqual(['movie Alien 1979', 'movie Aliens 1986']);
      expect(await byTitle('liens')).toEqual(['movie Aliens 1986']);
      expect(await byTitle('wall-e')).toEqual(['movie WALL·E 2008']);
      expect(await byTitle('Alien 3')).toEqual([]);
      expect(await byTitle(' ')).toEqual([]);
    });

    test('by title and year', async () => {
      await addMovie('1', 'The Thing', 1982);
      await addMovie('2', 'The Thing', 2011);
      expect(await byTitle('the thing')).toEqual(['movie The Thing 1982', 'movie The Thing 2011']);
      expect(await byTitle('thing, the', 2011)).toEqual(['movie The Thing 2011']);
      expect(await byTitle('the thing', 1999)).toEqual([]);
    });

    test('by title: works before their parts, a release before its group', async () => {
      await store().saveGroup(seriesSave());
      await store().saveGroup(albumSave());
      expect(await byTitle('the target')).toEqual(['episode The Target']);
      expect(await byTitle('dummy')).toEqual(['release Dummy 1994']);
      await addMovie('1', 'The Target', 2010);
      expect(await byTitle('the target')).toEqual(['movie The Target 2010']);
    });

    test('by id, whole or its beginning', async () => {
      const { itemId = '' } = await addMovie('1', 'Alien', 1979);
      expect(await titles({ by: 'id', id: itemId })).toEqual(['movie Alien 1979']);
      expect(await titles({ by: 'id', id: itemId.slice(0, 8).toUpperCase() })).toEqual(['movie Alien 1979']);
      expect(await titles({ by: 'id', id: itemId.slice(0, 4) })).toEqual([]);
      expect(await titles({ by: 'id', id: "' OR 1=1 --" })).toEqual([]);
    });

    test('by an external id', async () => {
      await addMovie('1', 'Alien', 1979);
      expect(await titles({ by: 'external', kind: 'tmdb', value: '1' })).toEqual(['movie Alien 1979']);
      expect(await titles({ by: 'external', kind: 'imdb', value: '1' })).toEqual([]);
    });

    test('by path: a file is its episodes, a folder its work, in any spelling', async () => {
      await store().saveGroup(seriesSave());
      const byPath = (path: string) => titles({ by: 'path', path });
      const episodes = ['episode The Target', 'episode The Detail'];
      expect(await byPath('/media/tv/The Wire/Season 1/The Wire S01E01-E02.mkv')).toEqual(episodes);
      expect(await byPath('/media/tv/the wire/season 1/the wire s01e01-e02.MKV')).toEqual(episodes);
      expect(await byPath('/media/tv/The Wire/')).toEqual(['series The Wire 2002']);
      expect(await byPath('/media/tv/Other')).toEqual([]);
      expect(await byPath('/media/tv2/The Wire')).toEqual([]);
      expect(await byPath('/media/tv')).toEqual([]);
    });

    test('an artist holds its releases', async () => {
      await store().saveGroup(albumSave());
      const artist = only(await store().show({ by: 'title', title: 'portishead' }));
      expect(artist.children.map((group) => group.children.map((release) => release.title))).toEqual([['Dummy']]);
    });
  });

  describe('listing', () => {
    test('works in the order of their titles, with what is on disk of them', async () => {
      const { itemId: series } = await store().saveGroup(seriesSave());
      const { itemId: movie } = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const { itemId: album } = await store().saveGroup(albumSave());
      expect((await store().list({})).map(({ cursor: _cursor, ...row }) => row)).toEqual([
        {
          id: album,
          kind: 'release',
          title: 'Dummy',
          year: 1994,
          artist: 'Portishead',
          files: 2,
          children: 2,
          sources: ['musicbrainz'],
          identified: true,
        },
        {
          id: movie,
          kind: 'movie',
          title: 'Heat',
          year: 1995,
          files: 1,
          children: 0,
          sources: ['radarr', 'tmdb'],
          identified: true,
        },
        {
          id: series,
          kind: 'series',
          title: 'The Wire',
          year: 2002,
          files: 2,
          children: 2,
          sources: ['sonarr'],
          identified: true,
        },
      ]);
    });

    test('a given sort title rules the order', async () => {
      await addMovie('1', 'Alpha', 2000);
      await store().saveGroup(
        groupSave({
          key: 'z',
          draft: draft('movie', {
            ids: { tmdb: '2' },
            values: values('tmdb', '2', { title: 'Zulu', sortTitle: 'AA' }),
          }),
        }),
      );
      expect((await store().list({})).map((row) => row.title)).toEqual(['Zulu', 'Alpha']);
    });

    test('by kind, title, years, outcome, and no more than asked', async () => {
      await addMovie('1', 'Alien', 1979);
      await addMovie('2', 'Aliens', 1986);
      await store().saveGroup(seriesSave({ identification: identified({ outcome: 'degraded' }) }));
      const listed = async (filter: Parameters<Store['list']>[0]) =>
        (await store().list(filter)).map((row) => row.title);
      expect(await listed({ kinds: ['movie'] })).toEqual(['Alien', 'Aliens']);
      expect(await listed({ kinds: ['episode'] })).toEqual(['The Buys', 'The Detail', 'The Target']);
      expect(await listed({ title: 'LIEN' })).toEqual(['Alien', 'Aliens']);
      expect(await listed({ yearFrom: 1980, yearTo: 1990 })).toEqual(['Aliens']);
      expect(await listed({ outcome: 'degraded' })).toEqual(['The Wire']);
      expect(await listed({ limit: 2 })).toEqual(['Alien', 'Aliens']);
      const episodes = await store().list({ kinds: ['episode'], title: 'the target' });
      expect(episodes.map((row) => row.files)).toEqual([1]);
    });

    test('open groups by the same filters', async () => {
      const open = (key: string, title: string, year: number, outcome: 'ambiguous' | 'unmatched') =>
        store().saveGroup(
          groupSave({ key, title, year, identification: identified({ outcome }), files: [file(`${key}.mkv`)] }),
        );
      await open('b', 'Bee', 1990, 'unmatched');
      await open('a', 'Ant', 1980, 'ambiguous');
      const keys = async (filter: Parameters<Store['openGroups']>[0]) =>
        (await store().openGroups(filter)).map((row) => row.key);
      expect(await keys({})).toEqual(['a', 'b']);
      expect(await keys({ outcome: 'unmatched' })).toEqual(['b']);
      expect(await keys({ title: 'an' })).toEqual(['a']);
      expect(await keys({ yearFrom: 1985 })).toEqual(['b']);
      expect(await keys({ kinds: ['series', 'episode'] })).toEqual([]);
      expect(await keys({ limit: 1 })).toEqual(['a']);
    });
  });
}
