/**
 * Every error a user can meet: its stable code, and the exit code of a command that ends on it. Messages name the thing
 * and the place; the hint says what to do.
 */
export const ERROR_CODES = {
  INTERNAL: 1,
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
  ROOT_UNAVAILABLE: 7,
  FILE_UNREADABLE: 1,
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
  OUTPUT_FAILED: 1,
  LOCKED: 75,
  INTERRUPTED: 130,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

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

/** Any thrown thing as a `RevengeError`; what is not one already is a defect of the program. */
export function toRevengeError(thrown: unknown): RevengeError {
  if (thrown instanceof RevengeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new RevengeError('INTERNAL', message, { cause: thrown, hint: 'This is a defect; please report it.' });
}
