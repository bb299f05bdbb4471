import { LONGEST_WAIT_MS } from '../cache/port.ts';
import type { AttemptEnd } from './attempt-end.ts';

/** Backoff: base · 2^attempt, at most the cap, then full jitter (a random part of it). */
const BASE_MS = 500;
const CAP_MS = 30_000;
/** Least wait after "too many requests" without `Retry-After`; MusicBrainz asks for a second at least. */
const THROTTLED_BASE_MS = 1000;

const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export interface RetryQuestion {
  /** A request that may have been heard is sent again only where that does no harm. */
  readonly idempotent: boolean;
  readonly end: AttemptEnd;
  /** Retries made so far. */
  readonly attempt: number;
  /** Retries allowed. */
  readonly retries: number;
  /** Milliseconds since 1970, to read dates by. */
  readonly now: number;
  /** 0…1 */
  readonly random: number;
}

/**
 * Milliseconds to wait before the next attempt; undefined where there is none. Only idempotent requests are repeated. A
 * timeout is retried once only, because each costs its whole time again; so is a `page`, because mostly the address is
 * wrong.
 */
export function retryDelay(question: RetryQuestion): number | undefined {
  const { idempotent, end, attempt, retries, random } = question;
  if (!idempotent || attempt >= retries) return undefined;
  if (end.kind === 'final' || ((end.kind === 'timeout' || end.kind === 'page') && attempt > 0)) return undefined;
  if (end.kind !== 'status') return backoff(attempt, random);
  if (!RETRIED_STATUSES.has(end.status)) return undefined;
  const asked = parseRetryAfter(end.retryAfter, question.now);
  if (asked === undefined) return isThrottled(end.status) ? throttled(attempt) : backoff(attempt, random);
  return asked > LONGEST_WAIT_MS ? undefined : asked;
}

/** Milliseconds for which the whole host is to be left alone after this end; 0 = none. */
export function hostPause(end: AttemptEnd, attempt: number, now: number): number {
  if (end.kind !== 'status' || !isThrottled(end.status)) return 0;
  return parseRetryAfter(end.retryAfter, now) ?? throttled(attempt);
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3); undefined for anything else. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function isThrottled(status: number): boolean {
  return status === 429 || status === 503;
}

function backoff(attempt: number, random: number): number {
  return Math.round(Math.min(CAP_MS, BASE_MS * 2 ** attempt) * random);
}

function throttled(attempt: number): number {
  return Math.min(CAP_MS, THROTTLED_BASE_MS * 2 ** attempt);
}
