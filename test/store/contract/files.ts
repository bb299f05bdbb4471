import { describe, expect, test } from 'vitest';
import type { SavedFile, Store } from '../../../src/store/port.ts';
import { AT, file, groupSave, identified, LATER, MOVIES, movieDraft } from '../drafts.ts';
import { only } from './suite.ts';

const PATH = 'Heat (1995)/Heat (1995).mkv';
const PROBE = { container: 'matroska', video: [], audio: [], subtitles: [], warnings: [] };

export function describeFiles(store: () => Store): void {
  const unit = () => store().unit(MOVIES.root, 'Heat (1995)');
  const times = { mtimeMs: 5.25, inode: 2 ** 63 + 2048, size: 2 ** 40 };

  describe('roots', () => {
    test('are remembered by their signs, of which there are none at first', async () => {
      const signs = { marker: true, mountPoint: false };
      expect(await store().rootSigns(MOVIES.root)).toEqual({ marker: false, mountPoint: false });
      expect(await store().saveRootSigns(MOVIES.root, signs)).toBe(1);
      expect(await store().saveRootSigns(MOVIES.root, signs)).toBe(0);
      expect(await store().rootSigns(MOVIES.root)).toEqual(signs);
      expect(await store().saveRootSigns(MOVIES.root, { marker: false, mountPoint: true })).toBe(1);
      expect(await store().rootSigns(MOVIES.root)).toEqual({ marker: false, mountPoint: true });
      expect(await store().rootSigns('/media/\udcff')).toEqual({ marker: false, mountPoint: false });
      await store().saveRootSigns('/media/\udcff', signs);
      expect(await store().rootSigns('/media/\udcff')).toEqual(signs);
    });
  });

  describe('the edition of a file', () => {
    const managed = { provider: 'radarr', edition: 'Extended' };
    const saved = async (parts: Partial<SavedFile>) => {
      const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft(), files: [file(PATH, parts)] }));
      return itemId ?? '';
    };
    const held = async (id: string) => (await store().show({ by: 'id', id })).flatMap((item) => item.files)[0]?.edition;

    test.each<[string, Partial<SavedFile>, string | undefined]>([
      ['an NFO file', { managed, edition: { nfo: 'Final Cut', name: 'Uncut' } }, 'Final Cut'],
      ['its manager', { managed, edition: { name: 'Uncut' } }, 'Extended'],
      ['its name', { edition: { name: 'Uncut' } }, 'Uncut'],
      ['nobody', { edition: {} }, undefined],
    ])('is said by %s', async (_who, parts, expected) => {
      expect(await held(await saved(parts))).toBe(expected);
    });

    test('stays where an NFO file could not be looked at, and goes where it says nothing any more', async () => {
      const id = await saved({ edition: { nfo: 'Final Cut', name: 'Uncut' } });
      await saved({ edition: { name: 'Uncut', isPartial: true } });
      expect(await held(id)).toBe('Final Cut');
      await saved({});
      expect(await held(id)).toBe('Final Cut');
      await saved({ edition: { name: 'Uncut' } });
      expect(await held(id)).toBe('Uncut');
    });

    test('is that of its manager as long as the file is the same, whether the manager is asked or not', async () => {
      const id = await saved({ managed, edition: { name: 'Uncut' } });
      await saved({ edition: { name: 'Uncut' } });
      expect(await held(id)).toBe('Extended');
      await saved({ edition: { name: 'Uncut' }, size: 2000 });
      expect(await held(id)).toBe('Uncut');
    });
  });

  describe('units', () => {
    test('give back files and groups as the walk saw them', async () => {
      // A hash, since a file without one was not read.
      const read = file(PATH, { ...times, hash: '00112233445566ff' });
      const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft(), files: [read] }));
      expect(await unit()).toEqual({
        files: [{ relativePath: PATH, ...times, groupKey: 'Heat (1995)' }],
        groups: [
          {
            key: 'Heat (1995)',
            kind: 'movie',
            outcome: 'matched',
            title: 'Heat',
            itemId,
            answered: ['radarr', 'tmdb'],
          },
        ],
      });
    });

    test('of which nothing is stored are empty', async () => {
      expect(await store().isEmpty()).toBe(true);
      expect(await unit()).toEqual({ files: [], groups: [] });
      expect(await store().units(MOVIES.root)).toEqual([]);
      await store().saveGroup(groupSave({}));
      expect(await store().isEmpty()).toBe(false);
      expect(await store().unit(MOVIES.root, 'Other')).toEqual({ files: [], groups: [] });
      expect(await store().unit('/elsewhere', 'Heat (1995)')).toEqual({ files: [], groups: [] });
    });

    test('a unit may hold several groups, and the root is one', async () => {
      for (const name of ['a', 'b'])
        await store().saveGroup(groupSave({ unit: '', key: name, files: [file(`${name}.mkv`)] }));
      const { files, groups } = await store().unit(MOVIES.root, '');
      expect(groups.map((group) => group.key).sort()).toEqual(['a', 'b']);
      expect(files.map((one) => [one.relativePath, one.groupKey]).sort()).toEqual([
        ['a.mkv', 'a'],
        ['b.mkv', 'b'],
      ]);
    });

    test('are listed while a file of them is there', async () => {
      await store().saveGroup(groupSave({}));
      await store().saveGroup(groupSave({ key: 'Alien' }));
      expect(await store().units(MOVIES.root)).toEqual(['Alien', 'Heat (1995)']);
      await store().markMissing(MOVIES.root, [PATH], AT);
      expect(await store().units(MOVIES.root)).toEqual(['Alien']);
    });

    test('twenty thousand files of one unit come back whole', async () => {
      const files = Array.from({ length: 20_000 }, (_, number) => file(`flat/${number}.mkv`, { inode: number }));
      const { rows } = await store().saveGroup(groupSave({ key: 'flat', files }));
      expect(rows).toBeGreaterThanOrEqual(files.length);
      const known = await store().unit(MOVIES.root, 'flat');
      expect(new Set(known.files.map((one) => one.relativePath))).toEqual(
        new Set(files.map((one) => one.relativePath)),
      );
      expect(await store().saveGroup(groupSave({ key: 'flat', files }))).toEqual({ rows: 0 });
    });
  });

  describe('tombstones', () => {
    test('mark once when a file went, and take nothing away', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      expect(await store().markMissing(MOVIES.root, [PATH, 'never/seen.mkv'], AT)).toBe(1);
      expect(await store().markMissing(MOVIES.root, [PATH], LATER)).toBe(0);
      expect(await store().markMissing('/elsewhere', [PATH], LATER)).toBe(0);
      const known = await unit();
      expect(known.files[0]?.missingSince).toBe(AT);
      expect(known.groups).toEqual([]);
      const row = only(await store().list({}));
      expect([row.title, row.files]).toEqual(['Heat', 0]);
      const view = only(await store().show({ by: 'title', title: 'Heat' }));
      expect(view.files[0]?.missingSince).toBe(AT);
    });

    test('go when the file is back', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      await store().markMissing(MOVIES.root, [PATH], AT);
      const back = [{ relativePath: PATH, size: 1000, mtimeMs: 1_700_000_000_123.456, inode: 42 }];
      expect(await store().touchFiles(MOVIES, back)).toBe(1);
      expect(await store().touchFiles(MOVIES, back)).toBe(0);
      expect((await unit()).files[0]?.missingSince).toBeUndefined();
      expect((await unit()).groups).toHaveLength(1);
    });

    test('go when the group is saved with the file', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      await store().markMissing(MOVIES.root, [PATH], AT);
      expect(await store().saveGroup(groupSave({ draft: movieDraft() }))).toMatchObject({ rows: 1 });
      expect((await unit()).files[0]?.missingSince).toBeUndefined();
    });

    test('a file that its group is saved without stays until it is marked', async () => {
      await store().saveGroup(groupSave({ files: [file(PATH), file('Heat (1995)/b.mkv')] }));
      await store().saveGroup(groupSave({ files: [file(PATH)] }));
      expect((await unit()).files).toHaveLength(2);
    });

    test('open groups without a file that is there are not shown', async () => {
      await store().saveGroup(groupSave({ identification: identified({ outcome: 'unmatched' }) }));
      expect(await store().openGroups({})).toHaveLength(1);
      await store().markMissing(MOVIES.root, [PATH], AT);
      expect(await store().openGroups({})).toEqual([]);
    });
  });

  describe('files', () => {
    test('touched files have new times, unknown ones are no error', async () => {
      await store().saveGroup(groupSave({}));
      expect(await store().touchFiles(MOVIES, [{ relativePath: PATH, ...times }])).toBe(1);
      expect(await store().touchFiles(MOVIES, [{ relativePath: 'no.mkv', ...times }])).toBe(0);
      expect(await store().touchFiles({ ...MOVIES, root: '/elsewhere' }, [{ relativePath: PATH, ...times }])).toBe(0);
      expect((await unit()).files[0]).toMatchObject(times);
    });

    test('what the bytes said stays while the file is the same, and goes with the bytes', async () => {
      const tags = { title: 'Heat', artists: [], genres: [], ids: {}, origin: 'id3v2', hasPicture: false };
      const seen = groupSave({ draft: movieDraft(), files: [file(PATH, { hash: 'h1', probe: PROBE, tags })] });
      await store().saveGroup(seen);
      expect(await store().saveGroup(groupSave({ draft: movieDraft() }))).toMatchObject({ rows: 0 });
      const probe = async () => only(await store().show({ by: 'title', title: 'Heat' })).files[0]?.probe;
      expect(await probe()).toEqual(PROBE);
      const alike = (size: number) =>
        store().formerFiles(MOVIES.root, [{ relativePath: 'x.mkv', name: 'x.mkv', hash: 'h1', size }]);
      expect(await alike(1000)).toHaveLength(1);

      const error = { code: 'PROBE_FAILED', message: 'cut short' };
      await store().saveGroup(groupSave({ draft: movieDraft(), files: [file(PATH, { size: 5, error })] }));
      expect(await probe()).toBeUndefined();
      expect(await alike(5)).toEqual([]);
    });

    test('what its manager says of a file is kept and shown, and goes with the bytes that it was said of', async () => {
      const managed = { provider: 'radarr', quality: 'Bluray-1080p', releaseGroup: 'GRP', languages: ['en'] };
      const save = (more: Partial<SavedFile> = {}) =>
        store().saveGroup(groupSave({ draft: movieDraft(), files: [file(PATH, more)] }));
      const shown = async () => only(only(await store().show({ by: 'title', title: 'Heat' })).files);
      // Of a file that is not opened it may be all that is known.
      await save({ managed });
      expect(await shown()).toMatchObject({ managed });
      expect((await shown()).probe).toBeUndefined();
      expect(await save({ managed })).toMatchObject({ rows: 0 });
      expect(await save()).toMatchObject({ rows: 0 });
      expect(await save({ probe: PROBE })).toMatchObject({ rows: 1 });
      expect(await shown()).toMatchObject({ managed, probe: PROBE });
      expect(await save({ managed: { ...managed, quality: 'Remux' } })).toMatchObject({ rows: 1 });
      expect(await shown()).toMatchObject({ managed: { ...managed, quality: 'Remux' }, probe: PROBE });
      await save({ size: 5 });
      expect((await shown()).managed).toBeUndefined();
    });

    test('a library that is renamed keeps its files', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const renamed = groupSave({ draft: movieDraft(), library: { ...MOVIES, name: 'cinema' } });
      expect(await store().saveGroup(renamed)).toMatchObject({ rows: 1 });
      expect(only(await store().show({ by: 'title', title: 'Heat' })).files[0]?.library).toBe('cinema');
    });
  });

  describe('ignored files', () => {
    const ignored = (relativePath: string, rule = 'not-media') => ({ ...file(relativePath), rule });

    test('are known to the next run, with the rule', async () => {
      expect(await store().saveIgnored(MOVIES, 'u', [ignored('u/a.txt')])).toBeGreaterThan(0);
      expect(await store().saveIgnored(MOVIES, 'u', [ignored('u/a.txt')])).toBe(0);
      const { files, groups } = await store().unit(MOVIES.root, 'u');
      expect(files).toMatchObject([{ relativePath: 'u/a.txt', groupKey: '', rule: 'not-media' }]);
      expect(groups).toEqual([]);
    });

    test('are forgotten when they are not ignored any more', async () => {
      await store().saveIgnored(MOVIES, 'u', [ignored('u/a.txt'), ignored('u/b.txt')]);
      expect(await store().saveIgnored(MOVIES, 'u', [ignored('u/b.txt', 'sample')])).toBe(2);
      expect((await store().unit(MOVIES.root, 'u')).files.map((one) => one.relativePath)).toEqual(['u/b.txt']);
    });

    test('none to keep and none kept is no change', async () => {
      expect(await store().saveIgnored(MOVIES, 'u', [])).toBe(0);
      await store().saveIgnored(MOVIES, 'u', [ignored('u/a.txt')]);
      expect(await store().saveIgnored(MOVIES, 'v', [])).toBe(0);
      expect(await store().saveIgnored(MOVIES, 'u', [])).toBe(1);
    });

    test('become files of a group, and the other way round', async () => {
      await store().saveIgnored(MOVIES, 'Heat (1995)', [ignored(PATH)]);
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      expect((await unit()).files[0]).toEqual(expect.not.objectContaining({ rule: expect.anything() }));
      expect((await unit()).files[0]?.groupKey).toBe('Heat (1995)');
      expect(await store().saveIgnored(MOVIES, 'Heat (1995)', [])).toBe(0);

      await store().saveIgnored(MOVIES, 'Heat (1995)', [ignored(PATH)]);
      expect(await unit()).toMatchObject({ files: [{ rule: 'not-media', groupKey: '' }], groups: [] });
      expect(only(await store().show({ by: 'title', title: 'Heat' })).files).toEqual([]);
    });
  });
}
