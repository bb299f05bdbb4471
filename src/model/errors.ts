import { errorCode } from '../util/error-code.ts';

/**
 * Every error a user can meet: its stable code, and the exit code of a command that ends on it. Messages name the thing
 * and the place; the hint says what to do.
 */
export const ERROR_CODES = {
  INTERNAL: 1,
  INSTALLATION_INCOMPLETE: 2,
  TEMP_UNAVAILABLE: 2,
  USAGE: 2,
  CONFIG_NOT_FOUND: 2,
  CONFIG_UNREADABLE: 2,
  CONFIG_SYNTAX: 2,
  CONFIG_INVALID: 2,
  CHECK_DIFFERENCES: 3,
  NEEDS_REVIEW: 4,
  PROVIDER_DEGRADED: 5,
  STORE_UNAVAILABLE: 6,
  STORE_NOT_A_DATABASE: 6,
  STORE_NEWER: 6,
  STORE_READ_ONLY: 6,
  STORE_CORRUPT: 6,
  CACHE_REDIS: 6,
  STORE_LOCK_LOST: 6,
  ROOT_UNAVAILABLE: 7,
  FILE_UNREADABLE: 1,
  READ_LIMIT: 1,
  PROBE_FAILED: 1,
  NFO_INVALID: 1,
  NOT_FOUND: 2,
  AMBIGUOUS: 2,
  HTTP_STATUS: 5,
  HTTP_AUTH: 5,
  HTTP_TIMEOUT: 5,
  HTTP_NETWORK: 5,
  HTTP_TOO_LARGE: 5,
  HTTP_NOT_JSON: 5,
  HTTP_SCHEMA: 5,
  HTTP_RATE_LIMITED: 5,
  REPLAY_MISSING: 5,
  REPLAY_INVALID: 5,
  RECORD_FAILED: 5,
  OFFLINE: 5,
  IMAGE_INVALID: 1,
  WRITE_REFUSED: 1,
  WRITE_CONFLICT: 1,
  WRITE_FAILED: 1,
  JOURNAL_DAMAGED: 1,
  ARTWORK_UNWRITABLE: 1,
  OUTPUT_FAILED: 1,
  LOCKED: 75,
  INTERRUPTED: 130,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Errors that say nothing about what is in a file: it could not be read now, or the program has a defect. The next scan
 * reads it again, and what is stored of it stays. `PROBE_FAILED` is the other kind, a verdict on the bytes of the file.
 */
export const COULD_NOT_READ: readonly ErrorCode[] = ['FILE_UNREADABLE', 'READ_LIMIT', 'INTERNAL'];

/** Whether reading the same bytes another time may give another result. */
export function isCouldNotRead(code: string): boolean {
  return COULD_NOT_READ.some((one) => one === code);
}

export interface ErrorDetails {
  /** What to do about it, one line. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Facts beside the message: path, url (without secrets), line … */
  readonly context?: Readonly<Record<string, string | number | boolean>>;
}

/** The one error class of the program. */
export class RevengeError extends Error {
  override readonly name = 'RevengeError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly context: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.context = details.context ?? {};
  }

  /** Exit code of a command that ends on this error. */
  get exitCode(): number {
    return ERROR_CODES[this.code];
  }
}

/**
 * Any thrown thing as a `RevengeError`. A module that cannot be loaded means an incomplete installation; everything else
 * that is not a `RevengeError` already is a defect of the program.
 */
export function toRevengeError(thrown: unknown): RevengeError {
  if (thrown instanceof RevengeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isMissingModule(thrown, message)) {
    return new RevengeError(
      'INSTALLATION_INCOMPLETE',
      `the installation is not complete: ${message.split('\n', 1).join('')}`,
      { cause: thrown, hint: 'Run `npm ci` in the clone, or install the package again, for this platform.' },
    );
  }
  return new RevengeError('INTERNAL', message, { cause: thrown, hint: 'This is a defect; please report it.' });
}

/** True of a package, a part of one or a native addon that is not there or does not fit this platform. */
function isMissingModule(thrown: unknown, message: string): boolean {
  const code = errorCode(thrown);
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED') return true;
  // sharp and better-sqlite3 throw these without a code where their binary for the platform is missing.
  return /^Could not (?:load the "sharp" module|locate the bindings file)/.test(message);
}
