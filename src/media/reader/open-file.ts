import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FsPath } from '../../model/files.ts';
import { pathForIo } from '../../model/paths.ts';
import { printable } from '../../model/text.ts';
import { errorCode } from '../../util/error-code.ts';
import { ByteBudgetError } from '../formats/window.ts';
import type { Heartbeat } from './progress.ts';
import type { Fault } from './protocol.ts';

/** An open file of a reader thread. All its methods throw `FileFault` where the system refuses. */
export interface OpenFile {
  /** Bytes, as they were when it was opened. */
  readonly size: number;
  /** Reads exactly so many bytes; all of them lie within `size`. */
  readExactly(offset: number, length: number): Buffer;
  close(): void;
}

/** Thrown where a file could not be read; `fault` is what is known of it. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/**
 * Opens a regular file. Pipes, devices and folders are refused without waiting for them.
 *
 * @throws FileFault `FILE_UNREADABLE`
 */
export function openFile(path: FsPath, maxBytes: number, heartbeat: Heartbeat): OpenFile {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits until another process writes.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    const opened = heartbeat.call(() => openSync(pathForIo(path), flags));
    descriptor = opened;
    const stats = heartbeat.call(() => fstatSync(opened));
    if (!stats.isFile()) throw new FileFault(fault(path, 'is not a regular file.', 'Remove or rename it.'));
    let left = maxBytes;
    return {
      size: stats.size,
      readExactly: (offset, length) => {
        left -= length;
        if (left < 0) throw new ByteBudgetError(`its headers point to more than ${maxBytes} bytes`);
        return readExactly(path, opened, offset, length, heartbeat);
      },
      close: () => closeQuietly(opened, heartbeat),
    };
  } catch (thrown) {
    if (descriptor !== undefined) closeQuietly(descriptor, heartbeat);
    throw unreadable(path, thrown);
  }
}

function readExactly(path: FsPath, descriptor: number, offset: number, length: number, heartbeat: Heartbeat): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length; ) {
    const got = readSome(path, () =>
      heartbeat.call(
        () => readSync(descriptor, buffer, done, length - done, offset + done),
        (bytes) => bytes,
      ),
    );
    // What the parser would see of such a file are not its bytes.
    if (got === 0)
      throw new FileFault(fault(path, 'became shorter while it was read.', 'The next scan reads it again.'));
    done += got;
  }
  return buffer;
}

function readSome(path: FsPath, read: () => number): number {
  try {
    return read();
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

function closeQuietly(descriptor: number, heartbeat: Heartbeat): void {
  try {
    heartbeat.call(() => closeSync(descriptor));
  } catch {
    // Nothing was written: an error here loses nothing.
  }
}

function unreadable(path: FsPath, thrown: unknown): Error {
  if (thrown instanceof FileFault) return thrown;
  const code = errorCode(thrown) ?? 'unknown error';
  const hint =
    code === 'EACCES' ? 'Give the user that runs revenge the right to read it.' : 'Check the disk that holds it.';
  return new FileFault(fault(path, `cannot be read (${code}).`, hint));
}

function fault(path: FsPath, what: string, hint: string): Fault {
  return { code: 'FILE_UNREADABLE', message: `${printable(path)} ${what}`, hint };
}
