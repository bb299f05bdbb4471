import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import {
  chmod,
  chown,
  type FileHandle,
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
import type { ByteWindow } from '../../media/formats/window.ts';
import { fileWindow } from '../../media/reader/file-window.ts';
import type { FsPath } from '../../model/files.ts';
import { pathForIo, pathFromBytes } from '../../model/paths.ts';
import { errorCode } from '../../util/error-code.ts';
import { type Splice, splicedWindow } from '../embedded/splice.ts';

/** Bytes that are copied at once. */
const CHUNK = 1024 * 1024;

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
  /** Lets `use` look at parts of a regular file, however long it is; links are not followed. The file is open only until then. */
  withWindow<T>(path: FsPath, use: (window: ByteWindow) => T): Promise<T>;
  /** Creates a file that does not exist, writes it and waits until it is on the disk. */
  create(path: FsPath, bytes: Uint8Array, mode: number): Promise<void>;
  /** Creates a file that does not exist as a copy of another one with splices made, and waits until it is on the disk. */
  createSpliced(path: FsPath, source: FsPath, splices: readonly Splice[], mode: number): Promise<void>;
  /** Writes bytes at places of an existing file, gives it a size, and waits until it is on the disk. */
  patch(path: FsPath, splices: readonly Pick<Splice, 'at' | 'bytes'>[], size: number): Promise<void>;
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
  withWindow: async (path, use) => withWindow(path, use),
  create: (path, bytes, mode) =>
    writeTo(path, bytes, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, mode),
  createSpliced: async (path, source, splices, mode) => {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const handle = await open(pathForIo(path), flags, mode);
    try {
      const descriptor = openToRead(source);
      try {
        const made = splicedWindow(plainWindow(descriptor), splices);
        for (let at = 0; at < made.size; ) {
          const chunk = made.read(at, CHUNK);
          await handle.writeFile(chunk);
          at += chunk.length;
        }
      } finally {
        closeSync(descriptor);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  patch: async (path, splices, size) => {
    const handle = await open(pathForIo(path), constants.O_WRONLY | constants.O_NOFOLLOW);
    try {
      for (const { at, bytes } of splices) await writeAll(handle, bytes, at);
      if ((await handle.stat()).size !== size) await handle.truncate(size);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  },
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

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

function withWindow<T>(path: FsPath, use: (window: ByteWindow) => T): T {
  const descriptor = openToRead(path);
  try {
    const { size, read } = plainWindow(descriptor);
    return use(fileWindow({ size, readExactly: read, close: () => undefined }));
  } finally {
    closeSync(descriptor);
  }
}

function openToRead(path: FsPath): number {
  return openSync(pathForIo(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

/** A window that keeps nothing of what was read. */
function plainWindow(descriptor: number): ByteWindow {
  const { size } = fstatSync(descriptor);
  return {
    size,
    read: (from, length) => {
      const offset = Math.max(0, from);
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, offset + length) - offset));
      for (let done = 0; done < bytes.length; ) {
        const got = readSync(descriptor, bytes, done, bytes.length - done, offset + done);
        if (got === 0) throw new Error('the file became shorter while it was read');
        done += got;
      }
      return bytes;
    },
  };
}
