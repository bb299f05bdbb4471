import { describe, expect, test } from 'vitest';
import { FIELD_NAMES } from '../../../src/model/field-names.ts';
import type { FieldValues } from '../../../src/model/fields.ts';
import { ARTWORK_KINDS } from '../../../src/model/files.ts';
import type { ListFilter, Store } from '../../../src/store/port.ts';
import { parseConditions } from '../../../src/store/query/parse.ts';
import { SORTS, type SortKey } from '../../../src/store/query/sorts.ts';
import { EVERY_FIELD } from '../../support/field-values.ts';
import { AT, groupSave, movieDraft, values } from '../drafts.ts';

const IMAGE = { path: 'a.jpg', format: 'jpeg', width: 10, height: 15, bytes: 9, blurhash: 'L', thumbnails: [] };
const NOW = new Date('2026-03-10T12:00:00Z');

export function describeQueries(store: () => Store): void {
  const add = (id: string, given: FieldValues & { readonly title: string }, at = AT) =>
    store().saveGroup(
      groupSave({
        key: given.title,
        at,
        draft: movieDraft({ ids: { tmdb: id }, values: values('tmdb', id, given), images: [] }),
      }),
    );
  const fill = async (): Promise<void> => {
    const rated = (value: number) => [{ source: 'tmdb', value, votes: 10 }];
    await add('1', {
      title: 'Se7en',
      year: 1995,
      genres: ['Thriller', 'Crime'],
      ratings: rated(8.6),
      countries: ['US'],
    });
    await add('2', {
      title: 'Heat',
      year: 1995,
      genres: ['Thriller'],
      ratings: rated(8.3),
      overview: 'Two sides of the law.',
    });
    await add(
      '3',
      { title: 'Alien', year: 1979, genres: ['Science Fiction'], ratings: rated(8.1) },
      '2026-03-09T00:00:00Z',
    );
    await add('4', {
      title: 'Amélie',
      year: 2001,
      genres: ['Comédie'],
      ratings: rated(7),
      certifications: [{ country: 'US', value: 'R' }],
    });
    await add('5', { title: 'Unrated', languages: ['pt-BR', 'zh-Hant'] });
  };
  const listed = async (text: string, more: ListFilter = {}) =>
    (await store().list({ conditions: parseConditions([text], NOW), ...more })).map((row) => row.title);

  describe('queries', () => {
    test.each([
      ['kind:movie year:1990..1999 genre:thriller', ['Heat', 'Se7en']],
      ['genre:THRILLER -genre:crime', ['Heat']],
      ['genre:"science fiction",crime', ['Alien', 'Se7en']],
      ['genre:comédie', ['Amélie']],
      ['rating:>8.1', ['Heat', 'Se7en']],
      ['rating:7..8.1', ['Alien', 'Amélie']],
      ['-rating:>8', ['Amélie', 'Unrated']],
      ['year:..1980', ['Alien']],
      ['year:1995', ['Heat', 'Se7en']],
      ['added:-3d', ['Alien']],
      ['added:<2026-03-05', ['Amélie', 'Heat', 'Se7en', 'Unrated']],
      ['added:2026-03-01', ['Amélie', 'Heat', 'Se7en', 'Unrated']],
      ['missing:year', ['Unrated']],
      ['has:overview', ['Heat']],
      ['missing:poster year:1979', ['Alien']],
      ['has:certification', ['Amélie']],
      ['-has:Country -missing:genres', ['Alien', 'Amélie', 'Heat']],
      ['country:us', ['Se7en']],
      ['certification:R', ['Amélie']],
      ['language:pt', ['Unrated']],
      ['language:pt-br', ['Unrated']],
      ['language:zh-Hant,de', ['Unrated']],
      ['language:pt-PT', []],
      ['text:"sides law"', ['Heat']],
      ['text:amelie', ['Amélie']],
      ['source:tmdb year:2001', ['Amélie']],
      ['library:films -year:>1900', ['Unrated']],
      ['outcome:matched year:1979', ['Alien']],
      ['kind:series', []],
      ['lie', ['Alien', 'Amélie']],
      ['he', ['Heat']],
      ['genre:crime or year:1979', ['Alien', 'Se7en']],
      ['year:1995 (genre:crime or rating:<8.4)', ['Heat', 'Se7en']],
      ['genre:thriller -(genre:crime or year:1979)', ['Heat']],
      ['-(genre:thriller rating:>8.4)', ['Alien', 'Amélie', 'Heat', 'Unrated']],
      ['((genre:"science fiction"))', ['Alien']],
      ['(kind:movie year:1979) or kind:episode', ['Alien']],
      ['alien or genre:crime', ['Alien', 'Se7en']],
      ['(alien) OR heat', ['Alien', 'Heat']],
      ['text:sides | year:2001', ['Amélie', 'Heat']],
      ['alien or heat', []],
      ['has:overview or missing:year', ['Heat', 'Unrated']],
    ])('%s', async (text, titles) => {
      await fill();
      expect(await listed(text)).toEqual(titles);
      expect(await store().count({ conditions: parseConditions([text], NOW) })).toBe(titles.length);
    });

    test('every field and every kind of artwork can be asked for', async () => {
      const { title, ...others } = EVERY_FIELD;
      const full = await add('1', { title: 'Full', ...others });
      await add('2', { title: 'Bare' });
      for (const field of FIELD_NAMES) {
        const both = field === 'title';
        expect([field, await listed(`has:${field}`)]).toEqual([field, both ? ['Bare', 'Full'] : ['Full']]);
        expect([field, await listed(`missing:${field}`)]).toEqual([field, both ? [] : ['Bare']]);
      }
      if (full.itemId === undefined) throw new Error('A matched group has an item');
      for (const [place, kind] of ARTWORK_KINDS.entries()) {
        const image = { ...IMAGE, digest: String(place).padStart(64, '0') };
        const chosen = { provider: 'tmdb', url: `https://images.test/${kind}`, image };
        expect([kind, await listed(`has:${kind}`)]).toEqual([kind, []]);
        await store().saveArtwork({ itemId: full.itemId, kind, at: AT, chosen });
        expect([kind, await listed(`has:${kind}`)]).toEqual([kind, ['Full']]);
        expect([kind, await listed(`missing:${kind}`)]).toEqual([kind, ['Bare']]);
      }
    });

    test('pages follow each other without a gap in every order', async () => {
      await fill();
      for (const by of SORTS) {
        for (const descending of [false, true]) {
          const sort = { by, descending };
          const all = (await store().list({ sort })).map((row) => row.title);
          const paged: string[] = [];
          let after: string | undefined;
          do {
            const page = await store().list({ sort, limit: 2, ...(after === undefined ? {} : { after }) });
            paged.push(...page.map((row) => row.title));
            after = page.at(-1)?.cursor;
          } while (after !== undefined);
          expect(paged).toEqual(all);
          expect(all).toHaveLength(5);
        }
      }
      expect(await listed('rating:>0', { sort: { by: 'rating', descending: true } })).toEqual([
        'Se7en',
        'Heat',
        'Alien',
        'Amélie',
      ]);
    });

    test('items come in the order of any field', async () => {
      await add('1', { title: 'One', runtime: 90, releaseDate: '1999-01-02', genres: ['Western'] });
      await add('2', { title: 'Two', runtime: 124, releaseDate: '1999', collection: { name: 'Box' } });
      await add('3', { title: 'Three', genres: ['crime', 'Zen'], studios: ['Small'] });
      const sorted = (by: SortKey, descending = false) => listed('', { sort: { by, descending } });
      expect(await sorted('runtime', true)).toEqual(['Two', 'One', 'Three']);
      expect(await sorted('releaseDate')).toEqual(['Three', 'Two', 'One']);
      expect(await sorted('genres', true)).toEqual(['One', 'Three', 'Two']);
      expect(await sorted('collection', true)).toEqual(['Two', 'Three', 'One']);
      expect(await sorted('studios', true)).toEqual(['Three', 'Two', 'One']);
      expect(await sorted('size')).toEqual(['One', 'Three', 'Two']);
    });

    test.each(['(genre:crime', 'genre:crime)', 'genre:crime or ()', '()', '-()', 'genre:a OR'])('%s', async (text) => {
      const read = () => parseConditions([text], NOW);
      if (text.endsWith('OR')) expect(read()).toHaveLength(2);
      else expect(read).toThrow(expect.objectContaining({ code: 'USAGE' }));
    });

    test('a place of another order is refused', async () => {
      await fill();
      const [row] = await store().list({ limit: 1 });
      const other = store().list({ sort: { by: 'year', descending: false }, after: row?.cursor ?? '' });
      await expect(other).rejects.toMatchObject({ code: 'USAGE' });
      await expect(store().list({ after: 'nonsense' })).rejects.toMatchObject({ code: 'USAGE' });
    });

    test('titles with typing errors are found by likeness', async () => {
      await fill();
      await add('6', { title: 'Blade Runner', year: 1982 });
      await add('7', { title: 'Blade Runner 2049', year: 2017 });
      const found = async (title: string, year?: number) =>
        (await store().show({ by: 'title', title, similar: true, ...(year === undefined ? {} : { year }) })).map(
          (view) => view.title,
        );
      expect(await found('Blaed Runner')).toEqual(['Blade Runner', 'Blade Runner 2049']);
      expect(await found('Blaed Runner', 2017)).toEqual(['Blade Runner 2049']);
      expect(await found('Alein')).toEqual([]);
      expect(await found('Aliens')).toEqual(['Alien']);
      expect(await found('xyzzy plugh')).toEqual([]);
    });

    test('follow what changes', async () => {
      await add('1', { title: 'Heat', genres: ['Thriller'], overview: 'old words' });
      await add('1', { title: 'Heat', genres: ['Drama'], overview: 'new words' });
      expect(await listed('genre:thriller')).toEqual([]);
      expect(await listed('genre:drama text:new')).toEqual(['Heat']);
      expect(await listed('text:old')).toEqual([]);
    });
  });
}
