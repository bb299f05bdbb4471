import { RevengeError } from '../../model/errors.ts';
import { errorCode } from '../../util/error-code.ts';

/** SQLSTATEs of what may succeed when it is done again: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const AGAIN: ReadonlySet<string> = new Set(['40001', '40P01', '23505', '23503']);
const TOO_MANY_CONNECTIONS = '53300';
const REFUSED: ReadonlySet<string> = new Set(['28000', '28P01']);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
  'EACCES',
  'ECONNABORTED',
  'ENOTCONN',
  'ENETDOWN',
  'EHOSTDOWN',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_SOCKET_CLOSED',
]);

/** Whether a transaction that failed so has a chance when it is begun anew. */
export function canRetry(thrown: unknown): boolean {
  return AGAIN.has(codeOf(thrown));
}

/** Whether the server has all the connections that it takes, so that one must be waited for. */
export function isServerFull(thrown: unknown): boolean {
  return codeOf(thrown) === TOO_MANY_CONNECTIONS;
}

/** Whether a lock was waited for as long as the statement allows. */
export function isLockTimeout(thrown: unknown): boolean {
  return codeOf(thrown) === '55P03';
}

/** Whether the table, or its schema, is not there. */
export function isTableMissing(thrown: unknown): boolean {
  return ['42P01', '3F000'].includes(codeOf(thrown));
}

/** Whether the connection is gone, so that another may have more success. */
export function isConnectionLost(thrown: unknown): boolean {
  return thrown instanceof Error && isUnreachable(thrown, codeOf(thrown));
}

/** A run whose lock another run has taken over must not write any more. */
export function lockLost(location: string): RevengeError {
  return new RevengeError('STORE_LOCK_LOST', `Another run has taken over the lock of the store ${location}`, {
    context: { location },
    hint: 'This run was out of touch with the server for too long. What it stored before is safe; start it again.',
  });
}

/** What PostgreSQL or its driver threw, as the error that a person meets. `location` has no password in it. */
export function postgresError(thrown: unknown, location: string): unknown {
  if (thrown instanceof RevengeError || !(thrown instanceof Error)) return thrown;
  const code = codeOf(thrown);
  const fail = (message: string, hint: string): RevengeError =>
    new RevengeError('STORE_UNAVAILABLE', message, { cause: thrown, context: { location, sqlstate: code }, hint });
  const said = messageOf(thrown);
  if (REFUSED.has(code)) {
    return fail(
      `The store ${location} refuses the connection: ${said}`,
      'Check user and password: in the URL, store.passwordFile, PGPASSWORD or ~/.pgpass.',
    );
  }
  if (code === '3D000')
    return fail(
      `There is no database for the store ${location}: ${said}`,
      'Create it: createdb --encoding=UTF8 --template=template0 <name>',
    );
  if (code === '42501') return fail(`The store ${location} does not allow it: ${said}`, 'Grant the user CREATE on it.');
  if (code === '57014') {
    return fail(
      `The store ${location} took too long to answer: ${said}`,
      'Raise store.statementTimeout (seconds), or see what keeps the server busy.',
    );
  }
  if (code === '25006') {
    return new RevengeError('STORE_READ_ONLY', `The store ${location} cannot be written: ${said}`, {
      cause: thrown,
      context: { location },
      hint: 'Is it a standby server? Give the primary with --store.',
    });
  }
  if (code === 'XX001' || code === 'XX002') {
    return new RevengeError('STORE_CORRUPT', `The store ${location} is damaged: ${said}`, {
      cause: thrown,
      context: { location },
      hint: 'See the log of the server, and put back a backup.',
    });
  }
  if (code === TOO_MANY_CONNECTIONS) {
    return fail(
      `The store ${location} takes no more connections: ${said}`,
      'End other programs that use it, allow more (max_connections, the limit of the user), or lower store.poolSize.',
    );
  }
  if (code.startsWith('53')) {
    return fail(
      `The store ${location} has no room: ${said}`,
      'Free disk space or memory on the server. What was stored before is safe.',
    );
  }
  if (isUnreachable(thrown, code)) {
    return fail(
      `The store ${location} cannot be reached: ${said}`,
      'See that the server runs and the address is right. `store.fallback: sqlite` lets runs go on without it, --offline goes on now.',
    );
  }
  return thrown;
}

/** Whether the error tells that there was no server to ask, so that another store may take its place. */
export function isServerGone(error: unknown): error is RevengeError {
  if (!(error instanceof RevengeError) || error.code !== 'STORE_UNAVAILABLE') return false;
  return error.cause instanceof Error && isUnreachable(error.cause, codeOf(error.cause));
}

function isUnreachable(thrown: Error, code: string): boolean {
  if (UNREACHABLE.has(code) || code.startsWith('08') || code.startsWith('57P')) return true;
  return /connection terminated|timeout expired|connection timeout|client has encountered a connection error|not queryable|server closed the connection/i.test(
    thrown.message,
  );
}

function codeOf(thrown: unknown): string {
  return errorCode(thrown) ?? (thrown instanceof AggregateError ? codeOf(thrown.errors[0]) : '');
}

function messageOf(thrown: Error): string {
  if (thrown instanceof AggregateError && thrown.message === '') return thrown.errors.map(String).join('; ');
  return thrown.message;
}
