import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../src/scan/batches.ts';

const LIMITS = { most: 10, weigh: (value: number) => value, waitMs: 60_000 };

async function* from(values: readonly number[]): AsyncGenerator<number> {
  for (const value of values) yield value;
}

async function all<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(batch);
  return found;
}

describe('batches', () => {
  it('are full when their members weigh enough, and keep the order', async () => {
    expect(await all(inBatches(from([4, 4, 4, 20, 1, 2]), LIMITS))).toEqual([[4, 4, 4], [20], [1, 2]]);
    expect(await all(inBatches(from([]), LIMITS))).toEqual([]);
  });

  it('do not wait for others longer than they are told', async () => {
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await sleep(200);
      yield 2;
    }
    expect(await all(inBatches(slow(), { ...LIMITS, waitMs: 5 }))).toEqual([[1], [2]]);
  });

  it('fill while the one before is worked on', async () => {
    let taken = 0;
    async function* counted(): AsyncGenerator<number> {
      for (; taken < 5; taken++) yield 10;
    }
    const batches = inBatches(counted(), LIMITS);
    await batches.next();
    await sleep(1);
    expect(taken).toBe(1);
  });

  it('end with the error of the source, and what waited is dropped', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('gone');
    }
    await expect(all(inBatches(broken(), LIMITS))).rejects.toThrow('gone');
  });

  it('end the source when nobody wants more', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        while (true) yield 10;
      } finally {
        ended = true;
      }
    }
    for await (const batch of inBatches(endless(), LIMITS)) {
      expect(batch).toEqual([10]);
      break;
    }
    await sleep(1);
    expect(ended).toBe(true);
  });
});
