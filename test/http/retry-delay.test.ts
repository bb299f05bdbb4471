import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptEnd } from '../../src/http/attempt-end.ts';
import { hostPause, parseRetryAfter, type RetryQuestion, retryDelay } from '../../src/http/retry-delay.ts';

const NOW = Date.parse('2026-08-01T12:00:00Z');

function question(changed: Partial<RetryQuestion> = {}): RetryQuestion {
  return { idempotent: true, end: { kind: 'network' }, attempt: 0, retries: 3, now: NOW, random: 1, ...changed };
}

function answered(status: number, retryAfter?: string): AttemptEnd {
  return { kind: 'status', status, retryAfter };
}

describe('retryDelay', () => {
  it('doubles up to the cap and takes a random part of it', () => {
    const delays = [0, 1, 2, 3, 9].map((attempt) => retryDelay(question({ attempt, retries: 10 })));
    expect(delays).toEqual([500, 1000, 2000, 4000, 30_000]);
    expect(retryDelay(question({ attempt: 2, random: 0.25 }))).toBe(500);
    expect(retryDelay(question({ random: 0 }))).toBe(0);
  });

  it.each([500, 502, 504])('tries %i again', (status) => {
    expect(retryDelay(question({ end: answered(status) }))).toBe(500);
  });

  it.each([200, 301, 400, 401, 403, 404, 418, 501])('takes %i as it is', (status) => {
    expect(retryDelay(question({ end: answered(status) }))).toBeUndefined();
  });

  it.each([429, 503])('waits a second at least after %i, and as long as it is told', (status) => {
    expect(retryDelay(question({ end: answered(status), random: 0 }))).toBe(1000);
    expect(retryDelay(question({ end: answered(status), attempt: 2, random: 0 }))).toBe(4000);
    expect(retryDelay(question({ end: answered(status, '7') }))).toBe(7000);
    expect(retryDelay(question({ end: answered(status, 'Sat, 01 Aug 2026 12:00:09 GMT') }))).toBe(9000);
    expect(retryDelay(question({ end: answered(status, '3600') }))).toBeUndefined();
  });

  it('repeats only GET, only so often, a timeout only once, and nothing that is final', () => {
    expect(retryDelay(question({ idempotent: false }))).toBeUndefined();
    expect(retryDelay(question({ attempt: 3 }))).toBeUndefined();
    expect(retryDelay(question({ end: { kind: 'final' } }))).toBeUndefined();
    expect(retryDelay(question({ end: { kind: 'timeout' } }))).toBe(500);
    expect(retryDelay(question({ end: { kind: 'timeout' }, attempt: 1 }))).toBeUndefined();
  });

  it('never waits longer than a minute, whatever it is told', () => {
    const ends = fc.record({ status: fc.constantFrom(429, 500, 503), retryAfter: fc.string() });
    fc.assert(
      fc.property(ends, fc.nat(20), fc.double({ min: 0, max: 1, noNaN: true }), (end, attempt, random) => {
        const delay = retryDelay(question({ end: { kind: 'status', ...end }, attempt, retries: 21, random }));
        return delay === undefined || (delay >= 0 && delay <= 60_000);
      }),
    );
  });
});

describe('hostPause', () => {
  it('is as long as the host says, or a second that doubles', () => {
    expect(hostPause(answered(429, '3600'), 0, NOW)).toBe(3_600_000);
    expect(hostPause(answered(503), 0, NOW)).toBe(1000);
    expect(hostPause(answered(503), 3, NOW)).toBe(8000);
  });

  it('is none after any other end', () => {
    expect(hostPause(answered(500, '7'), 0, NOW)).toBe(0);
    expect(hostPause({ kind: 'network' }, 0, NOW)).toBe(0);
  });
});

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 1.5 ', 1500],
    ['Sat, 01 Aug 2026 12:02:00 GMT', 120_000],
    ['Saturday, 01-Aug-26 12:02:00 GMT', 120_000],
    ['Sat Aug  1 12:02:00 2026 GMT', 120_000],
    ['Sat, 01 Aug 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });
});
