import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../src/model/ids.ts';
import { formerIdentity, movesWithin } from '../../src/scan/moved.ts';
import type { FileTrace, FormerFile, SavedFile } from '../../src/store/port.ts';
import { file } from '../store/drafts.ts';
import { type Faults, fakeFileTree } from '../support/fake-file-tree.ts';

/** A former file of the work `item`, which was `path` in `/lib`. */
function former(of: string, item: string, path: string, parts: Partial<FormerFile> = {}): FormerFile {
  const itemId = item as ItemId;
  return { by: 'content', of, root: '/lib', relativePath: path, itemId, ids: { tmdb: item }, ...parts };
}

async function identity(files: readonly SavedFile[], alike: readonly FormerFile[], faults: Faults = {}) {
  const tree = fakeFileTree({ lib: { here: { 'a.mkv': 1 } } }, faults);
  const asked: (readonly FileTrace[])[] = [];
  const store = {
    formerFiles: async (_root: string, traces: readonly FileTrace[]) => {
      asked.push(traces);
      return alike;
    },
  };
  const found = await formerIdentity({ store, tree }, '/lib', files);
  return { ...found, asked, stats: tree.calls.stat };
}

const TWO = [file('new/1.mkv'), file('new/2.mkv')];

describe('the identity of a new group', () => {
  it('is that of the work whose files are gone', async () => {
    const { stored, moves, reasons, asked, stats } = await identity(TWO, [
      former('new/1.mkv', 'A', 'old/1.mkv'),
      former('new/2.mkv', 'A', 'old/2.mkv'),
      former('new/2.mkv', 'B', 'here/a.mkv'),
    ]);
    expect(stored).toEqual({ itemId: 'A', ids: { tmdb: 'A' } });
    expect({ moves, reasons }).toEqual({
      moves: [
        { from: 'old/1.mkv', to: 'new/1.mkv' },
        { from: 'old/2.mkv', to: 'new/2.mkv' },
      ],
      reasons: ['moved: old/1.mkv → new/1.mkv and 1 more (the same content)'],
    });
    expect([asked.length, stats]).toEqual([1, 3]);
  });

  it('is none where all such files are still there, or cannot be seen', async () => {
    const alike = [former('new/1.mkv', 'A', 'here/a.mkv'), former('new/1.mkv', 'B', 'far/b.mkv')];
    const { stored, moves, reasons } = await identity(TWO, alike, { errors: { '/lib/far/b.mkv': 'EIO' } });
    expect({ stored, moves, reasons }).toEqual({ stored: undefined, moves: [], reasons: [] });
  });

  it('is none where two works can be meant, and the reasons say so', async () => {
    const alike = [former('new/1.mkv', 'A', 'old/a.mkv'), former('new/1.mkv', 'B', 'old/b.mkv')];
    const { stored, moves, reasons } = await identity(TWO, alike);
    expect({ stored, moves }).toEqual({ stored: undefined, moves: [] });
    expect(reasons).toEqual(['the same content lay in 2 works that are gone (old/a.mkv, old/b.mkv); none is taken']);
    const merged = [former('new/1.mkv', 'A', 'old/a.mkv'), former('new/2.mkv', 'B', 'old/b.mkv')];
    expect((await identity(TWO, merged)).stored).toBeUndefined();
    const weaker = former('new/1.mkv', 'A', 'old/c.mkv', { by: 'name' });
    expect((await identity(TWO, [...alike, weaker])).stored).toBeUndefined();
  });

  it('is the work that accounts for all files where another accounts for some', async () => {
    const { stored } = await identity(TWO, [
      former('new/1.mkv', 'B', 'other/1.mkv'),
      former('new/1.mkv', 'A', 'old/1.mkv'),
      former('new/2.mkv', 'A', 'old/2.mkv'),
    ]);
    expect(stored?.itemId).toBe('A');
  });

  it('is that of what went now rather than of what has long been gone', async () => {
    const { stored } = await identity(TWO, [
      former('new/1.mkv', 'B', 'old/b.mkv', { missingSince: '2026-01-01T00:00:00Z' }),
      former('new/1.mkv', 'A', 'old/a.mkv'),
    ]);
    expect(stored?.itemId).toBe('A');
  });

  it('is taken from the surest likeness: content, then tags, then name and size', async () => {
    const name = former('new/1.mkv', 'C', 'old/c.mkv', { by: 'name' });
    const tags = former('new/1.mkv', 'B', 'old/b.mkv', { by: 'tags' });
    const content = former('new/1.mkv', 'A', 'old/a.mkv');
    expect(await identity(TWO, [name, tags, content])).toMatchObject({ stored: { itemId: 'A' }, stats: 1 });
    const second = await identity(TWO, [name, tags, { ...content, relativePath: 'here/a.mkv' }]);
    expect(second).toMatchObject({
      stored: { itemId: 'B' },
      reasons: ['moved: old/b.mkv → new/1.mkv (the same tags)'],
    });
    const third = await identity(TWO, [name]);
    expect(third).toMatchObject({
      stored: { itemId: 'C' },
      reasons: ['moved: old/c.mkv → new/1.mkv (the same name and size)'],
    });
  });

  it('is asked for by what main files have, and not by empty ones', async () => {
    const tags = { artists: [], genres: [], origin: 'id3v2', hasPicture: false, artist: 'A', album: 'B', title: 'C' };
    const ids = { 'musicbrainz-recording': 'r', 'musicbrainz-release': 'l' };
    const { asked } = await identity(
      [
        file('new/a.flac', { hash: 'h', size: 3, tags: { ...tags, track: 4, ids } }),
        file('new/b.flac', { size: 3, tags: { ...tags, albumArtist: 'D', track: 5, disc: 2, ids: {} } }),
        file('new/c.flac', { size: 3, tags: { ...tags, ids: { 'musicbrainz-recording': 'r' } } }),
        file('new/d.srt', { role: 'subtitle' }),
        file('new/e.mkv', { size: 0 }),
        file('x/Dune (1984)/BDMV/index.bdmv', { size: 9, discLayout: 'bluray' }),
        file('VIDEO_TS/VIDEO_TS.IFO', { size: 9, discLayout: 'dvd' }),
        file('new/f.iso', { size: 9, discLayout: 'iso' }),
      ],
      [],
    );
    const track = { artist: 'A', album: 'B', title: 'C', track: 4, disc: 1 };
    expect(asked).toEqual([
      [
        {
          relativePath: 'new/a.flac',
          name: 'a.flac',
          size: 3,
          hash: 'h',
          recording: { recording: 'r', release: 'l' },
          track,
        },
        { relativePath: 'new/b.flac', name: 'b.flac', size: 3, track: { ...track, artist: 'D', track: 5, disc: 2 } },
        { relativePath: 'new/c.flac', name: 'c.flac', size: 3 },
        { relativePath: 'x/Dune (1984)/BDMV/index.bdmv', name: 'Dune (1984)/BDMV/index.bdmv', size: 9 },
        { relativePath: 'VIDEO_TS/VIDEO_TS.IFO', name: 'VIDEO_TS/VIDEO_TS.IFO', size: 9 },
        { relativePath: 'new/f.iso', name: 'f.iso', size: 9 },
      ],
    ]);
    expect((await identity([file('new/d.srt', { role: 'subtitle' })], [])).asked).toEqual([]);
  });
});

