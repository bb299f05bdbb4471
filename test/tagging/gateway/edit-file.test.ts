import { link, lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import type { Splice } from '../../../src/tagging/embedded/splice.ts';
import { editFile } from '../../../src/tagging/gateway/edit-file.ts';
import { openJournal, readJournal } from '../../../src/tagging/gateway/journal.ts';
import { recoverRun } from '../../../src/tagging/gateway/recover-run.ts';
import { undoRun } from '../../../src/tagging/gateway/undo-run.ts';
import { diskWriteFileSystem, type WriteFileSystem } from '../../../src/tagging/gateway/write-file-system.ts';
import { failingFrom, libraryForEachTest, type Places, snapshot } from './tree.ts';

const places = libraryForEachTest();
const PATH = 'Film (2019)/movie.nfo';
const OLD = '<movie>old</movie>';
const splice = (at: number, length: number, text: string): Splice => ({ at, length, bytes: Buffer.from(text) });

/** Changes that stay in the file, that grow or shrink its end, that move its rest. */
const CHANGES: readonly (readonly [string, readonly Splice[], string])[] = [
  ['of equal length', [splice(7, 3, 'new')], '<movie>new</movie>'],
  ['in two places', [splice(0, 1, '['), splice(17, 1, ']')], '[movie>old</movie]'],
  ['at the end, longer', [splice(10, 8, '</movie>\nhttps://a.example')], '<movie>old</movie>\nhttps://a.example'],
  ['at the end, shorter', [splice(10, 8, '')], '<movie>old'],
  ['that moves the rest', [splice(7, 3, 'much newer')], '<movie>much newer</movie>'],
];

async function apply(
  files: WriteFileSystem,
  { root, journal }: Places,
  splices: readonly Splice[],
  splitLinks = false,
) {
  const opened = await openJournal(files, journal);
  return editFile(files, opened, { root, path: PATH, splitLinks, splices: () => splices });
}

async function refusal(work: Promise<unknown>): Promise<RevengeError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof RevengeError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

describe.each(CHANGES)('a change %s', (_, splices, expected) => {
  test('is written, and undone with bytes, mode and times', async () => {
    const { root, journal } = places();
    const before = await snapshot(root);
    expect(await apply(diskWriteFileSystem, places(), splices)).toBe('written');
    expect((await snapshot(root))[`/${PATH}`]).toMatch(`${expected} 640 `);
    expect(await undoRun(diskWriteFileSystem, journal, false)).toMatchObject([{ path: PATH, outcome: 'restored' }]);
    expect(await snapshot(root)).toEqual(before);
    expect(await undoRun(diskWriteFileSystem, journal, false)).toEqual([]);
  });

  test('that is killed at any call is put back, or can be undone', async () => {
    const { root, journal } = places();
    const before = await snapshot(root);
    const counting = failingFrom(diskWriteFileSystem, Number.POSITIVE_INFINITY, new Error('never'));
    await apply(counting.failing, { root, journal: `${journal}-counting` }, splices);
    await undoRun(diskWriteFileSystem, `${journal}-counting`, false);
    for (let call = 1; call <= counting.calls(); call++) {
      const where = { root, journal: `${journal}-${call}` };
      await apply(failingFrom(diskWriteFileSystem, call, new Error('killed')).failing, where, splices).catch(() => 0);
      const text = await readFile(join(root, PATH), 'utf8');
      expect([OLD, expected]).toContain(text);
      await recoverRun(diskWriteFileSystem, where.journal);
      await undoRun(diskWriteFileSystem, where.journal, false);
      expect(await snapshot(root)).toEqual(before);
    }
  });

  test('that is torn by a kill within the write is put back', async () => {
    const { root, journal } = places();
    const before = await snapshot(root);
    const torn: WriteFileSystem = {
      ...diskWriteFileSystem,
      patch: async (path, all, size) => {
        const [first] = all;
        const half = first?.bytes.subarray(0, Math.ceil(first.bytes.length / 2)) ?? Buffer.alloc(0);
        await diskWriteFileSystem.patch(path, [{ at: first?.at ?? 0, bytes: half }], Math.max(size, 10));
        throw new Error('killed');
      },
    };
    await apply(torn, places(), splices).catch(() => undefined);
    await recoverRun(diskWriteFileSystem, journal);
    await undoRun(diskWriteFileSystem, journal, false);
    expect(await snapshot(root)).toEqual(before);
  });
});

test('a file with other hard links is refused, and only split when asked for', async () => {
  const { root, journal } = places();
  const other = join(root, 'seeding');
  await link(join(root, PATH), other);
  expect(await refusal(apply(diskWriteFileSystem, places(), [splice(7, 3, 'new')]))).toMatchObject({
    code: 'WRITE_REFUSED',
    hint: expect.stringContaining('--split-links'),
  });
  await apply(diskWriteFileSystem, places(), [splice(7, 3, 'new')], true);
  expect(await readFile(other, 'utf8')).toBe(OLD);
  expect(await readFile(join(root, PATH), 'utf8')).toBe('<movie>new</movie>');
  await undoRun(diskWriteFileSystem, journal, false);
  expect(await readFile(join(root, PATH), 'utf8')).toBe(OLD);
});

test('an edit within the file leaves its inode, one that moves the rest makes a new file', async () => {
  const inode = async () => (await lstat(join(places().root, PATH))).ino;
  const first = await inode();
  await apply(diskWriteFileSystem, places(), [splice(7, 3, 'new')]);
  expect(await inode()).toBe(first);
  await apply(diskWriteFileSystem, places(), [splice(7, 3, 'newer')]);
  expect(await inode()).not.toBe(first);
});

test('undo leaves a file alone that has changed since', async () => {
  const { root, journal } = places();
  await apply(diskWriteFileSystem, places(), [splice(7, 3, 'new')]);
  await writeFile(join(root, PATH), '<movie>mine</movie>');
  expect(await undoRun(diskWriteFileSystem, journal, false)).toMatchObject([
    { outcome: 'failed', error: { code: 'WRITE_CONFLICT' } },
  ]);
  expect(await readFile(join(root, PATH), 'utf8')).toBe('<movie>mine</movie>');
  await writeFile(join(root, PATH), '<movie>nEw</movie>');
  expect(await undoRun(diskWriteFileSystem, journal, true)).toMatchObject([{ outcome: 'restored' }]);
  expect(await readFile(join(root, PATH), 'utf8')).toBe(OLD);
});

test('a run keeps no more old bytes than its budget', async () => {
  const { root, journal } = places();
  const opened = await openJournal(diskWriteFileSystem, journal, 4);
  const edit = (splices: readonly Splice[]) =>
    editFile(diskWriteFileSystem, opened, { root, path: PATH, splitLinks: false, splices: () => splices });
  expect(await edit([splice(7, 3, 'new')])).toBe('written');
  expect(await refusal(edit([splice(7, 3, 'old')]))).toMatchObject({ code: 'WRITE_REFUSED' });
  expect(await readJournal(diskWriteFileSystem, journal)).toHaveLength(1);
});
