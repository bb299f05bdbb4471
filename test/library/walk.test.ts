import { describe, expect, it } from 'vitest';
import { walkLibrary } from '../../src/library/walk.ts';
import { type FakeFolder, type Faults, fakeFileTree } from '../support/fake-file-tree.ts';
import { failuresOf, filesOf, libraryAt, skippedOf, walkAll } from './walked.ts';

function lib(folder: FakeFolder, faults: Faults = {}, outside: FakeFolder = {}) {
  return fakeFileTree({ lib: folder, outside }, faults);
}

describe('units', () => {
  it('are the folders at the top, and the files of the root first', async () => {
    const tree = lib({ 'b.mkv': 1, Z: { 'z.mkv': 1, deep: { 'y.mkv': 1 } }, A: { 'a.mkv': 1 }, Empty: {} });
    const units = await walkAll(tree);
    expect(units.map(({ unit }) => unit)).toEqual(['', 'A', 'Empty', 'Z']);
    expect(filesOf(units)).toEqual(['b.mkv', 'A/a.mkv', 'Z/deep/y.mkv', 'Z/z.mkv']);
  });

  it('carry path, size, time and inode of each file', async () => {
    const tree = lib({ A: { 'a.mkv': { size: 42, mtimeMs: 1234.5, inode: 9 } } });
    const [, unit] = await walkAll(tree);
    expect(unit?.files).toEqual([
      { path: '/lib/A/a.mkv', relativePath: 'A/a.mkv', size: 42, mtimeMs: 1234.5, inode: 9 },
    ]);
  });

  it('cost one readdir a folder and one stat a file', async () => {
    const tree = lib({ A: { 'a.mkv': 1, 'a.srt': 1, B: { 'b.mkv': 1 } }, C: { 'c.mkv': 1, 'notes.docx': 1 } });
    await walkAll(tree);
    // Root, A, A/B, C; four files, and the root at the start and at the end, with where it really is.
    expect(tree.calls).toEqual({ readdir: 4, stat: 4 + 2, realpath: 1, readFile: 0 });
  });

  it('are walked ahead, several calls at once', async () => {
    const folders = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`M${index}`, { 'a.mkv': 1 }]));
    const tree = lib(folders);
    await walkAll(tree);
    expect(tree.mostAtOnce).toBeGreaterThan(8);
    expect(tree.mostAtOnce).toBeLessThan(40);
  });

  it('are given a few at a time, so that memory does not grow with the library', async () => {
    const folders = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`M${index}`, { 'a.mkv': 1 }]));
    const tree = lib(folders);
    const walk = walkLibrary(libraryAt('/lib'), tree, { signal: new AbortController().signal });
    await walk.next();
    await walk.next();
    expect(tree.calls.readdir).toBeLessThan(40);
    await walk.return();
  });

  it('work for a root that ends with a slash, and for /', async () => {
    expect(filesOf(await walkAll(lib({ A: { 'a.mkv': 1 } }), { root: '/lib/' }))).toEqual(['A/a.mkv']);
    const units = await walkAll(fakeFileTree({ A: { 'a.mkv': 1 } }), { root: '/' });
    expect(units[1]?.files[0]).toMatchObject({ path: '/A/a.mkv', relativePath: 'A/a.mkv' });
  });
});

describe('onlyUnder', () => {
  const folder = { 'r.mkv': 1, A: { S: { 'a.mkv': 1 } }, B: { 'b.mkv': 1 } };

  it('walks the units that hold the paths, each as a whole', async () => {
    const units = await walkAll(lib(folder), { onlyUnder: ['/lib/A/S/', '/elsewhere/x', '/library2'] });
    expect(units.map(({ unit }) => unit)).toEqual(['A']);
    expect(filesOf(units)).toEqual(['A/S/a.mkv']);
  });

  it('walks the files of the root for one of them', async () => {
    const units = await walkAll(lib(folder), { onlyUnder: ['/lib/r.mkv'] });
    expect(units.map(({ unit }) => unit)).toEqual(['']);
  });

  it('walks everything for the root itself', async () => {
    expect(await walkAll(lib(folder), { onlyUnder: ['/lib', '/lib/A'] })).toHaveLength(3);
  });

  it('gives the unit of a path that is gone without files, so that it can be marked as missing', async () => {
    const units = await walkAll(lib(folder), { onlyUnder: ['/lib/Gone/x.mkv', '/lib/Gone too'] });
    expect(units.map(({ unit, files }) => [unit, files.length])).toEqual([
      ['', 1],
      ['Gone', 0],
      ['Gone too', 0],
    ]);
  });
});

