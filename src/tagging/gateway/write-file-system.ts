import { constants } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  truncate,
  unlink,
  utimes,
} from 'node:fs/promises';
import type { FsPath } from '../../model/files.ts';
import { pathForIo, pathFromBytes } from '../../model/paths.ts';
import { errorCode } from '../../util/error-code.ts';

/** Owner, mode and times of a file: what a rewrite keeps and an undo restores. */
export interface FileState {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Hard links to the file. */
  readonly links: number;
  /** Milliseconds since the epoch. */
  readonly atimeMs: number;
  readonly mtimeMs: number;
}

/**
 * The file system as the write gateway needs it. Every method rejects with the error of `node:fs`. Tests put one in its
 * place that fails or ends the process at a chosen call.
 */
export interface WriteFileSystem {
  /** State of the path itself, links not followed; undefined where there is nothing. */
  state(path: FsPath): Promise<FileState | undefined>;
  realpath(path: FsPath): Promise<FsPath>;
  /** Names in a folder. */
  names(path: FsPath): Promise<readonly string[]>;
  /** Bytes of a regular file; links are not followed. Rejects with `EFBIG` where it has more than `maxBytes`. */
  read(path: FsPath, maxBytes: number): Promise<Buffer>;
  /** Creates a file that does not exist, writes it and waits until it is on the disk. */
  create(path: FsPath, bytes: Uint8Array, mode: number): Promise<void>;
  /** Appends to a file, which is created if missing, and waits until it is on the disk. */
  append(path: FsPath, bytes: Uint8Array): Promise<void>;
  truncate(path: FsPath, size: number): Promise<void>;
  rename(from: FsPath, to: FsPath): Promise<void>;
  remove(path: FsPath): Promise<void>;
  makeFolder(path: FsPath): Promise<void>;
  /** Waits until the entries of a folder are on the disk. */
  syncFolder(path: FsPath): Promise<void>;
  setMode(path: FsPath, mode: number): Promise<void>;
  setOwner(path: FsPath, uid: number, gid: number): Promise<void>;
  setTimes(path: FsPath, atimeMs: number, mtimeMs: number): Promise<void>;
}

export const diskWriteFileSystem: WriteFileSystem = {
  state: async (path) => {
    try {
      const stats = await lstat(pathForIo(path));
      const { size, mode, uid, gid, nlink, atimeMs, mtimeMs } = stats;
      const kind = stats.isFile()
        ? 'file'
        : stats.isDirectory()
          ? 'directory'
          : stats.isSymbolicLink()
            ? 'symlink'
            : 'other';
      return { kind, size, mode: mode & 0o7777, uid, gid, links: nlink, atimeMs, mtimeMs };
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  realpath: async (path) => pathFromBytes(await realpath(pathForIo(path), { encoding: 'buffer' })),
  names: async (path) => (await readdir(pathForIo(path), { encoding: 'buffer' })).map(pathFromBytes),
  read: async (path, maxBytes) => {
    const handle = await open(pathForIo(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) throw Object.assign(new Error(`longer than ${maxBytes} bytes`), { code: 'EFBIG' });
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  },
  create: (path, bytes, mode) =>
    writeTo(path, bytes, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, mode),
  append: (path, bytes) =>
    writeTo(path, bytes, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600),
  truncate: (path, size) => truncate(pathForIo(path), size),
  rename: (from, to) => rename(pathForIo(from), pathForIo(to)),
  remove: (path) => unlink(pathForIo(path)),
  makeFolder: async (path) => {
    await mkdir(pathForIo(path), { recursive: true, mode: 0o700 });
  },
  syncFolder: async (path) => {
    const handle = await open(pathForIo(path), constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } catch (error) {
      // Some network file systems cannot sync a folder; what they have taken is with their server.
      if (errorCode(error) !== 'EINVAL' && errorCode(error) !== 'ENOTSUP') throw error;
    } finally {
      await handle.close();
    }
  },
  setMode: (path, mode) => chmod(pathForIo(path), mode),
  setOwner: (path, uid, gid) => chown(pathForIo(path), uid, gid),
  setTimes: (path, atimeMs, mtimeMs) => utimes(pathForIo(path), atimeMs / 1000, mtimeMs / 1000),
};

async function writeTo(path: FsPath, bytes: Uint8Array, flags: number, mode: number): Promise<void> {
  const handle = await open(pathForIo(path), flags, mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
