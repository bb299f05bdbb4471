import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import { pathToBytes } from '../model/paths.ts';
import { errorCode } from '../util/error-code.ts';
import { placeInside } from './gateway/inside-root.ts';
import type { WriteFileSystem } from './gateway/write-file-system.ts';
import type { LeftFile } from './planned.ts';

/** Bytes of a name that every usual file system takes. */
const MAX_NAME = 255;

/** Bytes of a file of a library; undefined where there is none. Rejects with `EFBIG` where it has more than `maxBytes`. */
export async function bytesAt(
  files: WriteFileSystem,
  root: FsPath,
  path: FsPath,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const place = await placeInside(files, root, path);
  try {
    return await files.read(place.path, maxBytes);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file that could not be looked at, as a plan tells of it. */
export function unreadFile(library: string, root: FsPath, path: FsPath, thrown: unknown): LeftFile {
  const error = thrown instanceof RevengeError ? thrown : unreadable(`${root}/${path}`, thrown);
  return { library, path, why: error.message, error };
}

/** Whether the name of a file is longer than file systems take. */
export function isNameTooLong(path: FsPath): boolean {
  return pathToBytes(path.slice(path.lastIndexOf('/') + 1)).length > MAX_NAME;
}

function unreadable(path: FsPath, cause: unknown): RevengeError {
  const why = errorCode(cause) === 'EFBIG' ? 'it is too large' : `${errorCode(cause) || String(cause)}`;
  return new RevengeError('FILE_UNREADABLE', `${path} cannot be read: ${why}`, {
    cause,
    hint: 'The file stays as it is. Check its permissions and the disk.',
    context: { path },
  });
}
