import { close, constants, fstat, open, read, readdir, realpath, type Stats, stat } from 'node:fs';
import type { FsPath } from '../model/files.ts';
import { pathForIo, pathFromBytes } from '../model/paths.ts';

export interface DirectoryEntry {
  /** Name without its folder. */
  readonly name: FsPath;
  /** `other`: sockets, pipes, devices. */
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
}

/** What a path leads to, links followed. */
export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly device: number;
  readonly inode: number;
}

/**
 * The file system as the walk needs it. Every method rejects with the error of `node:fs`, whose `code` says what went
 * wrong (`ENOENT`, `EACCES`, `EIO` …).
 */
export interface FileTree {
  readdir(path: FsPath): Promise<readonly DirectoryEntry[]>;
  /** Follows links. */
  stat(path: FsPath): Promise<FileStat>;
  /** The same, where it blocks the thread; throws. Absent where nothing may block. */
  statNow?(path: FsPath): FileStat;
  realpath(path: FsPath): Promise<FsPath>;
  /** Reads a small regular file; rejects with `EFBIG` where it is longer than `maxBytes`. */
  readFile(path: FsPath, maxBytes: number): Promise<Buffer>;
}

type Callback<T> = (error: Error | null, value: T) => void;

/**
 * The real file system. At most `concurrency` calls are under way at once: enough to hide the latency of a network
 * share, while the callbacks of `node:fs` cost a tenth of its promises.
 */
export function diskFileTree(concurrency = 64): FileTree {
  const call = callLimiter(concurrency);
  return {
    readdir: async (path) => {
      const entries = await call<Named[]>((done) => readdir(pathForIo(path), { withFileTypes: true }, done));
      // A name that is not UTF-8 was decoded with loss: only then are the bytes asked for.
      if (!entries.some((entry) => entry.name.includes('\ufffd'))) return entries.map(entryOf);
      const exact = await call<Named<Buffer>[]>((done) =>
        readdir(pathForIo(path), { withFileTypes: true, encoding: 'buffer' }, done),
      );
      return exact.map((entry) => ({ name: pathFromBytes(entry.name), kind: kindOf(entry) }));
    },
    stat: async (path) => statOf(await call<Stats>((done) => stat(pathForIo(path), done))),
    realpath: async (path) =>
      pathFromBytes(await call<Buffer>((done) => realpath(pathForIo(path), { encoding: 'buffer' }, done))),
    readFile: (path, maxBytes) => readWhole(call, path, maxBytes),
  };
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}
export type Named<N = string> = Typed & { readonly name: N };

export function entryOf(entry: Named): DirectoryEntry {
  return { name: entry.name, kind: kindOf(entry) };
}

export function kindOf(entry: Typed): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

export function statOf(stats: Stats): FileStat {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other',
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    device: stats.dev,
    inode: stats.ino,
  };
}

type Call = <T>(start: (done: Callback<T>) => void) => Promise<T>;

/** Runs callback functions, at most `limit` at once, the others in the order they came. */
function callLimiter(limit: number): Call {
  let running = 0;
  const waiting: (() => void)[] = [];
  let next = 0;
  const finished = (): void => {
    running--;
    const start = waiting[next];
    if (start === undefined) return;
    next++;
    if (next === waiting.length) {
      waiting.length = 0;
      next = 0;
    }
    start();
  };
  return <T>(begin: (done: Callback<T>) => void) =>
    new Promise<T>((resolve, reject) => {
      const start = (): void => {
        running++;
        begin((error, value) => {
          finished();
          if (error === null || error === undefined) resolve(value);
          else reject(error);
        });
      };
      if (running < limit) start();
      else waiting.push(start);
    });
}

async function readWhole(call: Call, path: FsPath, maxBytes: number): Promise<Buffer> {
  // Non-blocking, so that a pipe with the name of a file cannot hold the walk up.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const handle = await call<number>((done) => open(pathForIo(path), flags, done));
  try {
    const stats = await call<Stats>((done) => fstat(handle, done));
    if (!stats.isFile()) throw fileError('EINVAL', 'not a regular file');
    const buffer = Buffer.alloc(Math.min(stats.size, maxBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const got = await call<number>((done) => read(handle, buffer, length, buffer.length - length, length, done));
      if (got === 0) break;
      length += got;
    }
    if (length > maxBytes) throw fileError('EFBIG', `longer than ${maxBytes} bytes`);
    return buffer.subarray(0, length);
  } finally {
    await call<void>((done) => close(handle, (error) => done(error ?? null, undefined)));
  }
}

export function fileError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
