import { describe, expect, it } from 'vitest';
import { type Answer, NOT_FOUND, ok, unavailable } from '../../../src/model/answer.ts';
import { RevengeError } from '../../../src/model/errors.ts';
import { answerMemo } from '../../../src/providers/shared/answer-memo.ts';

const DOWN: Answer<never> = unavailable(new RevengeError('HTTP_NETWORK', 'down'));
const quiet = (): AbortSignal => new AbortController().signal;

/** Loads that give one answer after the other, and how often they were asked for. */
function loads<T>(...answers: readonly Answer<T>[]) {
  let count = 0;
  const load = async (): Promise<Answer<T>> => answers[Math.min(count++, answers.length - 1)] ?? NOT_FOUND;
  return { load, count: () => count };
}

describe('answerMemo', () => {
  it('asks once for what is asked at the same time and later, found or not', async () => {
    const memo = answerMemo<number>({ limit: 4 });
    const found = loads(ok(1));
    const missing = loads<number>(NOT_FOUND);
    await Promise.all([memo.ask('a', quiet(), found.load), memo.ask('a', quiet(), found.load)]);
    expect(await memo.ask('a', quiet(), found.load)).toEqual(ok(1));
    await memo.ask('b', quiet(), missing.load);
    expect(await memo.ask('b', quiet(), missing.load)).toEqual(NOT_FOUND);
    expect([found.count(), missing.count()]).toEqual([1, 1]);
  });

  it('drops what was used least when there are too many', async () => {
    const memo = answerMemo<number>({ limit: 2 });
    const [a, b, c] = [loads(ok(1)), loads(ok(2)), loads(ok(3))];
    await memo.ask('a', quiet(), a.load);
    await memo.ask('b', quiet(), b.load);
    await memo.ask('a', quiet(), a.load);
    await memo.ask('c', quiet(), c.load);
    await memo.ask('a', quiet(), a.load);
    await memo.ask('b', quiet(), b.load);
    expect([a.count(), b.count(), c.count()]).toEqual([1, 2, 1]);
  });

  it('does not keep a failure, unless it is told for how long', async () => {
    const fresh = answerMemo<number>({ limit: 1 });
    const first = loads<number>(DOWN, ok(1));
    expect(await fresh.ask('a', quiet(), first.load)).toBe(DOWN);
    expect(await fresh.ask('a', quiet(), first.load)).toEqual(ok(1));

    let now = 0;
    const patient = answerMemo<number>({ limit: 1, keepFailureMs: 10, now: () => now });
    const second = loads<number>(DOWN, ok(1));
    expect(await patient.ask('a', quiet(), second.load)).toBe(DOWN);
    now = 9;
    expect(await patient.ask('a', quiet(), second.load)).toBe(DOWN);
    now = 10;
    expect(await patient.ask('a', quiet(), second.load)).toEqual(ok(1));
  });

  it('asks anew for another asker when the first was interrupted', async () => {
    const memo = answerMemo<number>({ limit: 1 });
    const owner = new AbortController();
    const interrupted = memo.ask('a', owner.signal, async () => {
      await new Promise((resolve) => owner.signal.addEventListener('abort', resolve));
      throw owner.signal.reason;
    });
    const other = memo.ask('a', quiet(), async () => ok(2));
    owner.abort();
    await expect(interrupted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other).toEqual(ok(2));
  });

  it('passes a defect on to all who wait, and forgets it', async () => {
    const memo = answerMemo<number>({ limit: 1 });
    const defect = (): Promise<Answer<number>> => Promise.reject(new Error('defect'));
    const all = await Promise.allSettled([memo.ask('a', quiet(), defect), memo.ask('a', quiet(), defect)]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await memo.ask('a', quiet(), async () => ok(1))).toEqual(ok(1));
  });
});
