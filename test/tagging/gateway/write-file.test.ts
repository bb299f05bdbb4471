import { link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RevengeError } from '../../../src/model/errors.ts';
import { openJournal, readJournal } from '../../../src/tagging/gateway/journal.ts';
import { undoRun } from '../../../src/tagging/gateway/undo-run.ts';
import { type FileWrite, writeFile as writeNear } from '../../../src/tagging/gateway/write-file.ts';
import { diskWriteFileSystem, type WriteFileSystem } from '../../../src/tagging/gateway/write-file-system.ts';
import { contentDigest } from '../../../src/util/digest.ts';
import { failingFrom, libraryForEachTest, type Places, snapshot } from './tree.ts';

const places = libraryForEachTest();
const OLD = '<movie>old</movie>';
const SAME = '<movie>same</movie>';
const digest = (text: string): string => contentDigest(Buffer.from(text));

function writes(root: string): FileWrite[] {
  const write = (path: string, text: string, expected: string | null): FileWrite => ({
    root,
    path: `Film (2019)/${path}`,
    bytes: Buffer.from(text),
    expected,
  });
  return [
    write('movie.nfo', '<movie>new</movie>', digest(OLD)),
    write('same.nfo', SAME, digest(SAME)),
    write('Film (2019).nfo', '<movie>first</movie>', null),
  ];
}

async function apply(files: WriteFileSystem, { root, journal }: Places, all = writes(root)) {
  const opened = await openJournal(files, journal);
  const outcomes: string[] = [];
  for (const one of all) outcomes.push(await writeNear(files, opened, one));
  return outcomes;
}

async function refusal(files: WriteFileSystem, where: Places, write: FileWrite): Promise<RevengeError> {
  const error = await apply(files, where, [write]).catch((thrown: unknown) => thrown);
  if (error instanceof RevengeError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

test('a file is replaced with its mode, a new one is written, one that holds the same bytes is not touched', async () => {
  const { root } = places();
  const before = await snapshot(root);
  expect(await apply(diskWriteFileSystem, places())).toEqual(['written', 'unchanged', 'written']);
  const after = await snapshot(root);
  expect(after['/Film (2019)/movie.nfo']).toMatch(/^<movie>new<\/movie> 640 /);
  expect(after['/Film (2019)/same.nfo']).toBe(before['/Film (2019)/same.nfo']);
  expect(after['/Film (2019)/Film (2019).nfo']).toMatch(/^<movie>first<\/movie> 644 /);
  expect(Object.keys(after)).toHaveLength(4);
});

test('undo gives back every file with bytes, mode and times', async () => {
  const { root, journal } = places();
  const before = await snapshot(root);
  await apply(diskWriteFileSystem, places());
  const undone = await undoRun(diskWriteFileSystem, journal, false);
  expect(undone.map(({ path, outcome }) => [path, outcome])).toEqual([
    ['Film (2019)/Film (2019).nfo', 'restored'],
    ['Film (2019)/movie.nfo', 'restored'],
  ]);
  expect(await snapshot(root)).toEqual(before);
  expect(await undoRun(diskWriteFileSystem, journal, false)).toEqual([]);
});

test('undo leaves a file alone that has changed since, until it is forced', async () => {
  const { root, journal } = places();
  const before = await snapshot(root);
  await apply(diskWriteFileSystem, places());
  await writeFile(join(root, 'Film (2019)/movie.nfo'), 'edited by hand');
  const [, kept] = await undoRun(diskWriteFileSystem, journal, false);
  expect([kept?.outcome, kept?.error?.code]).toEqual(['failed', 'WRITE_CONFLICT']);
  expect(await readFile(join(root, 'Film (2019)/movie.nfo'), 'utf8')).toBe('edited by hand');
  await undoRun(diskWriteFileSystem, journal, true);
  expect(await snapshot(root)).toEqual(before);
});

describe('killed at any system call', () => {
  test('each file is before or after; a second run finishes, and undo gives all back', async () => {
    const { root, journal } = places();
    const before = await snapshot(root);
    let killedAt = 0;
    for (let call = 1; ; call++) {
      const { failing, calls } = failingFrom(diskWriteFileSystem, call, new Error('killed'));
      const ended = await apply(failing, { root, journal: `${journal}-${call}` }).then(
        () => true,
        () => false,
      );
      const now = await snapshot(root);
      expect(now['/Film (2019)/movie.nfo']).toMatch(/^<movie>(?:old|new)<\/movie> 640/);
      expect(now['/Film (2019)/Film (2019).mkv']).toBe(before['/Film (2019)/Film (2019).mkv']);
      const again = writes(root).map((write, place) => {
        const stands = now[`/${write.path}`];
        return { ...write, expected: stands === undefined ? null : digest(stands.replace(/ \d+ [\d.]+$/, '')), place };
      });
      await apply(diskWriteFileSystem, { root, journal: `${journal}-${call}` }, again);
      const finished = await snapshot(root);
      expect(finished['/Film (2019)/movie.nfo']).toMatch(/^<movie>new<\/movie> 640/);
      await undoRun(diskWriteFileSystem, `${journal}-${call}`, false);
      expect(await snapshot(root)).toEqual(before);
      if (ended) {
        killedAt = calls();
        break;
      }
    }
    expect(killedAt).toBeGreaterThan(20);
  });
});

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the file system is mounted read-only'],
  ['EACCES', 'permission denied'],
])('%s at any call says so, leaves the file as it was and no temporary file', async (code, why) => {
  const { root } = places();
  const before = await snapshot(root);
  const error = Object.assign(new Error(code), { code });
  const create = async (): Promise<void> => {
    throw error;
  };
  const failing: WriteFileSystem = { ...diskWriteFileSystem, create };
  const [write] = writes(root);
  if (write === undefined) throw new Error('no write');
  const thrown = await refusal(failing, places(), write);
  expect(thrown.code).toBe('WRITE_FAILED');
  expect(thrown.message).toContain(why);
  expect(await snapshot(root)).toEqual(before);
});

