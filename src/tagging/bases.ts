import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FsPath } from '../model/files.ts';
import { pathToBytes } from '../model/paths.ts';
import { codeOf } from './gateway/write-file-system.ts';

/** Bases kept of one file, so that runs can be undone without losing what was written before them. */
const KEPT = 4;
const LATEST = 'latest';

/**
 * What revenge wrote last into each NFO file: the base of the three-way merge. It is kept by the digest of the file that
 * holds it, so that a run that was killed between two steps, or undone, finds the base that belongs to the file.
 */
export interface Bases {
  /** The base for a file with this digest; for one that somebody has edited the latest one. */
  find(root: FsPath, path: FsPath, digest: string | null): Promise<string | undefined>;
  /** Keeps the base of a file that is about to have this digest. */
  keep(root: FsPath, path: FsPath, digest: string, base: string): Promise<void>;
  /** Notes that the file has this digest now; `null`: there is no file any more. */
  settle(root: FsPath, path: FsPath, digest: string | null): Promise<void>;
}

/** Bases as small files below a folder of revenge's own. */
export function folderBases(folder: string): Bases {
  const placeOf = (root: FsPath, path: FsPath): string => {
    const hash = createHash('sha256').update(pathToBytes(root)).update('\0').update(pathToBytes(path)).digest('hex');
    return join(folder, hash.slice(0, 2), hash.slice(2));
  };
  return {
    find: async (root, path, digest) => {
      const place = placeOf(root, path);
      const own = digest === null ? undefined : await textOf(join(place, digest));
      if (own !== undefined || digest === null) return own;
      const latest = (await textOf(join(place, LATEST)))?.trim();
      return latest === undefined || !/^[0-9a-f]{64}$/.test(latest) ? undefined : textOf(join(place, latest));
    },
    keep: async (root, path, digest, base) => {
      const place = placeOf(root, path);
      await mkdir(place, { recursive: true, mode: 0o700 });
      await replaceText(join(place, digest), base);
    },
    settle: async (root, path, digest) => {
      const place = placeOf(root, path);
      const known = digest !== null && (await textOf(join(place, digest))) !== undefined;
      if (!known) return rm(join(place, LATEST), { force: true });
      await replaceText(join(place, LATEST), digest);
      await removeOldest(place);
    },
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function replaceText(path: string, text: string): Promise<void> {
  const unfinished = `${path}.part`;
  await writeFile(unfinished, text, { mode: 0o600, flush: true });
  await rename(unfinished, path);
}

async function removeOldest(place: string): Promise<void> {
  const names = (await readdir(place)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  if (names.length <= KEPT) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(place, name))).mtimeMs })));
  dated.sort((one, other) => other.at - one.at);
  await Promise.all(dated.slice(KEPT).map(({ name }) => rm(join(place, name), { force: true })));
}
