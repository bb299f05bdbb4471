import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { errorCode } from '../../util/error-code.ts';
import type { WriteFileSystem } from './write-file-system.ts';

/** A place where the gateway may write: the real folder and the name in it. */
export interface WritePlace {
  readonly folder: FsPath;
  readonly path: FsPath;
}

/**
 * Finds the real place of a file of a library and refuses every path that leaves the root: by `..`, by an absolute path, or
 * through a link to a folder outside.
 *
 * @throws RevengeError `WRITE_REFUSED`, or `ROOT_UNAVAILABLE` where the root or the folder is not there.
 */
export async function placeInside(files: WriteFileSystem, root: FsPath, path: FsPath): Promise<WritePlace> {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => part === '' || part === '.' || part === '..') || path.includes('\0')) {
    throw refused(`${root}/${path}`, 'the path leaves its library');
  }
  const real = await realFolder(files, root);
  const folder = parts.length === 1 ? real : await realFolder(files, `${root}/${parts.slice(0, -1).join('/')}`);
  if (folder !== real && !folder.startsWith(real === '/' ? '/' : `${real}/`)) {
    throw refused(`${root}/${path}`, `a link leads to ${folder}, outside of the library`);
  }
  return { folder, path: `${folder}/${name}` };
}

async function realFolder(files: WriteFileSystem, path: FsPath): Promise<FsPath> {
  try {
    return await files.realpath(path);
  } catch (cause) {
    throw new RevengeError('ROOT_UNAVAILABLE', `The folder ${path} cannot be reached (${errorCode(cause) ?? ''})`, {
      cause,
      hint: 'Mount the library or create the folder, then run the command again.',
    });
  }
}

/** The error of a write that the gateway does not make. */
export function refused(path: FsPath, why: string, hint = 'Nothing was written there.'): RevengeError {
  return new RevengeError('WRITE_REFUSED', `${path} is not written: ${why}`, { hint, context: { path } });
}
