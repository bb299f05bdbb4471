import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../src/library/file-tree.ts';
import { groupUnit } from '../../src/library/group/group-unit.ts';
import type { FileEntry } from '../../src/model/files.ts';
import type { LibraryKind } from '../../src/model/kinds.ts';
import { fakeFileTree } from '../support/fake-file-tree.ts';
import { libraryAt, walkAll } from './walked.ts';

/** How often the names of a folder's entries are read while it is walked. */
async function readsOfNames(names: readonly string[]): Promise<number> {
  const tree = fakeFileTree({ lib: { A: Object.fromEntries(names.map((name) => [name, 1])) } });
  let reads = 0;
  const readdir: FileTree['readdir'] = async (path) =>
    (await tree.readdir(path)).map(({ name, kind }) => ({
      kind,
      get name() {
        reads++;
        return name;
      },
    }));
  await walkAll({ ...tree, readdir });
  return reads;
}

/** How often the paths of files are read while a unit is grouped. */
function readsOfPaths(kind: LibraryKind, names: readonly string[], unit = ''): number {
  let reads = 0;
  const files = names.map((name, inode): FileEntry => {
    const relativePath = unit === '' ? name : `${unit}/${name}`;
    return {
      path: `/lib/${relativePath}`,
      size: 1000,
      mtimeMs: 1,
      inode,
      get relativePath() {
        reads++;
        return relativePath;
      },
    };
  });
  groupUnit({ unit, files, skipped: [], failures: [] }, libraryAt('/lib', kind));
  return reads;
}

function numbered(count: number, name: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, number) => name(number));
}

describe('a large folder costs as much a file as a small one', () => {
  it.each<[string, (count: number) => string[]]>([
    ['text files', (count) => numbered(count, (number) => `note ${number}.txt`)],
    [
      'text files beside tracks',
      (count) => numbered(count, (number) => `t${number >> 1}.${number % 2 === 0 ? 'txt' : 'flac'}`),
    ],
    ['files of no use', (count) => numbered(count, (number) => `file ${number}.docx`)],
  ])('when it is walked: %s', async (_, names) => {
    const [small, large] = [await readsOfNames(names(10_000)), await readsOfNames(names(20_000))];
    expect(large).toBeLessThan(2.1 * small);
    expect(small).toBeLessThan(10_000 * 20);
  });

  it.each<[LibraryKind, string, (count: number) => string[]]>([
    [
      'movies',
      '',
      (count) => numbered(count, (number) => `Movie ${number} (2000)${number % 3 === 0 ? '-trailer' : ''}.mkv`),
    ],
    [
      'movies',
      'A',
      (count) => numbered(count, (number) => `Movie ${number >> 1} (2000).${number % 2 === 0 ? 'mkv' : 'srt'}`),
    ],
    ['tv', 'Show', (count) => numbered(count, (number) => `Show S01E${number}.${number % 2 === 0 ? 'mkv' : 'nfo'}`)],
    ['music', 'A', (count) => numbered(count, (number) => `${number} - t.${number % 2 === 0 ? 'flac' : 'lrc'}`)],
  ])('when it is grouped: %s in "%s"', (kind, unit, names) => {
    const [small, large] = [readsOfPaths(kind, names(500), unit), readsOfPaths(kind, names(1000), unit)];
    expect(large).toBeLessThan(2.3 * small);
  });
});
