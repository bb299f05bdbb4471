import { describe, expect, it } from 'vitest';
import { NOT_FOUND, ok, unavailable } from '../../src/model/answer.ts';
import { ERROR_CODES, RevengeError, toRevengeError } from '../../src/model/errors.ts';
import { EXITS, exitCode } from '../../src/model/exit-codes.ts';
import { newItemId, newRunId } from '../../src/model/ids.ts';

describe('RevengeError', () => {
  it('takes its exit code from the table', () => {
    const error = new RevengeError('ROOT_UNAVAILABLE', 'The root is gone', {
      hint: 'Mount it.',
      context: { path: 'x' },
    });
    expect(error.exitCode).toBe(7);
    expect(error).toMatchObject({ code: 'ROOT_UNAVAILABLE', hint: 'Mount it.', context: { path: 'x' } });
  });

  it('has no exit code outside the documented ones', () => {
    const codes = Object.values(ERROR_CODES).map(exitCode);
    expect(EXITS.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    expect(codes).not.toContain(0);
  });

  it('wraps what is not one as an internal error, cause kept', () => {
    const cause = new TypeError('boom');
    expect(toRevengeError(cause)).toMatchObject({ code: 'INTERNAL', message: 'boom', cause });
    expect(toRevengeError('text')).toMatchObject({ code: 'INTERNAL', message: 'text' });
    const own = new RevengeError('USAGE', 'no');
    expect(toRevengeError(own)).toBe(own);
  });
});

describe('answers', () => {
  it('keep "could not ask" and "not found" apart', () => {
    const error = new RevengeError('HTTP_TIMEOUT', 'late');
    expect(unavailable(error)).toEqual({ status: 'unavailable', error });
    expect(NOT_FOUND).toEqual({ status: 'not-found' });
    expect(ok(1)).toEqual({ status: 'ok', value: 1 });
  });
});

describe('ids', () => {
  it('of runs sort by their start and are unique', () => {
    const early = newRunId(new Date('2026-01-02T03:04:05.001Z'));
    const late = newRunId(new Date('2026-01-02T03:04:05.002Z'));
    expect(early).toMatch(/^20260102-030405001-[0-9a-f]{8}$/);
    expect(early < late).toBe(true);
  });

  it('of items are random', () => {
    expect(newItemId()).not.toBe(newItemId());
  });
});
