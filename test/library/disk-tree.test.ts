import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFileTree } from '../../src/library/file-tree.ts';
import { pathToBytes } from '../../src/model/paths.ts';
import { failuresOf, filesOf, walkAll } from './walked.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'revenge-tree-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Makes a file whose name is any bytes but `/` and NUL. */
async function putBytes(folder: string, name: Buffer): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(Buffer.concat([Buffer.from(`${join(root, folder)}/`), name]), 'x');
}

describe('diskFileTree', () => {
  it('lists and stats what is on the disk, links followed', async () => {
    const tree = diskFileTree();
    await mkdir(join(root, 'dir'));
    await writeFile(join(root, 'a.mkv'), 'hello');
    await utimes(join(root, 'a.mkv'), 1000, 1234.5);
    await symlink('a.mkv', join(root, 'link.mkv'));
    const socket = createServer().listen(join(root, 'socket'));
    await once(socket, 'listening');
    const entries = await tree.readdir(root);
    expect([...entries].sort((one, other) => (one.name < other.name ? -1 : 1))).toEqual([
      { name: 'a.mkv', kind: 'file' },
      { name: 'dir', kind: 'directory' },
      { name: 'link.mkv', kind: 'symlink' },
      { name: 'socket', kind: 'other' },
    ]);
    const stat = await tree.stat(join(root, 'link.mkv'));
    expect(stat).toMatchObject({ kind: 'file', size: 5, mtimeMs: 1_234_500 });
    expect((await tree.stat(join(root, 'dir'))).kind).toBe('directory');
    expect((await tree.stat(join(root, 'socket'))).kind).toBe('other');
    socket.close();
    expect(await tree.realpath(join(root, 'link.mkv'))).toBe(await tree.realpath(join(root, 'a.mkv')));
  });

  it('reads small files, and no folders and no large ones', async () => {
    const tree = diskFileTree();
    await writeFile(join(root, 'rules'), 'abc');
    await writeFile(join(root, 'empty'), '');
    expect((await tree.readFile(join(root, 'rules'), 3)).toString()).toBe('abc');
    expect((await tree.readFile(join(root, 'empty'), 3)).toString()).toBe('');
    await expect(tree.readFile(join(root, 'rules'), 2)).rejects.toMatchObject({ code: 'EFBIG' });
    await expect(tree.readFile(root, 2)).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(tree.readFile(join(root, 'none'), 2)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(tree.stat(join(root, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps to its limit of calls and answers all of them', async () => {
    const tree = diskFileTree(2);
    await Promise.all(Array.from({ length: 50 }, (_, index) => writeFile(join(root, `${index}.mkv`), 'x')));
    const entries = await tree.readdir(root);
    const stats = await Promise.all(entries.map(({ name }) => tree.stat(join(root, name))));
    expect(stats).toHaveLength(50);
    expect(stats.every(({ size }) => size === 1)).toBe(true);
  });
});

describe('names that are bytes', () => {
  const names: readonly (readonly [string, Buffer])[] = [
    ['not UTF-8', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x6d, 0x6b, 0x76])],
    ['cut in the middle of a letter', Buffer.from([0xe6, 0x97, 0x2e, 0x6d, 0x6b, 0x76])],
    ['255 bytes long', Buffer.from(`${'ä'.repeat(125)}x.mkv`)],
    ['with a line end', Buffer.from('a\nb.mkv')],
    ['with escape sequences', Buffer.from('a\u001b[31mred\u0007.mkv')],
    ['with U+FFFD itself', Buffer.from('a\ufffd.mkv')],
    ['decomposed', Buffer.from('e\u0301.mkv')],
    ['with a backslash', Buffer.from('a\\b.mkv')],
  ];

  it.each(names)('%s', async (_, name) => {
    await putBytes('Movie', name);
    const tree = diskFileTree();
    const units = await walkAll(tree, { root });
    const [file] = units.flatMap(({ files }) => files);
    expect(failuresOf(units)).toEqual([]);
    expect(pathToBytes(file?.relativePath ?? '')).toEqual(Buffer.concat([Buffer.from('Movie/'), name]));
    expect((await tree.stat(file?.path ?? '')).size).toBe(1);
  });

  it('folders as well, all the way down', async () => {
    const folder = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe])]);
    await mkdir(folder);
    await writeFile(Buffer.concat([folder, Buffer.from('/'), Buffer.from([0xe9, 0x2e, 0x6d, 0x6b, 0x76])]), 'x');
    await writeFile(Buffer.concat([folder, Buffer.from('/.ignore')]), '*.avi');
    const units = await walkAll(diskFileTree(), { root });
    expect(units.map(({ unit }) => unit)).toEqual(['', '\udcff\udcfe']);
    expect(filesOf(units)).toEqual(['\udcff\udcfe/\udce9.mkv']);
  });
});
