import type { ErrorCode } from '../model/errors.ts';
import type { FsPath, Library, SkippedPath } from '../model/files.ts';
import type { WalkFailure } from './walk-folder.ts';

/** What the thread of a walk is started with. */
export interface WalkJob {
  readonly library: Library;
  readonly roots: readonly FsPath[];
  /** Of its heartbeat. */
  readonly memory: SharedArrayBuffer;
}

/** A unit on its way between threads: texts and numbers cost a tenth of an object a file. */
export interface SentUnit {
  readonly unit: FsPath;
  readonly listing: string;
  readonly count: number;
  readonly skipped: readonly SkippedPath[];
  readonly failures: readonly WalkFailure[];
}

export type WalkMessage =
  | {
      readonly kind: 'units';
      readonly units: readonly SentUnit[];
      /** Size, modification time and inode of all their files, one file after the other. */
      readonly numbers: Float64Array<ArrayBuffer>;
    }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'failure';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    };

/** Numbers of a file in `numbers`. */
export const NUMBERS_OF_FILE = 3;
