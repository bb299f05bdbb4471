import { errorCode } from '../util/error-code.ts';
import { type ExitName, exitCode } from './exit-codes.ts';

/**
 * Every error a user can meet: its stable code, and the exit (exit-codes.ts) of a command that ends on it. Messages name
 * the thing and the place; the hint says what to do.
 */
export const ERROR_CODES = {
  INTERNAL: 'failed',
  INSTALLATION_INCOMPLETE: 'usage',
  TEMP_UNAVAILABLE: 'usage',
  USAGE: 'usage',
  CONFIG_NOT_FOUND: 'usage',
  CONFIG_UNREADABLE: 'usage',
  CONFIG_SYNTAX: 'usage',
  CONFIG_INVALID: 'usage',
  EXPECTATION_INVALID: 'usage',
  PROVIDER_DEGRADED: 'provider',
  STORE_UNAVAILABLE: 'store',
  STORE_NOT_A_DATABASE: 'store',
  STORE_NEWER: 'store',
  STORE_READ_ONLY: 'store',
  STORE_CORRUPT: 'store',
  CACHE_REDIS: 'store',
  STORE_LOCK_LOST: 'store',
  ROOT_UNAVAILABLE: 'root',
  FILE_UNREADABLE: 'failed',
  READ_LIMIT: 'failed',
  PROBE_FAILED: 'failed',
  NFO_INVALID: 'failed',
  NOT_FOUND: 'usage',
  AMBIGUOUS: 'usage',
  HTTP_STATUS: 'provider',
  HTTP_AUTH: 'provider',
  HTTP_TIMEOUT: 'provider',
  HTTP_NETWORK: 'provider',
  HTTP_TOO_LARGE: 'provider',
  HTTP_NOT_JSON: 'provider',
  HTTP_SCHEMA: 'provider',
  HTTP_RATE_LIMITED: 'provider',
  REPLAY_MISSING: 'provider',
  REPLAY_INVALID: 'provider',
  RECORD_FAILED: 'provider',
  OFFLINE: 'provider',
  IMAGE_INVALID: 'failed',
  WRITE_REFUSED: 'failed',
  WRITE_CONFLICT: 'failed',
  WRITE_FAILED: 'failed',
  JOURNAL_DAMAGED: 'failed',
  ARTWORK_UNWRITABLE: 'failed',
  OUTPUT_FAILED: 'failed',
  LOCKED: 'locked',
  INTERRUPTED: 'interrupted',
} as const satisfies Readonly<Record<string, ExitName>>;
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

  /** How a command ends that ends on this error. */
  get exit(): ExitName {
    return ERROR_CODES[this.code];
  }

  /** Exit code of a command that ends on this error. */
  get exitCode(): number {
    return exitCode(this.exit);
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
