import type { Writable } from 'node:stream';
import { RevengeError } from '../model/errors.ts';

/** Writes lines to a stream that may be slow or gone. */
export interface LineWriter {
  /** Queues the line; does nothing once the reader is gone. */
  write(line: string): void;
  /** True while the reader is behind. */
  readonly congested: boolean;
  /** True once nobody reads any more: what is left need not be worked out. */
  readonly gone: boolean;
  /** Resolves when the reader has caught up, or is gone. */
  ready(): Promise<void>;
  /**
   * Resolves when all lines are handed over. A reader that went away (`| head`) is no error.
   * @throws RevengeError `OUTPUT_FAILED` when the output could not be written for another reason, such as a full disk.
   */
  close(): Promise<void>;
}

/** A line writer over a stream, which it leaves open. */
export function createLineWriter(stream: Writable): LineWriter {
  let failure: NodeJS.ErrnoException | undefined;
  let caughtUp: (() => void) | undefined;
  const settle = () => {
    caughtUp?.();
    caughtUp = undefined;
  };
  const onError = (error: NodeJS.ErrnoException) => {
    failure ??= error;
    settle();
  };
  stream.on('error', onError);
  stream.on('drain', settle);
  stream.on('close', settle);
  const gone = () => failure !== undefined || stream.destroyed || stream.writableEnded;
  const ready = async () => {
    while (!gone() && stream.writableNeedDrain) {
      await new Promise<void>((resolve) => {
        const before = caughtUp;
        caughtUp = () => {
          before?.();
          resolve();
        };
      });
    }
  };
  return {
    write(line) {
      if (!gone()) stream.write(`${line}\n`);
    },
    get congested() {
      return !gone() && stream.writableNeedDrain;
    },
    get gone() {
      return gone();
    },
    ready,
    async close() {
      if (!gone()) await new Promise<void>((resolve) => void stream.write('', () => resolve()));
      stream.off('drain', settle);
      stream.off('close', settle);
      if (failure !== undefined && !isClosedPipe(failure)) {
        throw new RevengeError('OUTPUT_FAILED', `the output could not be written: ${failure.message}`, {
          hint: 'Is the disk full?',
          cause: failure,
        });
      }
    },
  };
}

/** Writes lines as they come and no faster than they are read, until the reader is gone. Throws when `signal` aborts. */
export async function writeLines(output: LineWriter, lines: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  for await (const line of lines) {
    signal.throwIfAborted();
    if (output.gone) return;
    output.write(line);
    await output.ready();
  }
}

/** True for the error of writing to a reader that has gone away. */
function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}