describe('what cannot be read', () => {
  it('a folder without permission is a failure, the rest unharmed', async () => {
    const tree = lib({ A: { 'a.mkv': 1, S: { 's.mkv': 1 } }, B: { 'b.mkv': 1 } }, { errors: { '/lib/A/S': 'EACCES' } });
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/a.mkv', 'B/b.mkv']);
    expect(units[1]?.failures).toEqual([{ relativePath: 'A/S', code: 'EACCES', message: 'permission denied' }]);
  });

  it('a whole unit, and a file, with an input/output error', async () => {
    const tree = lib(
      { A: { 'a.mkv': 1 }, B: { 'b.mkv': 1, 'c.mkv': 1 } },
      { errors: { '/lib/A': 'EIO', '/lib/B/b.mkv': 'EIO' } },
    );
    const units = await walkAll(tree);
    expect(failuresOf(units)).toEqual(['A: EIO', 'B/b.mkv: EIO']);
    expect(filesOf(units)).toEqual(['B/c.mkv']);
  });

  it('a path that went away between listing and looking is simply not there', async () => {
    const tree = lib(
      { A: { 'a.mkv': 1, 'b.mkv': 1 }, B: { 'b.mkv': 1 } },
      { errors: { '/lib/A/a.mkv': 'vanish', '/lib/B': 'vanish' } },
    );
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/b.mkv']);
    expect(failuresOf(units)).toEqual([]);
  });

  it('a root that goes away during the walk: nothing is taken as missing', async () => {
    const errors: Record<string, string> = {};
    const before: Faults['before'] = (call, path) => {
      if (call === 'readdir' && path === '/lib/A') Object.assign(errors, { '/lib': 'ENOENT', '/lib/A': 'ENOENT' });
    };
    const walk = walkLibrary(libraryAt('/lib'), lib({ A: { 'a.mkv': 1 } }, { errors, before }), {
      signal: new AbortController().signal,
    });
    await walk.next();
    const { value: unit } = await walk.next();
    expect(unit).toMatchObject({ unit: 'A', failures: [{ relativePath: 'A', code: 'ROOT_LOST' }] });
    await expect(walk.next()).rejects.toMatchObject({ code: 'ROOT_UNAVAILABLE' });
  });

  it.each([
    ['ENOENT', 'no such file or directory'],
    ['EACCES', 'permission denied'],
    ['EIO', 'i/o error'],
  ])('a root that answers %s', async (code, meaning) => {
    const walk = walkAll(lib({}, { errors: { '/lib': code } }));
    await expect(walk).rejects.toMatchObject({ code: 'ROOT_UNAVAILABLE', message: expect.stringContaining(meaning) });
  });

  it('an ignore file: what it would hide is not known, so the folder is a failure', async () => {
    const tree = lib(
      { A: { '.ignore': 'x', 'a.mkv': 1 }, B: { '.ndignore': 'x'.repeat(70_000), 'b.mkv': 1 } },
      { errors: { '/lib/A/.ignore': 'EACCES' } },
    );
    const units = await walkAll(tree);
    expect(failuresOf(units)).toEqual(['A: EACCES', 'B: EFBIG']);
    expect(filesOf(units)).toEqual([]);
  });

  it('an ignore file of the root', async () => {
    const tree = lib({ '.ignore': 'x' }, { errors: { '/lib/.ignore': 'EIO' } });
    await expect(walkAll(tree)).rejects.toMatchObject({ code: 'ROOT_UNAVAILABLE' });
  });

  it('a defect is no failure of the disk', async () => {
    const before = () => {
      throw new TypeError('defect');
    };
    await expect(walkAll(lib({}, { before }))).rejects.toThrow('defect');
  });
});

