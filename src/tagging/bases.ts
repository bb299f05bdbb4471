import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import { pathToBytes } from '../model/paths.ts';
import { contentDigest } from '../util/digest.ts';
import { errorCode, isAbsence } from '../util/error-code.ts';

/** Bases kept of one file, so that runs can be undone without losing what was written before them. */
const KEPT = 4;
/** Stands in place of a digest where there is no file, or one that revenge did not write. */
const NOBODY = '-';
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * What revenge wrote last into each NFO file: the base of the three-way merge. A base is found by the digest of the file that
 * holds it, so also after a run that was killed between two steps or was undone, and after the file was moved.
 */
export interface Bases {
  /**
   * The base of a file with this digest; of one that somebody has edited the latest base of its path.
   *
   * @throws RevengeError `FILE_UNREADABLE` where a base is there and cannot be read.
   */
  find(root: FsPath, path: FsPath, digest: string | null): Promise<string | undefined>;
  /** Keeps the base of a file that is about to have this digest. */
  keep(digest: string, base: string): Promise<void>;
  /** Notes that the file has this digest now; `null`: there is no file any more. */
  settle(root: FsPath, path: FsPath, digest: string | null): Promise<void>;
}

/** Bases as small files below a folder of revenge's own. */
export function folderBases(folder: string): Bases {
  const baseAt = (digest: string): string => join(folder, digest.slice(0, 2), digest);
  /** Lists the digests that revenge gave a file, the newest first. */
  const listAt = (root: FsPath, path: FsPath): string => {
    const hash = contentDigest(Buffer.concat([pathToBytes(root), Buffer.from([0]), pathToBytes(path)]));
    return join(folder, 'paths', hash.slice(0, 2), hash);
  };
  const digestsAt = async (list: string): Promise<readonly string[]> =>
    ((await textOf(list)) ?? '').split('\n').filter((line) => line === NOBODY || DIGEST.test(line));
  return {
    find: async (root, path, digest) => {
      if (digest === null) return undefined;
      const own = await textOf(baseAt(digest));
      if (own !== undefined) return own;
      const [latest = NOBODY] = await digestsAt(listAt(root, path));
      return latest === NOBODY ? undefined : textOf(baseAt(latest));
    },
    keep: (digest, base) => replaceText(baseAt(digest), base),
    settle: async (root, path, digest) => {
      const list = listAt(root, path);
      const before = await digestsAt(list);
      const isOurs = digest !== null && (await textOf(baseAt(digest))) !== undefined;
      if (!isOurs && before.length === 0) return;
      const now = isOurs ? digest : NOBODY;
      const all = [now, ...before.filter((one) => one !== now)];
      await replaceText(list, `${all.slice(0, KEPT).join('\n')}\n`);
      await Promise.all(all.slice(KEPT).map((one) => (one === NOBODY ? undefined : rm(baseAt(one), { force: true }))));
    },
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (isAbsence(cause)) return undefined;
    throw new RevengeError('FILE_UNREADABLE', `${path} cannot be read (${errorCode(cause) ?? ''})`, {
      cause,
      hint: 'It says what `revenge tag` wrote last. Check the permissions of its folder and the disk.',
      context: { path },
    });
  }
}

async function replaceText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.part`;
  await writeFile(unfinished, text, { mode: 0o600, flush: true });
  await rename(unfinished, path);
}
