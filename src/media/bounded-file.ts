import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import { pathForIo } from '../model/paths.ts';
import { printable } from '../model/text.ts';

/** Files are read in pieces of this size, so that many small reads of headers are one read of the disk. */
const PAGE = 64 * 1024;
/** Longest single read that is kept for the next reader. */
const KEPT = 1024 * 1024;

export interface FileLimits {
  readonly signal: AbortSignal;
  /** For opening and all reads together. */
  readonly timeoutMs: number;
  /** Bytes read in all; more is an error. */
  readonly maxBytes: number;
}

/** A file of which only so much is read, for so long. Every method fails with a `RevengeError`. */
export interface BoundedFile {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `offset`; fewer than `length` at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Reads ahead, so that `peek` finds it. */
  load(offset: number, length: number): Promise<void>;
  /** The same as `read`, of what was loaded or read before; undefined where part of it was not. */
  peek(offset: number, length: number): Buffer | undefined;
  /** Gives up where the time is over or the run is stopped; for loops that read nothing. */
  check(): void;
}

/**
 * Opens a file for `use`, and closes it. Pipes, devices and folders are refused without waiting for them. Neither a hung
 * mount nor a huge header holds the caller longer than the limits say: then it rejects with `PROBE_FAILED`, with
 * `FILE_UNREADABLE` where the system refuses or the disk does not answer in time, with `INTERRUPTED` where the signal says so.
 */
export async function withBoundedFile<T>(
  path: FsPath,
  limits: FileLimits,
  use: (file: BoundedFile) => Promise<T>,
): Promise<T> {
  const name = printable(path);
  const deadline = Date.now() + limits.timeoutMs;
  const check = (): void => {
    if (limits.signal.aborted) throw new RevengeError('INTERRUPTED', `Reading ${name} was interrupted.`);
    if (Date.now() > deadline) throw timedOut(name, limits.timeoutMs);
  };
  check();
  let stop: () => void = () => {};
  const disk: Disk = { pending: 0 };
  const ended = new Promise<never>((_, reject) => {
    const late = (): void => reject(disk.pending > 0 ? hung(name, limits.timeoutMs) : timedOut(name, limits.timeoutMs));
    const timer = setTimeout(late, limits.timeoutMs);
    const abort = (): void => reject(new RevengeError('INTERRUPTED', `Reading ${name} was interrupted.`));
    limits.signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      limits.signal.removeEventListener('abort', abort);
    };
  });
  // Whoever loses the race may still fail later; that failure has been told already.
  ended.catch(() => {});
  const opening = waitFor(disk, openRegular(path, name));
  try {
    const { handle, size } = await Promise.race([opening, ended]);
    const file = pagedFile(handle, size, name, limits.maxBytes, check, (reading) =>
      Promise.race([waitFor(disk, reading), ended]),
    );
    return await Promise.race([use(file), ended]);
  } finally {
    // Closing waits for reads that may hang for ever, hence no longer than the time limit.
    const closing = opening.then(({ handle }) => handle.close());
    await Promise.race([closing, ended]).catch(() => {});
    stop();
  }
}

/** Whether the disk is being waited for, or a parser of what it gave. */
interface Disk {
  pending: number;
}

async function waitFor<T>(disk: Disk, reading: Promise<T>): Promise<T> {
  disk.pending++;
  try {
    return await reading;
  } finally {
    disk.pending--;
  }
}

async function openRegular(path: FsPath, name: string): Promise<{ handle: FileHandle; size: number }> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits until somebody writes.
    handle = await open(pathForIo(path), constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new RevengeError('FILE_UNREADABLE', `${name} is not a regular file.`);
    return { handle, size: stat.size };
  } catch (thrown) {
    await handle?.close();
    throw unreadable(name, thrown);
  }
}

function pagedFile(
  handle: FileHandle,
  size: number,
  name: string,
  maxBytes: number,
  check: () => void,
  inTime: <R>(reading: Promise<R>) => Promise<R>,
): BoundedFile {
  const pages = new Map<number, Buffer>();
  let spent = 0;

  const peek = (offset: number, length: number): Buffer | undefined => {
    const end = Math.min(size, offset + length);
    if (offset >= end) return Buffer.alloc(0);
    const parts: Buffer[] = [];
    for (let index = Math.floor(offset / PAGE); index * PAGE < end; index++) {
      const page = pages.get(index);
      if (page === undefined) return undefined;
      parts.push(page.subarray(Math.max(0, offset - index * PAGE), Math.min(PAGE, end - index * PAGE)));
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  };

  const fetch = async (offset: number, length: number): Promise<Buffer> => {
    check();
    spent += length;
    if (spent > maxBytes) {
      throw new RevengeError('PROBE_FAILED', `${name}: what its headers point to goes past ${maxBytes} bytes.`, {
        hint: 'The file is damaged, or made to be a burden; play it to see.',
        context: { path: name },
      });
    }
    const buffer = Buffer.alloc(length);
    try {
      // A file that became shorter a moment ago reads as zeros, as the parsers expect a steady size.
      await inTime(handle.read(buffer, 0, length, offset));
    } catch (thrown) {
      throw unreadable(name, thrown);
    }
    return buffer;
  };

  const load = async (offset: number, length: number): Promise<void> => {
    const end = Math.min(size, offset + length);
    let first = Math.floor(offset / PAGE);
    let last = Math.floor((end - 1) / PAGE);
    while (pages.has(first) && first <= last) first++;
    while (pages.has(last) && last >= first) last--;
    if (first > last) return;
    const buffer = await fetch(first * PAGE, Math.min(size, (last + 1) * PAGE) - first * PAGE);
    for (let index = first; index <= last; index++) {
      pages.set(index, buffer.subarray((index - first) * PAGE, (index - first + 1) * PAGE));
    }
  };

  const read = async (offset: number, length: number): Promise<Buffer> => {
    check();
    const known = peek(offset, length);
    if (known !== undefined) return known;
    // What is large is read once and by one reader only: nothing to keep.
    if (length > KEPT) return fetch(offset, Math.min(size, offset + length) - offset);
    await load(offset, length);
    return peek(offset, length) ?? Buffer.alloc(0);
  };

  return { size, read, load, peek, check };
}

function hung(name: string, timeoutMs: number): RevengeError {
  return new RevengeError('FILE_UNREADABLE', `${name} could not be read within ${timeoutMs} ms.`, {
    hint: 'Check the disk or the network mount that holds it.',
    context: { path: name },
  });
}

function timedOut(name: string, timeoutMs: number): RevengeError {
  return new RevengeError('PROBE_FAILED', `Reading ${name} took longer than ${timeoutMs} ms.`, {
    hint: 'Check the disk or the network mount that holds it, or play the file to see.',
    context: { path: name },
  });
}

function unreadable(name: string, thrown: unknown): RevengeError {
  if (thrown instanceof RevengeError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown error';
  return new RevengeError('FILE_UNREADABLE', `${name} cannot be read (${code}).`, {
    cause: thrown,
    hint: code === 'EACCES' ? 'Give the user that runs revenge the right to read it.' : 'Check the disk that holds it.',
    context: { path: name },
  });
}
