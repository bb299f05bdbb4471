import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../src/library/file-tree.ts';
import type { WalkedUnit } from '../../src/library/walk.ts';
import { walkLibrary } from '../../src/library/walk.ts';
import type { Library } from '../../src/model/files.ts';
import { type FakeFolder, fakeFileTree } from '../support/fake-file-tree.ts';
import { filesOf, libraryAt, skippedOf, walkAll } from './walked.ts';

async function walk(tree: FileTree, library: Partial<Library>, onlyUnder?: string[]): Promise<WalkedUnit[]> {
  const units: WalkedUnit[] = [];
  const options = { signal: new AbortController().signal, ...(onlyUnder === undefined ? {} : { onlyUnder }) };
  for await (const unit of walkLibrary({ ...libraryAt('/lib'), ...library }, tree, options)) units.push(unit);
  return units;
}

/** A machine with a library and a system around it, as large as you like. */
function machine(library: FakeFolder): FakeFolder {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`d${index}`, { 'x.mkv': 1 }]));
  return { lib: library, usr: many, proc: many, sys: many, dev: many, mnt: { lib2: { 'a.mkv': 1 }, disk: many } };
}

describe('a link to /', () => {
  const plain = { A: { 'a.mkv': 1, S: { 's.mkv': 1 } }, B: { 'b.mkv': 1 } };

  it.each<[string, FakeFolder]>([
    ['at the top', { ...plain, machine: { link: '/' } }],
    ['deep down', { ...plain, B: { 'b.mkv': 1, machine: { link: '/' } } }],
  ])('%s costs no folder more than without it', async (_, linked) => {
    const without = fakeFileTree(machine(plain));
    const files = filesOf(await walkAll(without));
    const tree = fakeFileTree(machine(linked));
    expect(filesOf(await walkAll(tree))).toEqual(files);
    expect(tree.calls.readdir).toBeLessThanOrEqual(2 * without.calls.readdir);
    expect(tree.calls.stat).toBeLessThanOrEqual(2 * without.calls.stat);
  });

  it('behind another link is not followed either', async () => {
    const world = { ...machine({ A: { link: '/outside' } }), outside: { 'o.mkv': 1, up: { link: '/' } } };
    const tree = fakeFileTree(world);
    const units = await walkAll(tree);
    expect(filesOf(units)).toEqual(['A/o.mkv']);
    expect(tree.calls.readdir).toBe(2);
  });
});

describe('links are not followed', () => {
  it('to a folder that holds the root of another library', async () => {
    const tree = fakeFileTree(machine({ A: { link: '/mnt' }, B: { link: '/mnt/disk/d1' } }));
    const units = await walkAll(tree, { roots: ['/lib', '/mnt/lib2', '/not-there'] });
    expect(skippedOf(units)).toEqual(['A: symlink.holds-root']);
    expect(filesOf(units)).toEqual(['B/x.mkv']);
  });

  it('into /proc, /sys and /dev, to folders or files', async () => {
    const links = Object.fromEntries(['proc', 'sys', 'dev'].map((name) => [name, { link: `/${name}/d0` }]));
    const world = { ...machine({ ...links, F: { 'f.mkv': { link: '/proc/f' } } }), proc: { d0: {}, f: { size: 0 } } };
    const units = await walkAll(fakeFileTree(world));
    expect(filesOf(units)).toEqual([]);
    expect(new Set(units.flatMap(({ skipped }) => skipped.map(({ rule }) => rule)))).toEqual(
      new Set(['ignore.system-folder']),
    );
  });

  it('nor are these folders entered where the root is / itself', async () => {
    const tree = fakeFileTree({ proc: { d0: {} }, sys: { d1: {} }, A: { 'a.mkv': 1, proc: { 'b.mkv': 1 } } });
    const units = await walkAll(tree, { root: '/' });
    expect(filesOf(units)).toEqual(['A/a.mkv', 'A/proc/b.mkv']);
    expect(skippedOf(units)).toEqual(['proc: ignore.system-folder', 'sys: ignore.system-folder']);
  });
});