describe('abort', () => {
  it('ends a walk that hangs', async () => {
    const controller = new AbortController();
    const tree = lib({ A: { 'a.mkv': 1 } }, { slow: { '/lib/A/a.mkv': Number.POSITIVE_INFINITY } });
    const walk = walkAll(tree, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('stop')), 5);
    await expect(walk).rejects.toThrow('stop');
  });

  it('before the start reads nothing', async () => {
    const tree = lib({ A: { 'a.mkv': 1 } });
    await expect(walkAll(tree, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    expect(tree.calls.readdir).toBeLessThan(2);
  });
});

describe('links', () => {
  it('to a folder outside are followed, to a file as well', async () => {
    const tree = lib(
      { A: { link: '/outside/M' }, L: { link: '/outside/M' }, F: { 'f.mkv': { link: '/outside/M/m.mkv' } } },
      {},
      { M: { 'm.mkv': 7 } },
    );
    const units = await walkAll(tree);
    expect(units.map(({ unit }) => unit)).toEqual(['', 'A', 'F', 'L']);
    expect(filesOf(units)).toEqual(['A/m.mkv', 'F/f.mkv']);
    expect(skippedOf(units)).toEqual(['L: symlink.again']);
  });

  it('that loop are left out, by device and inode', async () => {
    const tree = lib({ A: { 'a.mkv': 1, S: { up: { link: '/lib/A' }, top: { link: '/lib' } } } });
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/a.mkv']);
    expect(skippedOf(units)).toEqual(['A/S/top: symlink.loop', 'A/S/up: symlink.loop']);
  });

  it('that loop outside the library end too', async () => {
    const tree = lib({ A: { link: '/outside/M' } }, {}, { M: { 'm.mkv': 1, again: { link: '/outside/M' } } });
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/m.mkv']);
    expect(skippedOf(units)).toEqual(['A/again: symlink.loop']);
  });

  it('to a folder that is walked itself are left out, unless it is hidden', async () => {
    const tree = lib({
      A: { 'a.mkv': 1 },
      B: { link: '/lib/A' },
      C: { link: '/lib/.store/C' },
      '.store': { C: { 'c.mkv': 1 } },
    });
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/a.mkv', 'C/c.mkv']);
    expect(skippedOf(units)).toEqual(['.store: ignore.dot-file', 'B: symlink.inside-root']);
  });

  it('that lead nowhere are failures: the link itself is there', async () => {
    const tree = lib({ A: { 'a.mkv': { link: '/offline/a.mkv' } }, B: { link: '/offline/B' } });
    const units = await walkAll(tree);
    expect(failuresOf(units)).toEqual(['A/a.mkv: ENOENT', 'B: ENOENT']);
  });

  it('without end are a failure', async () => {
    const tree = lib({ A: { 'a.mkv': { link: '/lib/A/b.mkv' }, 'b.mkv': { link: '/lib/A/a.mkv' } } });
    expect(failuresOf(await walkAll(tree))).toEqual(['A/a.mkv: ELOOP', 'A/b.mkv: ELOOP']);
  });

  it('of which the real place cannot be read are failures', async () => {
    const before: Faults['before'] = (call, path) => {
      if (call === 'realpath' && path === '/lib/A') throw Object.assign(new Error('x'), { code: 'EACCES' });
    };
    const tree = lib({ A: { link: '/outside/M' } }, { before }, { M: { 'm.mkv': 1 } });
    expect(failuresOf(await walkAll(tree))).toEqual(['A: EACCES']);
  });

  it('to folders full of links to one another end', async () => {
    const names = ['a', 'b', 'c'];
    const farm = Object.fromEntries(
      names.map((name) => [
        name,
        Object.fromEntries(names.map((other) => [`to-${other}`, { link: `/outside/${other}` }])),
      ]),
    );
    const units = await walkAll(lib({ A: { link: '/outside/a' } }, {}, farm));
    expect(new Set(units.flatMap(({ skipped }) => skipped.map(({ rule }) => rule)))).toEqual(
      new Set(['symlink.loop', 'symlink.again']),
    );
  });

  it('too deep are left out', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`d${index}`, { next: { link: `/outside/d${index + 1}` } }]),
    );
    const units = await walkAll(lib({ A: { link: '/outside/d0' } }, {}, { ...chain, d12: {} }));
    expect(skippedOf(units)).toEqual([`A${'/next'.repeat(8)}: symlink.too-many`]);
  });

  it('to what is neither file nor folder are left out, as are pipes', async () => {
    const tree = lib(
      { A: { pipe: { kind: 'other' }, 'x.mkv': { link: '/outside/pipe' }, 'p.mkv': { kind: 'other' } } },
      {},
      { pipe: { kind: 'other' } },
    );
    expect(skippedOf(await walkAll(tree))).toEqual([
      'A/p.mkv: not-a-file',
      'A/pipe: not-a-file',
      'A/x.mkv: not-a-file',
    ]);
  });

  it('named like what is left out are not even looked at', async () => {
    const tree = lib({ A: { '.hidden': { link: '/outside' } } });
    expect(skippedOf(await walkAll(tree))).toEqual(['A/.hidden: ignore.dot-file']);
    expect(tree.calls.stat).toBe(2);
  });

  it('a file that has become a folder since it was listed is left out', async () => {
    const { readdir, stat, ...rest } = lib({ A: { 'a.mkv': {} } });
    const tree = {
      ...rest,
      stat,
      readdir: async (path: string) =>
        (await readdir(path)).map((entry) => (entry.name === 'a.mkv' ? { ...entry, kind: 'file' as const } : entry)),
    };
    expect(skippedOf(await walkAll(tree))).toEqual(['A/a.mkv: not-a-file']);
  });
});
