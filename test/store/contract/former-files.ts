import { describe, expect, test } from 'vitest';
import type { AudioTags } from '../../../src/model/media.ts';
import type { FileTrace, FormerFile, SavedFile, Store } from '../../../src/store/port.ts';
import { albumDraft, albumSave, file, groupSave, identified, LATER, MOVIES, movieDraft } from '../drafts.ts';

const TAGS: AudioTags = {
  artist: 'Portishead',
  artists: ['Portishead'],
  album: 'Dummy',
  title: 'Mysterons',
  track: 1,
  genres: [],
  ids: { 'musicbrainz-recording': 'rec-1', 'musicbrainz-release': 'rel-1' },
  origin: 'vorbis',
  hasPicture: false,
};
const TRACK = { artist: 'Portishead', album: 'Dummy', title: 'Mysterons', track: 1, disc: 1 };

function trace(parts: Partial<FileTrace> = {}): FileTrace {
  return { relativePath: 'New/new.mkv', name: 'new.mkv', size: 7, ...parts };
}

/** Without what differs from run to run. */
function bare(found: readonly FormerFile[]): unknown[] {
  return found.map(({ by, of, relativePath }) => [by, of, relativePath]).sort();
}

export function describeFormerFiles(store: () => Store): void {
  const movie = (key: string, name: string, parts: Partial<SavedFile>, tmdb = '949') =>
    store().saveGroup(groupSave({ key, files: [file(`${key}/${name}`, parts)], draft: movieDraft({ ids: { tmdb } }) }));
  const track = (key: string, tags: AudioTags, release = 'rel-1') =>
    store().saveGroup(
      albumSave({
        key,
        files: [file(`${key}/01.flac`, { tags, hash: key, positions: [{ track: 1 }] })],
        draft: albumDraft({ ids: { 'musicbrainz-release': release, 'musicbrainz-release-group': `${release}-g` } }),
      }),
    );

  describe('files that new ones are like', () => {
    test('are found by content in every root, with the work that they were', async () => {
      const { itemId } = await movie('Heat (1995)', 'Heat.mkv', { hash: 'abc', size: 7 });
      await store().saveGroup(
        groupSave({
          key: 'Other',
          files: [file('Other/Other.mkv', { hash: 'abc', size: 7 })],
          identification: identified({ outcome: 'unmatched' }),
        }),
      );
      await store().markMissing(MOVIES.root, ['Heat (1995)/Heat.mkv'], LATER);
      const asked = [trace({ hash: 'abc' }), trace({ relativePath: 'b.mkv', hash: 'abc', size: 8 }), trace()];
      expect(await store().formerFiles('/elsewhere', asked)).toEqual([
        {
          by: 'content',
          of: 'New/new.mkv',
          root: MOVIES.root,
          relativePath: 'Heat (1995)/Heat.mkv',
          missingSince: LATER,
          itemId,
          ids: { tmdb: '949' },
        },
      ]);
      expect(await store().formerFiles(MOVIES.root, [])).toEqual([]);
    });

    test('are found by name and size in the same root, where no content contradicts', async () => {
      await movie('A', 'film.mkv', { size: 7 }, '1');
      await movie('B', 'film.mkv', { size: 7, hash: 'b' }, '2');
      await movie('C', 'a film.mkv', { size: 7 }, '3');
      await movie('D', 'film.mkv', { size: 8 }, '4');
      const alike = async (parts: Partial<FileTrace>, root = MOVIES.root) =>
        bare(await store().formerFiles(root, [trace({ name: 'film.mkv', ...parts })]));
      const here = (key: string) => ['name', 'New/new.mkv', `${key}/film.mkv`];
      expect(await alike({})).toEqual([here('A'), here('B')]);
      expect(await alike({ hash: 'x' })).toEqual([here('A')]);
      expect(await alike({ name: 'A/film.mkv' })).toEqual([here('A')]);
      expect(await alike({}, '/elsewhere')).toEqual([]);
      await movie('\udcff', 'film.mkv', { size: 7 }, '5');
      expect(await alike({ name: '\udcff/film.mkv' })).toEqual([here('\udcff')]);
    });

    test('are found by the ids in their tags, and by what these call them', async () => {
      await track('Dummy', TAGS);
      await track(
        'Other',
        { ...TAGS, album: 'Best of', ids: { ...TAGS.ids, 'musicbrainz-release': 'rel-2' } },
        'rel-2',
      );
      await track('Plain', { ...TAGS, albumArtist: 'Various', track: 2, disc: 2, ids: {} }, 'rel-3');
      const alike = async (parts: Partial<FileTrace>) => {
        const found = await store().formerFiles('/elsewhere', [trace(parts)]);
        expect(found.every(({ by, itemId }) => by === 'tags' && itemId !== undefined)).toBe(true);
        return found.map(({ relativePath }) => relativePath).sort();
      };
      expect(await alike({ recording: { recording: 'rec-1', release: 'rel-1' } })).toEqual(['Dummy/01.flac']);
      expect(await alike({ recording: { recording: 'rec-1', release: 'rel-3' } })).toEqual([]);
      expect(await alike({ recording: { recording: 'rec-2', release: 'rel-1' } })).toEqual([]);
      expect(await alike({ track: TRACK })).toEqual(['Dummy/01.flac']);
      expect(await alike({ track: { ...TRACK, track: 2 } })).toEqual([]);
      expect(await alike({ track: { ...TRACK, artist: 'Various', track: 2, disc: 2 } })).toEqual(['Plain/01.flac']);
      expect(await alike({ track: { ...TRACK, title: 'x'.repeat(5000) } })).toEqual([]);
    });

    test('with tags as long as tags can be are stored all the same', async () => {
      const long = { ...TAGS, title: 'x'.repeat(50_000), album: 'y'.repeat(50_000), ids: {} };
      await track('Long', long);
      const found = await store().formerFiles('/elsewhere', [
        trace({ track: { ...TRACK, title: long.title, album: long.album } }),
        trace({ track: { ...TRACK, title: long.title.slice(1), album: long.album } }),
      ]);
      expect(found).toHaveLength(1);
    });

    test('of many groups asked about at once, each gets its own, however many are alike', async () => {
      const files = Array.from({ length: 1100 }, (_, place) =>
        file(`Same/${place}.mkv`, { hash: 'same', size: 5, inode: place }),
      );
      await store().saveGroup(groupSave({ key: 'Same', files, draft: movieDraft() }));
      const key = 'Heat (1995)';
      await store().saveGroup(
        groupSave({ key, files: [file(`${key}/Heat.mkv`, { hash: 'heat', size: 7 })], draft: movieDraft() }),
      );
      const asked = ['same', 'heat', 'same', 'other'].map((hash, place) =>
        store().formerFiles('/elsewhere', [
          trace({ relativePath: `new/${place}.mkv`, hash, size: hash === 'heat' ? 7 : 5, name: 'x.mkv' }),
        ]),
      );
      const [first = [], heat = [], again = [], none] = await Promise.all(asked);
      expect(first.length).toBeGreaterThan(50);
      expect(again.length).toBe(first.length);
      expect(again.every(({ of }) => of === 'new/2.mkv')).toBe(true);
      expect(heat.map(({ of, relativePath }) => [of, relativePath])).toEqual([['new/1.mkv', `${key}/Heat.mkv`]]);
      expect(none).toEqual([]);
    });

    test('sidecars and extras are not among them', async () => {
      const key = 'Heat (1995)';
      const files = [
        file(`${key}/Heat.mkv`, { hash: 'main', size: 1 }),
        file(`${key}/trailer.mkv`, { hash: 'abc', size: 7, role: 'extra' }),
      ];
      await store().saveGroup(groupSave({ key, files, draft: movieDraft() }));
      expect(await store().formerFiles(MOVIES.root, [trace({ hash: 'abc', name: 'trailer.mkv' })])).toEqual([]);
    });
  });
}
