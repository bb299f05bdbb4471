import { type ErrorCode, type ErrorDetails, RevengeError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import { canonicalUrl } from './canonical.ts';
import type { Secrets } from './secrets.ts';
import type { Hop, HopFailure } from './wire.ts';

const LONGEST_TEXT = 200;

/** Makes errors that name the request and never a secret. */
export interface Failures {
  /** `GET https://host/path what`, with method, URL and status in its context. */
  error(hop: Hop, code: ErrorCode, what: string, details?: FailureDetails): RevengeError;
  failure(hop: Hop, end: HopFailure['end'], error: RevengeError, tookMs?: number): HopFailure;
  /** The failure of a request that was not sent; `why` follows "was not sent:". */
  unsent(hop: Hop, code: ErrorCode, why: string, hint?: string): HopFailure;
  /** The failure of a request whose answer is larger than allowed. */
  tooLarge(hop: Hop, tookMs?: number): HopFailure;
  /** A text from outside, fit for a message: one short line without secrets. */
  foreign(text: string): string;
}

interface FailureDetails {
  readonly hint?: string | undefined;
  readonly status?: number;
  readonly context?: NonNullable<ErrorDetails['context']>;
}

/** The maker of errors for one gateway. */
export function createFailures(secrets: Secrets): Failures {
  const error: Failures['error'] = (hop, code, what, details = {}) => {
    const url = canonicalUrl(hop.url, secrets);
    const status = details.status === undefined ? {} : { status: details.status };
    return new RevengeError(code, `${hop.provider}: ${hop.method} ${url} ${what}`, {
      ...(details.hint === undefined ? {} : { hint: details.hint }),
      context: { provider: hop.provider, method: hop.method, url, ...status, ...details.context },
    });
  };
  const failure: Failures['failure'] = (hop, end, cause, tookMs = 0) => ({
    kind: 'failure',
    hop,
    error: cause,
    end,
    tookMs,
  });
  return {
    error,
    failure,
    unsent: (hop, code, why, hint) =>
      failure(hop, 'final', error(hop, code, `was not sent: ${why}`, hint === undefined ? {} : { hint })),
    tooLarge: (hop, tookMs) =>
      failure(hop, 'final', error(hop, 'HTTP_TOO_LARGE', `answered with more than ${hop.maxBytes} bytes`), tookMs),
    foreign(text) {
      const line = printable(secrets.hide(text).replace(/\s+/g, ' ').trim());
      return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
    },
  };
}
