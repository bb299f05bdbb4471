import type { ErrorCode } from '../../model/errors.ts';

/** A job of a reader thread: what it is to do with the file at `path`. */
export interface ThreadJob {
  readonly path: string;
}

/** Why a file could not be read, or what is wrong with it: the parts of a `RevengeError`, as messages carry them. */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

/** What the main thread sends: files to read, one after another. */
export interface Batch<Job> {
  readonly jobs: readonly Job[];
}

/** What a thread answers: results by the place of their job in the batch, in one or more messages; `done` is in the last. */
export interface BatchResults<Result> {
  readonly results: readonly (readonly [index: number, result: Result])[];
  readonly done: boolean;
}

/** What a thread is started with. */
export interface ThreadData {
  /** Memory of its heartbeat. */
  readonly memory: SharedArrayBuffer;
}
