import { describe, expect, test } from 'vitest';
import { listingOf } from '../../../src/library/unit-listing.ts';
import type { Store } from '../../../src/store/port.ts';
import { AT, file, groupSave, MOVIES } from '../drafts.ts';
import { only } from './suite.ts';

const HASH = '0123456789abcdef';

export function describeStoredUnits(store: () => Store): void {
  /** Saves a movie of a unit with these files. */
  const save = (unit: string, files: readonly ReturnType<typeof file>[]) =>
    store().saveGroup(groupSave({ key: unit, unit, files }));
  const all = (range = {}) => store().storedUnits(MOVIES.root, { limit: 100, ...range });

  describe('units as texts', () => {
    test('are what a walk lists, whatever the names, sizes and times', async () => {
      const files = [
        file('A/a.mkv', { hash: HASH, size: 2 ** 40, mtimeMs: 1_700_000_000_123.456 }),
        file('A/b\udcff.mkv', { hash: HASH, size: 0, mtimeMs: 0 }),
        file('A/ü/\u{1f3ac}.mkv', { hash: HASH, mtimeMs: -86_400_000.5 }),
      ];
      await save('A', files);
      const known = only(await all());
      expect(known).toMatchObject({ unit: 'A', count: 3, listing: listingOf(files) });
      expect(known.groups).toEqual((await store().unit(MOVIES.root, 'A')).groups);
      expect(await store().storedUnits('/elsewhere', { limit: 100 })).toEqual([]);
    });

    test('come in the order of their bytes, by parts', async () => {
      const names = ['', 'A', 'A!', 'B', 'b', 'ü', '\uffee', '\u{1f3ac}', '\udcff'];
      for (const name of names.toReversed()) {
        await save(name, [file(name === '' ? 'loose.mkv' : `${name}/a.mkv`, { hash: HASH })]);
      }
      const unitsOf = async (range: object) => (await all(range)).map(({ unit }) => unit);
      expect(await unitsOf({})).toEqual(names);
      expect(await unitsOf({ limit: 2 })).toEqual(['', 'A']);
      expect(await unitsOf({ after: 'A', last: 'ü' })).toEqual(['A!', 'B', 'b', 'ü']);
      expect(await unitsOf({ after: '\u{1f3ac}' })).toEqual(['\udcff']);
    });

    test('do not list what is missing, and differ from any walk where a file was not read', async () => {
      const read = file('A/a.mkv', { hash: HASH });
      await save('A', [read, file('A/b.mkv', { hash: HASH }), file('A/c.mkv')]);
      await store().markMissing(MOVIES.root, ['A/b.mkv'], AT);
      const { listing, count } = only(await all());
      expect(count).toBe(2);
      expect(listing).toBe(`${listingOf([read])}//${listingOf([file('A/c.mkv')]).replace('//1000//', '//?//')}`);
      await store().markMissing(MOVIES.root, ['A/a.mkv', 'A/c.mkv'], AT);
      expect(only(await all())).toEqual({ unit: 'A', count: 0, listing: '', groups: [] });
    });

    test('can be asked for by name, many at once', async () => {
      await save('A', [file('A/a.mkv')]);
      await save('B', [file('B/b.mkv')]);
      const [b, none, a] = await store().knownUnits(MOVIES.root, ['B', 'C', 'A']);
      expect(b).toEqual(await store().unit(MOVIES.root, 'B'));
      expect(none).toEqual({ files: [], groups: [] });
      expect(a).toEqual(await store().unit(MOVIES.root, 'A'));
    });
  });
}
