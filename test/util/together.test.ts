import { describe, expect, it } from 'vitest';
import { together } from '../../src/util/together.ts';

const isOfAll = (error: unknown): boolean => String(error).includes('gone');

describe('together', () => {
  it('asks together what comes within the wait, up to the most', async () => {
    const asked: (readonly number[])[] = [];
    const double = together({ most: 3, waitMs: 1, isOfAll }, async (numbers: readonly number[]) => {
      asked.push(numbers);
      return numbers.map((number) => number * 2);
    });
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(await double(6)).toBe(12);
    expect(asked).toEqual([[1, 2, 3], [4, 5], [6]]);
  });

  it('fails the question that cannot be answered, not those asked with it', async () => {
    const root = together({ most: 8, waitMs: 1, isOfAll }, async (numbers: readonly number[]) => {
      if (numbers.some((number) => number < 0)) throw new Error('a number below 0');
      return numbers.map(Math.sqrt);
    });
    const answers = await Promise.allSettled([4, 9, -1, 16].map(root));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)))).toEqual([
      2,
      3,
      'Error: a number below 0',
      4,
    ]);
    expect(await root(25)).toBe(5);
  });

  it('does not ask again where every question would fail', async () => {
    let asked = 0;
    const gone = together({ most: 8, waitMs: 1, isOfAll }, async () => {
      asked += 1;
      throw new Error('the server is gone');
    });
    const answers = await Promise.allSettled([1, 2, 3].map(gone));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toBe(1);
  });

  it('takes fewer answers than questions for a failure', async () => {
    const none = together({ most: 8, waitMs: 1, isOfAll }, async () => []);
    await expect(none(1)).rejects.toThrow('1 questions have 0 answers');
  });
});
