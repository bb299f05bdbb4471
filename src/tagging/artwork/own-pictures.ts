import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import { contentDigest } from '../../util/digest.ts';
import { errorCode, isAbsence } from '../../util/error-code.ts';
import type { FileState } from '../gateway/write-file-system.ts';

/** Bytes of the largest picture that is read beside the media. */
export const MAX_PICTURE = 64 * 1024 * 1024;

/** Pictures remembered of one path, so that a run that is undone leaves an older one as revenge's own. */
const KEPT = 4;

const ownSchema = z.object({
  digest: z.string(),
  size: z.number(),
  /** Absent until the write is known to be complete. */
  mtimeMs: z.number().exactOptional(),
});
type OwnPicture = z.infer<typeof ownSchema>;
const listSchema = z.array(ownSchema);

type PictureState = Pick<FileState, 'size' | 'mtimeMs'>;

/**
 * Which pictures beside the media revenge wrote. A picture is its own if it lies where revenge wrote it and has the same
 * digest; everybody else's is never replaced or removed. Size and time spare reading a file again that is as it was.
 */
export interface OwnPictures {
  /**
   * Digest of the picture at a path where revenge wrote it; undefined where somebody else did.
   *
   * @param bytes reads the file; called only where size and time do not settle it.
   * @throws RevengeError `FILE_UNREADABLE` where the record is there and cannot be read.
   */
  digestOf(
    root: FsPath,
    path: FsPath,
    state: PictureState,
    bytes: () => Promise<Uint8Array>,
  ): Promise<string | undefined>;
  /** Notes that revenge is about to write this picture. Before the write, so that a killed run leaves no stranger. */
  claim(root: FsPath, path: FsPath, picture: { readonly digest: string; readonly size: number }): Promise<void>;
  /** Notes the state of a picture that was written. */
  settle(root: FsPath, path: FsPath, digest: string, state: PictureState): Promise<void>;
  /** Forgets a path: there is no picture of revenge any more. */
  release(root: FsPath, path: FsPath): Promise<void>;
}

/** The record as small files, one for each path, below a folder of revenge's own. */
export function folderOwnPictures(folder: string): OwnPictures {
  const fileOf = (root: FsPath, path: FsPath): string => {
    const key = contentDigest(Buffer.concat([pathToBytes(root), Buffer.from([0]), pathToBytes(path)]));
    return join(folder, key.slice(0, 2), key);
  };
  const put = async (root: FsPath, path: FsPath, picture: OwnPicture): Promise<void> => {
    const file = fileOf(root, path);
    const others = (await read(file)).filter(({ digest }) => digest !== picture.digest);
    await replace(file, JSON.stringify([picture, ...others].slice(0, KEPT)));
  };
  return {
    digestOf: async (root, path, state, bytes) => {
      const own = await read(fileOf(root, path));
      const sameSize = own.filter(({ size }) => size === state.size);
      const [likely] = sameSize;
      if (likely === undefined) return undefined;
      const settled = sameSize.find(({ mtimeMs }) => mtimeMs === state.mtimeMs);
      if (settled !== undefined) return settled.digest;
      const now = contentDigest(await bytes());
      return sameSize.find(({ digest }) => digest === now)?.digest;
    },
    claim: put,
    settle: (root, path, digest, { size, mtimeMs }) => put(root, path, { digest, size, mtimeMs }),
    release: (root, path) => rm(fileOf(root, path), { force: true }),
  };
}

async function read(file: string): Promise<readonly OwnPicture[]> {
  try {
    return listSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (isAbsence(cause)) return [];
    throw new RevengeError(
      'FILE_UNREADABLE',
      `${file} cannot be read (${errorCode(cause) || 'not a list of pictures'})`,
      {
        cause,
        hint: 'It says which pictures `revenge tag` wrote. Check its permissions and the disk, or remove it to give them up.',
        context: { path: file },
      },
    );
  }
}

async function replace(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.part`;
  await writeFile(unfinished, text, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}