describe('files that were renamed in their group', () => {
  const within = async (alike: readonly FormerFile[], faults: Faults = {}) =>
    movesWithin(
      { store: { formerFiles: async () => alike }, tree: fakeFileTree({ lib: { here: { 'a.mkv': 1 } } }, faults) },
      '/lib',
      TWO,
      'A' as ItemId,
    );

  it('are told with the old and the new name, and with the root where it was another', async () => {
    const alike = [former('new/1.mkv', 'A', 'new/one.mkv'), former('new/2.mkv', 'A', '2.mkv', { root: '/other' })];
    expect(await within(alike)).toEqual([
      { from: 'new/one.mkv', to: 'new/1.mkv' },
      { from: '/other/2.mkv', to: 'new/2.mkv' },
    ]);
  });

  it('have each an old name of their own where two had the same content', async () => {
    const alike = ['new/1.mkv', 'new/2.mkv'].flatMap((of) => [former(of, 'A', 'x.mkv'), former(of, 'A', 'y.mkv')]);
    expect((await within(alike)).map(({ from }) => from)).toEqual(['x.mkv', 'y.mkv']);
  });

  it('are not those of other works, those that are there, or changed', async () => {
    const alike = [
      former('new/1.mkv', 'B', 'old/b.mkv'),
      former('new/1.mkv', 'A', 'here/a.mkv'),
      former('new/1.mkv', 'A', 'far/d.mkv'),
      former('new/2.mkv', 'A', 'new/2.mkv'),
      former('new/2.mkv', 'A', 'old/e.mkv', { by: 'name' }),
    ];
    expect(await within(alike, { errors: { '/lib/far/d.mkv': 'EIO' } })).toEqual([]);
  });
});
