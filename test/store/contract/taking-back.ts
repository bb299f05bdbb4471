import { describe, expect, test } from 'vitest';
import type { ItemDraft } from '../../../src/model/drafts.ts';
import type { Credit, SourceValue } from '../../../src/model/records.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import { AT, credited, groupSave, movieDraft, values } from '../drafts.ts';
import { only } from './suite.ts';

const LOCAL = 'file:///media/movies/Heat%20(1995)/poster.jpg';
const WANTED = { movie: ['poster'] } as const;

const cast = (name: string): readonly Credit[] => [{ name, department: 'cast', order: 0, ids: {} }];
const byTmdb = credited('tmdb', cast('Al Pacino'), 101);
const byNfo = (rank: number) => credited('nfo', cast('Somebody'), rank);
const image = (url: string, provider: string): ItemDraft['images'][number] => ({ kind: 'poster', url, provider });
const ofTmdb = image('https://images.test/heat.jpg', 'tmdb');
const beside = image(LOCAL, 'local');

/** What the files of a group say is what they say now: sources in `complete` have taken back all else. */
export function describeTakingBack(store: () => Store): void {
  const movie = () => store().show({ by: 'external', kind: 'tmdb', value: '949' }).then(only);
  const save = (draft: Partial<ItemDraft>, parts: Partial<GroupSave> & { readonly key?: string } = {}) =>
    store().saveGroup(
      groupSave({ draft: movieDraft({ credits: [], images: [], ...draft }), complete: ['nfo', 'local'], ...parts }),
    );
  /** Saves with pictures, of which one is chosen. */
  const pictured = async (images: ItemDraft['images'], url: string, provider: string): Promise<void> => {
    const { itemId } = await save({ images });
    if (itemId === undefined) throw new Error('A matched group has an item');
    await store().saveArtwork({ itemId, kind: 'poster', at: AT, chosen: chosen(url, provider) });
  };
  const castNames = async () => (await movie()).cast.map(({ name }) => name);

  describe('what the files of a group do not say any more', () => {
    test('goes as a value; values of other sources and of other groups stay', async () => {
      const said = (key: string): readonly SourceValue[] => values('nfo', key, { tagline: key, tags: [key] });
      const tmdb = values('tmdb', '949', { title: 'Heat', overview: 'A heist.' });
      await save({ values: [...tmdb, ...said('one')] }, { key: 'one' });
      await save({ values: [...tmdb, ...said('two')] }, { key: 'two' });
      await save({ values: values('nfo', 'two', { tagline: 'two' }) }, { key: 'two' });
      const { fields } = await movie();
      expect(fields.tags?.values.map(({ providerId }) => providerId)).toEqual(['one']);
      expect(fields.tagline?.values.map(({ providerId }) => providerId)).toEqual(['one', 'two']);
      expect(fields.overview?.value).toBe('A heist.');
    });

    test('stays where it is not known whether it is said', async () => {
      await save({ values: values('nfo', 'one', { title: 'Heat', tagline: 'Mine.' }) });
      await save({ values: values('nfo', 'one', { title: 'Heat' }) }, { complete: [] });
      expect((await movie()).fields.tagline?.value).toBe('Mine.');
    });

    test('goes as a list of credits, and the next best holds', async () => {
      await save({ credits: [...byNfo(10), ...byTmdb] });
      expect(await castNames()).toEqual(['Somebody']);
      await save({}, { complete: [] });
      expect(await castNames()).toEqual(['Somebody']);
      expect((await save({})).rows).toBe(2);
      expect(await castNames()).toEqual(['Al Pacino']);
      expect((await save({})).rows).toBe(0);
      await save({ credits: byNfo(110) });
      expect(await castNames()).toEqual(['Al Pacino']);
      await save({ credits: byNfo(10) });
      expect(await castNames()).toEqual(['Somebody']);
    });

    test('goes as the only list of credits, and nobody is left', async () => {
      await save({ credits: byNfo(110) });
      await save({});
      expect(await castNames()).toEqual([]);
    });

    test('goes as a picture, and the next best is chosen', async () => {
      await pictured([ofTmdb, beside], LOCAL, 'local');
      expect(await store().pendingArtwork(WANTED, 10)).toEqual([]);
      await save({ images: [ofTmdb] }, { complete: [] });
      expect((await movie()).images).toHaveLength(1);
      await save({});
      expect((await movie()).images).toEqual([]);
      expect(only(await store().pendingArtwork(WANTED, 10)).candidates).toEqual([ofTmdb]);
      expect((await save({})).rows).toBe(0);
    });

    test('goes as the only picture, and no artwork is left', async () => {
      await pictured([beside], LOCAL, 'local');
      await save({});
      expect((await movie()).images).toEqual([]);
      expect(await store().pendingArtwork(WANTED, 10)).toEqual([]);
    });
  });

  test('a picture that is put beside the media is looked at, though there is one', async () => {
    await pictured([ofTmdb], ofTmdb.url, 'tmdb');
    await save({ images: [ofTmdb, beside] });
    expect(only(await store().pendingArtwork(WANTED, 10)).candidates).toEqual([ofTmdb, beside]);
  });
}

function chosen(url: string, provider: string) {
  const image = {
    digest: 'cd'.repeat(32),
    path: 'cd/cd.jpg',
    format: 'jpeg',
    width: 1000,
    height: 1500,
    bytes: 123,
    blurhash: 'LEHV6nWB2yk8',
    thumbnails: [],
  };
  return { url, provider, image };
}
