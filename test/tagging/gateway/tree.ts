import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { WriteFileSystem } from '../../../src/tagging/gateway/write-file-system.ts';

export interface Places {
  /** A library root. */
  readonly root: string;
  /** Where the journal of the run lies. */
  readonly journal: string;
}

/** A library of three files and a place for a journal, made for each test. */
export function libraryForEachTest(): () => Places {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-tagging-'));
    await mkdir(join(folder, 'library/Film (2019)'), { recursive: true });
    await put(join(folder, 'library/Film (2019)/Film (2019).mkv'), 'film', 0o644);
    await put(join(folder, 'library/Film (2019)/movie.nfo'), '<movie>old</movie>', 0o640);
    await put(join(folder, 'library/Film (2019)/same.nfo'), '<movie>same</movie>', 0o600);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => ({ root: join(folder, 'library'), journal: join(folder, 'journal/run-1') });
}

async function put(path: string, text: string, mode: number): Promise<void> {
  await writeFile(path, text);
  await chmod(path, mode);
  await utimes(path, 1_600_000_000, 1_500_000_000);
}

/** Content, mode and time of every file below a folder, by path. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const found: [string, string][] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode, mtimeMs } = await lstat(path);
    found.push([path.slice(folder.length), `${await readFile(path, 'utf8')} ${(mode & 0o777).toString(8)} ${mtimeMs}`]);
  }
  return Object.fromEntries(found.sort());
}

/** A file system that fails from its n-th call on, as a process that was killed does nothing any more. */
export function failingFrom(files: WriteFileSystem, call: number, error: Error) {
  let calls = 0;
  const guarded = <A extends unknown[], T>(method: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      calls += 1;
      if (calls >= call) throw error;
      return method(...args);
    };
  };
  const failing: WriteFileSystem = {
    state: guarded(files.state),
    realpath: guarded(files.realpath),
    names: guarded(files.names),
    read: guarded(files.read),
    withWindow: async (path, use) => {
      calls += 1;
      if (calls >= call) throw error;
      return files.withWindow(path, use);
    },
    create: guarded(files.create),
    createSpliced: guarded(files.createSpliced),
    patch: guarded(files.patch),
    append: guarded(files.append),
    truncate: guarded(files.truncate),
    rename: guarded(files.rename),
    remove: guarded(files.remove),
    makeFolder: guarded(files.makeFolder),
    syncFolder: guarded(files.syncFolder),
    setMode: guarded(files.setMode),
    setOwner: guarded(files.setOwner),
    setTimes: guarded(files.setTimes),
  };
  return { failing, calls: () => calls };
}