describe('refused', () => {
  const write = (path: string, expected: string | null = null): FileWrite => ({
    root: places().root,
    path,
    bytes: Buffer.from('x'),
    expected,
  });

  test.each(['../outside.nfo', '/etc/x.nfo', 'Film (2019)/../../x.nfo', 'a//b.nfo', 'a\0b.nfo'])(
    'a path that leaves the root: %j',
    async (path) => {
      expect((await refusal(diskWriteFileSystem, places(), write(path))).code).toBe('WRITE_REFUSED');
    },
  );

  test('a folder that is a link to outside of the root', async () => {
    const { root } = places();
    await mkdir(join(root, '../elsewhere'));
    await symlink('../elsewhere', join(root, 'Linked'));
    const error = await refusal(diskWriteFileSystem, places(), write('Linked/movie.nfo'));
    expect([error.code, error.message.includes('elsewhere')]).toEqual(['WRITE_REFUSED', true]);
  });

  test('a file that is a link', async () => {
    const { root } = places();
    await symlink('/etc/hostname', join(root, 'Film (2019)/linked.nfo'));
    expect((await refusal(diskWriteFileSystem, places(), write('Film (2019)/linked.nfo'))).code).toBe('WRITE_REFUSED');
  });

  test('a file with another name (hard link)', async () => {
    const { root } = places();
    await link(join(root, 'Film (2019)/movie.nfo'), join(root, 'seeding.nfo'));
    const error = await refusal(diskWriteFileSystem, places(), write('Film (2019)/movie.nfo', digest(OLD)));
    expect(error.message).toContain('2 names');
  });

  test('a file that has changed, appeared or gone since the plan', async () => {
    const changed = await refusal(diskWriteFileSystem, places(), write('Film (2019)/movie.nfo', digest('other')));
    const appeared = await refusal(diskWriteFileSystem, places(), write('Film (2019)/movie.nfo', null));
    const gone = await refusal(diskWriteFileSystem, places(), write('Film (2019)/gone.nfo', digest(OLD)));
    expect([changed.code, appeared.code, gone.code]).toEqual(Array(3).fill('WRITE_CONFLICT'));
  });

  test('a root that is not there', async () => {
    const error = await refusal(diskWriteFileSystem, places(), { ...write('movie.nfo'), root: '/nowhere/library' });
    expect(error.code).toBe('ROOT_UNAVAILABLE');
  });
});

test('a journal whose last line was cut off by a crash is read without it, and written on', async () => {
  const { root, journal } = places();
  const before = await snapshot(root);
  await apply(diskWriteFileSystem, places());
  const path = join(journal, 'journal.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.slice(0, -20));
  const entries = await readJournal(diskWriteFileSystem, journal);
  expect(entries.map(({ state }) => state)).toEqual(['done', 'begun']);
  const more = { root, path: 'other.nfo', bytes: Buffer.from('more'), expected: null };
  expect(await apply(diskWriteFileSystem, places(), [more])).toEqual(['written']);
  await undoRun(diskWriteFileSystem, journal, false);
  expect(await snapshot(root)).toEqual(before);
});

test('a damaged journal and damaged old bytes are named, and nothing is written', async () => {
  const { root, journal } = places();
  await apply(diskWriteFileSystem, places());
  const now = await snapshot(root);
  await writeFile(join(journal, digest(OLD)), 'not the old bytes');
  const undone = await undoRun(diskWriteFileSystem, journal, false);
  expect(undone.at(-1)?.error?.code).toBe('JOURNAL_DAMAGED');
  expect((await snapshot(root))['/Film (2019)/movie.nfo']).toBe(now['/Film (2019)/movie.nfo']);
  await writeFile(join(journal, 'journal.jsonl'), 'rubbish\n');
  await expect(undoRun(diskWriteFileSystem, journal, false)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
});
