import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskFileTree } from '../../src/library/file-tree.ts';
import { isSlowMount } from '../../src/library/slow-mount.ts';
import { type ListedUnit, listingOf, pathsOfListing } from '../../src/library/unit-listing.ts';
import { walkOnDisk } from '../../src/library/walk-in-thread.ts';
import { libraryAt, walkAll } from './walked.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'revenge-thread-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function walked(signal = new AbortController().signal, path = root): Promise<readonly ListedUnit[]> {
  const units: ListedUnit[] = [];
  for await (const some of walkOnDisk(libraryAt(path), { signal }) ?? []) units.push(...some);
  return units;
}

it('gives what a walk by calls that do not block gives', async () => {
  for (const folder of ['A', 'B/deep', 'C', '\u{1f3ac}']) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'a film.mkv'), folder);
    await writeFile(join(root, folder, 'note.docx'), folder);
  }
  await writeFile(Buffer.concat([Buffer.from(`${join(root, 'A')}/`), Buffer.from([0xff, 0x61])]), 'bytes');
  await writeFile(join(root, 'loose.mkv'), 'x');
  await writeFile(join(root, 'C', '.ignore'), '*.docx\n');
  await symlink('nowhere', join(root, 'C', 'dead.mkv'));
  await symlink(join(root, 'A'), join(root, 'link'));
  const units = await walked();
  const expected = await walkAll(diskFileTree(), { root });
  expect(units.map(({ unit, files, skipped, failures }) => ({ unit, files, skipped, failures }))).toEqual(expected);
  expect(units.map(({ listing }) => listing)).toEqual(expected.map(({ files }) => listingOf(files)));
  expect(units.flatMap(({ listing }) => pathsOfListing(listing))).toContain('A/a film.mkv');
});

it('gives all of many units, in several messages', async () => {
  const names = Array.from({ length: 1500 }, (_, index) => `m${String(index).padStart(4, '0')}`);
  for (const name of names) await mkdir(join(root, name));
  expect((await walked()).map(({ unit }) => unit)).toEqual(['', ...names]);
});

it('fails as the other walk does, and ends when it is aborted', async () => {
  await expect(walked(undefined, join(root, 'none'))).rejects.toMatchObject({ code: 'ROOT_UNAVAILABLE' });
  await expect(walked(AbortSignal.abort())).rejects.toThrow('aborted');
});

it('is not there for a network share', () => {
  const mounts = [
    '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
    '30 22 0:41 / /mnt/my\\040share rw - nfs4 server:/films rw',
    '31 30 8:2 / /mnt/my\\040share/disk rw - xfs /dev/sdb1 rw',
  ].join('\n');
  expect(isSlowMount('/mnt/my share/Movies', mounts)).toBe(true);
  expect(isSlowMount('/mnt/my share/disk/Movies', mounts)).toBe(false);
  expect(isSlowMount('/mnt/my shares', mounts)).toBe(false);
  expect(isSlowMount('/x', '')).toBe(false);
});
