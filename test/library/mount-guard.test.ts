import { describe, expect, it } from 'vitest';
import { type KnownRoot, ROOT_MARKER, rootState } from '../../src/library/mount-guard.ts';
import type { RootSigns } from '../../src/model/files.ts';
import { type FakeFolder, type Faults, fakeFileTree } from '../support/fake-file-tree.ts';
import { libraryAt } from './walked.ts';

const NO_SIGNS: RootSigns = { marker: false, mountPoint: false };

interface Case extends Faults, Partial<Omit<KnownRoot, 'signs' | 'units'>> {
  readonly units?: readonly string[];
  readonly hang?: boolean;
  readonly signs?: Partial<RootSigns>;
  /** Of the configuration. */
  readonly marker?: string;
}

function look(world: FakeFolder, { hang, signs, marker, units, acceptMissing, ...faults }: Case = {}) {
  const tree = fakeFileTree(world, { slow: hang === true ? { '/lib': Number.POSITIVE_INFINITY } : {}, ...faults });
  const library = { ...libraryAt('/lib'), ...(marker === undefined ? {} : { marker }) };
  const known = {
    units: async () => units ?? ['A'],
    signs: { ...NO_SIGNS, ...signs },
    acceptMissing: acceptMissing ?? false,
  };
  // Only who hangs is given up by time.
  return rootState(library, tree, known, hang === true ? 20 : 60_000).then((state) => ({ state, calls: tree.calls }));
}

describe('rootState', () => {
  it('is ok for a folder that holds something, and for an empty one of which nothing is known', async () => {
    expect((await look({ lib: { A: {} } })).state).toEqual({ state: 'ok', signs: NO_SIGNS });
    expect((await look({ lib: {} }, { units: [] })).state).toEqual({ state: 'ok', signs: NO_SIGNS });
  });

  it.each<[string, FakeFolder, Case, string]>([
    ['missing', {}, {}, 'does not exist'],
    ['a file', { lib: 5 }, {}, 'is not a folder'],
    ['unreadable', { lib: {} }, { errors: { '/lib': 'EACCES' } }, 'cannot be read: permission denied'],
    ['stale', { lib: {} }, { errors: { '/lib': 'ESTALE' } }, 'cannot be read: ESTALE'],
    ['hanging', { lib: {} }, { hang: true }, 'does not answer'],
    ['empty although files of it are known', { lib: {} }, {}, 'is empty although the store knows files of it'],
    ['empty but for hidden files', { lib: { '.mounted-here': 1, 'lost+found': {} } }, {}, 'is empty although'],
    ['without the marker it had', { lib: { A: {} } }, { signs: { marker: true } }, 'has lost its marker .revenge-root'],
    [
      'without its named marker',
      { lib: { A: {} } },
      { marker: 'A/id.txt' },
      'does not hold "A/id.txt", which marks it',
    ],
    [
      'without its named marker, whatever a person accepts',
      { lib: { [ROOT_MARKER]: 0, A: {} } },
      { marker: 'id', acceptMissing: true },
      'does not hold "id"',
    ],
    [
      'marked by a link to what is not there',
      { lib: { id: { link: '/gone' } } },
      { marker: 'id' },
      'does not hold "id"',
    ],
    [
      'unreadable where its marker lies',
      { lib: { A: { id: 1 } } },
      { marker: 'A/id', errors: { '/lib/A/id': 'EIO' } },
      'cannot be read: i/o error',
    ],
    ['a folder with one stray file', { lib: { 'README.txt': 1 } }, {}, 'holds nothing of what the store knows'],
    ['a folder with one stray file, where files were loose', { lib: { note: 1 } }, { units: [''] }, 'holds nothing'],
    [
      'a folder with one stray movie',
      { lib: { 'S.mkv': 1 } },
      { units: ['A', 'B'] },
      'holds nothing of what the store knows',
    ],
    ['no mount point any more', { lib: { A: {} } }, { signs: { mountPoint: true } }, 'is no mount point any more'],
  ])('is unavailable when it is %s', async (_, world, options, reason) => {
    const { state } = await look(world, options);
    expect(state).toMatchObject({ state: 'unavailable', reason: expect.stringContaining(reason) });
    expect(state).toHaveProperty('hint', expect.stringMatching(/\.$/));
  });

  it('knows a root by its marker and by being a mount point', async () => {
    const { state } = await look({ lib: { [ROOT_MARKER]: 0, A: {} } }, { devices: { '/lib': 8 } });
    expect(state).toEqual({ state: 'ok', signs: { marker: true, mountPoint: true } });
    const below = await look({ lib: { A: {} } }, { devices: { '/': 8 }, signs: { marker: false } });
    expect(below.state).toEqual({ state: 'ok', signs: NO_SIGNS });
  });

  it('believes a root in which as much is new as has gone, or that holds something it did before', async () => {
    expect((await look({ lib: { X: {} } }, { units: ['A', 'B', 'C'] })).state.state).toBe('ok');
    expect((await look({ lib: { 'X.mkv': 1 } }, { units: ['A'] })).state.state).toBe('ok');
    expect((await look({ lib: { X: {}, Y: {} } }, { units: ['A', 'B', 'C'] })).state.state).toBe('ok');
    expect((await look({ lib: { C: {}, note: 1 } }, { units: ['A', 'B', 'C'] })).state.state).toBe('ok');
    expect((await look({ lib: { note: 1 } }, { units: ['A', 'B', 'C'], acceptMissing: true })).state.state).toBe('ok');
    expect((await look({ lib: { [ROOT_MARKER]: 0, note: 1 } }, { units: ['A', 'B'] })).state.state).toBe('ok');
  });

  it('believes that a marked root is empty', async () => {
    expect((await look({ lib: { [ROOT_MARKER]: 0 } }, { signs: { marker: true } })).state.state).toBe('ok');
    expect((await look({ lib: { id: {} } }, { marker: 'id' })).state.state).toBe('ok');
    expect((await look({ lib: { '.id': 1 } }, { marker: '.id' })).state.state).toBe('ok');
  });

  it('forgets signs that a person accepts as gone, or that a marker outweighs', async () => {
    const signs = { marker: true, mountPoint: true };
    const accepted = await look({ lib: { A: {} } }, { signs, acceptMissing: true });
    expect(accepted.state).toEqual({ state: 'ok', signs: NO_SIGNS });
    const marked = await look({ lib: { [ROOT_MARKER]: 0, A: {} } }, { signs });
    expect(marked.state).toEqual({ state: 'ok', signs: { marker: true, mountPoint: false } });
    const named = await look({ lib: { A: {}, id: 1 } }, { signs, marker: 'id' });
    expect(named.state).toEqual({ state: 'ok', signs: NO_SIGNS });
  });

  it('keeps what it remembers where the folder around the root cannot be seen', async () => {
    const { state } = await look({ a: {}, lib: { A: {} } }, { signs: { mountPoint: true }, errors: { '/': 'EACCES' } });
    expect(state).toEqual({ state: 'ok', signs: { marker: false, mountPoint: true } });
  });

  it('costs two stats and a readdir, and a stat for a marker of the configuration', async () => {
    const world = { lib: { [ROOT_MARKER]: 0, A: { id: 1 } } };
    expect((await look(world)).calls).toEqual({ readdir: 1, stat: 2, realpath: 0, readFile: 0 });
    expect((await look(world, { marker: 'A/id' })).calls).toMatchObject({ readdir: 1, stat: 3 });
  });
});