describe('each real folder is entered once', () => {
  const outside = { big: { one: { 'o.mkv': 1 }, two: { 't.mkv': 1 } }, other: { 'x.mkv': 1 } };

  it('where a link leads to a part of what another one leads to: the first by name has the part', async () => {
    const wide = await walkAll(
      fakeFileTree({ lib: { A: { link: '/outside/big' }, Z: { link: '/outside/big/one' } }, outside }),
    );
    expect(filesOf(wide)).toEqual(['A/one/o.mkv', 'A/two/t.mkv']);
    expect(skippedOf(wide)).toEqual(['Z: symlink.again']);
    const narrow = await walkAll(
      fakeFileTree({ lib: { A: { link: '/outside/big/one' }, Z: { link: '/outside/big' } }, outside }),
    );
    expect(filesOf(narrow)).toEqual(['A/o.mkv', 'Z/two/t.mkv']);
    expect(skippedOf(narrow)).toEqual(['Z/one: symlink.again']);
  });

  it('where two links deep down lead to one folder: the first by unit and path has it, in every walk', async () => {
    const world = {
      lib: {
        A: { deep: { deeper: { 'z link': { link: '/outside/other' } } } },
        B: { 'a link': { link: '/outside/other' } },
        C: { 'a link': { link: '/outside/big/two' }, 'b link': { link: '/outside/big' } },
      },
      outside,
    };
    for (const slow of [{}, { '/lib/A/deep/deeper': 20 }, { '/lib/B/a link': 20, '/outside/big': 20 }]) {
      const units = await walkAll(fakeFileTree(world, { slow }));
      expect(filesOf(units)).toEqual(['A/deep/deeper/z link/x.mkv', 'C/a link/t.mkv', 'C/b link/one/o.mkv']);
      expect(skippedOf(units)).toEqual(['B/a link: symlink.again', 'C/b link/two: symlink.again']);
    }
  });

  it('whichever units are wanted', async () => {
    const world = { lib: { A: { link: '/outside/other' }, B: { link: '/outside/other' } }, outside };
    expect(filesOf(await walk(fakeFileTree(world), {}, ['/lib/B']))).toEqual([]);
    expect(filesOf(await walk(fakeFileTree(world), {}, ['/lib/A']))).toEqual(['A/x.mkv']);
  });
});

describe('symlinks of a library', () => {
  const world = {
    lib: {
      A: { 'a.mkv': { link: '/outside/f.mkv' }, D: { link: '/outside/d' }, 'b.mkv': 1 },
      L: { link: '/outside/d' },
    },
    outside: { 'f.mkv': 1, d: { 'd.mkv': 1 } },
  };

  it.each<[NonNullable<Library['symlinks']>, string[], string[]]>([
    ['follow', ['A/a.mkv', 'A/b.mkv', 'L/d.mkv'], ['A/D: symlink.again']],
    ['files', ['A/a.mkv', 'A/b.mkv'], ['A/D: symlink.not-followed', 'L: symlink.not-followed']],
    ['none', ['A/b.mkv'], ['L: symlink.not-followed', 'A/D: symlink.not-followed', 'A/a.mkv: symlink.not-followed']],
  ])('%s', async (symlinks, files, skipped) => {
    const units = await walk(fakeFileTree(world), { symlinks });
    expect(filesOf(units)).toEqual(files);
    expect(skippedOf(units)).toEqual(skipped);
  });
});

describe('ignore patterns of the configuration', () => {
  it('leave out files and folders like a .gitignore in the root', async () => {
    const tree = fakeFileTree({
      lib: {
        A: { 'a.mkv': 1, 'a.avi': 1, Incomplete: { 'i.mkv': 1 } },
        tmp: { 't.mkv': 1 },
        B: { tmp: { 'u.mkv': 1 } },
      },
    });
    const units = await walk(tree, { ignore: ['*.avi', '/tmp/', 'incomplete/'] });
    expect(filesOf(units)).toEqual(['A/a.mkv', 'B/tmp/u.mkv']);
    expect(skippedOf(units)).toEqual(['A/Incomplete: ignore.config', 'A/a.avi: ignore.config', 'tmp: ignore.config']);
    // A folder that is left out is not even read: root, A, B, B/tmp.
    expect(tree.calls.readdir).toBe(4);
  });

  it('hold for links, before anybody looks where they lead', async () => {
    const tree = fakeFileTree({ lib: { A: { trash: { link: '/nowhere' } } } });
    expect(skippedOf(await walk(tree, { ignore: ['trash'] }))).toEqual(['A/trash: ignore.config']);
  });

  it('are not undone by an ignore file below', async () => {
    const tree = fakeFileTree({ lib: { A: { 'a.avi': 1, '.plexignore': '!*.avi', '.ndignore': '!*.avi\nx' } } });
    expect(filesOf(await walk(tree, { ignore: ['*.avi'] }))).toEqual([]);
  });
});
