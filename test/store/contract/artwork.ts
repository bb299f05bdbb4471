import { describe, expect, test } from 'vitest';
import { type ItemId, newItemId } from '../../../src/model/ids.ts';
import type { StoredImage } from '../../../src/model/views.ts';
import type { Store } from '../../../src/store/port.ts';
import { AT, groupSave, LATER, movieDraft, seriesSave, values } from '../drafts.ts';
import { only } from './suite.ts';

const WANTED = { movie: ['poster', 'backdrop'], season: ['poster'], series: ['poster'] } as const;
const URL = 'https://images.test/heat-1.jpg';
const IMAGE: StoredImage = {
  digest: 'ab'.repeat(32),
  path: 'ab/abab.jpg',
  format: 'jpeg',
  width: 1000,
  height: 1500,
  bytes: 123,
  blurhash: 'LEHV6nWB2yk8',
  thumbnails: [{ width: 200, height: 300, path: 'ab/abab-200.jpg' }],
};

export function describeArtwork(store: () => Store): void {
  const saved = async (): Promise<ItemId> => {
    const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft() }));
    if (itemId === undefined) throw new Error('A matched group has an item');
    return itemId;
  };
  const chosen = { provider: 'tmdb', url: URL, image: IMAGE };

  describe('artwork', () => {
    test('waits with its candidates until it is there', async () => {
      const itemId = await saved();
      expect(await store().pendingArtwork(WANTED, 10)).toEqual([
        {
          itemId,
          itemKind: 'movie',
          title: 'Heat',
          kind: 'backdrop',
          candidates: [{ kind: 'backdrop', url: 'https://images.test/heat-b.jpg', provider: 'radarr' }],
        },
        {
          itemId,
          itemKind: 'movie',
          title: 'Heat',
          kind: 'poster',
          candidates: movieDraft().images.filter((image) => image.kind === 'poster'),
        },
      ]);
      expect(await store().pendingArtwork(WANTED, 1)).toHaveLength(1);
      expect(await store().pendingArtwork({ movie: ['banner'], series: ['poster'] }, 10)).toEqual([]);

      expect(await store().saveArtwork({ itemId, kind: 'poster', at: AT, chosen })).toBeGreaterThan(0);
      expect(await store().saveArtwork({ itemId, kind: 'poster', at: LATER, chosen })).toBe(0);
      expect((await store().pendingArtwork(WANTED, 10)).map((one) => one.kind)).toEqual(['backdrop']);
      const view = only(await store().show({ by: 'title', title: 'Heat' }));
      expect(view.images).toEqual([{ ...IMAGE, kind: 'poster', provider: 'tmdb', url: URL }]);
    });

    test('comes with the language of the work', async () => {
      await store().saveGroup(
        groupSave({ draft: movieDraft({ values: values('tmdb', '949', { title: 'Heat', originalLanguage: 'en' }) }) }),
      );
      expect((await store().pendingArtwork(WANTED, 1))[0]?.originalLanguage).toBe('en');
    });

    test('is known by its address', async () => {
      const itemId = await saved();
      expect(await store().imageByUrl(URL)).toBeUndefined();
      await store().saveArtwork({ itemId, kind: 'poster', at: AT, chosen });
      expect(await store().imageByUrl(URL)).toEqual(IMAGE);
    });

    test('that was given up is wanted again when what is offered changes', async () => {
      const itemId = await saved();
      expect(await store().saveArtwork({ itemId, kind: 'poster', at: AT, failure: 'no picture' })).toBe(1);
      expect(await store().saveArtwork({ itemId, kind: 'poster', at: LATER, failure: 'no picture' })).toBe(0);
      await saved();
      expect((await store().pendingArtwork(WANTED, 10)).map((one) => one.kind)).toEqual(['backdrop']);

      const images = movieDraft().images.map((image) => ({ ...image, votes: 99 }));
      await store().saveGroup(groupSave({ draft: movieDraft({ images }) }));
      expect(await store().pendingArtwork(WANTED, 10)).toHaveLength(1);

      const more = [...images, { kind: 'poster', url: 'https://images.test/new.jpg', provider: 'fanart' } as const];
      await store().saveGroup(groupSave({ draft: movieDraft({ images: more }) }));
      expect((await store().pendingArtwork(WANTED, 10)).map((one) => one.kind)).toEqual(['backdrop', 'poster']);
    });

    test('that is there stays when what is offered changes', async () => {
      const itemId = await saved();
      await store().saveArtwork({ itemId, kind: 'poster', at: AT, chosen });
      const images = [{ kind: 'poster', url: 'https://images.test/new.jpg', provider: 'tmdb' } as const];
      await store().saveGroup(groupSave({ draft: movieDraft({ images }) }));
      expect((await store().pendingArtwork(WANTED, 10)).map((one) => one.kind)).toEqual(['backdrop']);
    });

    test('an offer is replaced by the same source for the same kind alone', async () => {
      await saved();
      const images = [
        { kind: 'poster', url: 'https://images.test/new.jpg', provider: 'tmdb' },
        { kind: 'poster', url: 'https://images.test/new.jpg', provider: 'tmdb', votes: 7 },
      ] as const;
      await store().saveGroup(groupSave({ draft: movieDraft({ images }) }));
      const offered = await store().pendingArtwork(WANTED, 10);
      expect(offered.map((one) => one.candidates.map((candidate) => candidate.url))).toEqual([
        ['https://images.test/heat-b.jpg'],
        ['https://images.test/new.jpg'],
      ]);
    });

    test('of a season that its series offers is the season’s', async () => {
      await store().saveGroup(seriesSave());
      const pending = await store().pendingArtwork(WANTED, 10);
      expect(pending.map((one) => [one.itemKind, one.candidates.map((candidate) => candidate.url)])).toEqual([
        ['series', ['https://images.test/wire.jpg']],
        ['season', ['https://images.test/wire-s1.jpg']],
      ]);
    });

    test('found beside the media needs no candidates', async () => {
      const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft({ images: [] }) }));
      if (itemId === undefined) throw new Error('A matched group has an item');
      const local = { provider: 'local', url: 'file:///media/movies/poster.jpg', image: IMAGE };
      await store().saveArtwork({ itemId, kind: 'poster', at: AT, chosen: local });
      const view = only(await store().show({ by: 'title', title: 'Heat' }));
      expect(view.images.map((image) => image.url)).toEqual([local.url]);
    });

    test('a person has one portrait, whatever the number of works', async () => {
      const person = (name: string, order: number) => ({
        name,
        department: 'cast' as const,
        order,
        ids: { 'tmdb-person': name },
        profileUrl: `https://images.test/${name}.jpg`,
      });
      const names = ['Pacino', 'De Niro', 'Kilmer'];
      for (const key of ['Heat', 'Heat 2']) {
        const credits = names.map(person);
        const of = movieDraft({
          ids: { tmdb: key },
          values: values('tmdb', key, { title: key }),
          credits: [{ provider: 'tmdb', rank: 0, credits }],
        });
        await store().saveGroup(groupSave({ key, title: key, draft: of }));
      }
      const pending = await store().pendingPortraits(2, 0, 10);
      expect(pending.map(({ name, url, provider }) => [name, url, provider])).toEqual([
        ['Pacino', 'https://images.test/Pacino.jpg', 'tmdb'],
        ['De Niro', 'https://images.test/De Niro.jpg', 'tmdb'],
      ]);
      const [first, second] = pending;
      if (first === undefined || second === undefined) throw new Error('Two are billed first');
      expect(await store().pendingPortraits(2, first.person, 10)).toEqual([second]);
      expect(await store().pendingPortraits(2, 0, 1)).toEqual([first]);

      const save = { person: first.person, url: first.url, image: IMAGE };
      expect(await store().savePortrait({ ...save, at: AT })).toBeGreaterThan(0);
      expect(await store().savePortrait({ ...save, at: LATER })).toBe(0);
      const failure = { person: second.person, url: second.url, failure: 'no picture' };
      expect(await store().savePortrait({ ...failure, at: AT })).toBe(1);
      expect(await store().pendingPortraits(2, 0, 10)).toEqual([]);
      for (const title of ['Heat', 'Heat 2']) {
        const { cast } = only(await store().show({ by: 'title', title }));
        expect(cast.map(({ portrait }) => portrait)).toEqual([IMAGE, undefined, undefined]);
      }
    });

    test('a portrait is asked for again at another address; one that an NFO may name is the NFO’s', async () => {
      const cast = (provider: string, profileUrl: string) => ({
        provider,
        rank: provider === 'nfo' ? 0 : 1,
        credits: [{ name: 'Pacino', department: 'cast' as const, order: 0, ids: { 'tmdb-person': '1' }, profileUrl }],
      });
      await store().saveGroup(
        groupSave({ draft: movieDraft({ credits: [cast('tmdb', 'https://images.test/1.jpg')] }) }),
      );
      const [first] = await store().pendingPortraits(5, 0, 10);
      if (first === undefined) throw new Error('A portrait is offered');
      await store().savePortrait({ person: first.person, url: first.url, at: AT, failure: 'no picture' });
      await store().saveGroup(
        groupSave({ draft: movieDraft({ credits: [cast('nfo', 'https://images.test/2.jpg')] }) }),
      );
      expect(await store().pendingPortraits(5, 0, 10)).toEqual([
        { person: first.person, name: 'Pacino', url: 'https://images.test/2.jpg', provider: 'nfo' },
      ]);
    });

    test('nothing said changes nothing; of no item is an error', async () => {
      const itemId = await saved();
      expect(await store().saveArtwork({ itemId, kind: 'poster', at: AT })).toBe(0);
      const nobody = store().saveArtwork({ itemId: newItemId(), kind: 'poster', at: AT, chosen });
      await expect(nobody).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
}
