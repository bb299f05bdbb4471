import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mapUnordered } from '../../src/scan/flow.ts';

const never = new AbortController().signal;

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const value of source) out.push(value);
  return out;
}

describe('mapUnordered', () => {
  it('gives every result once, as they are done', async () => {
    const work = async (ms: number): Promise<number> => {
      await sleep(ms);
      return ms;
    };
    expect(await collect(mapUnordered([30, 1, 10], 3, work, never))).toEqual([1, 10, 30]);
  });

  it('never has more under way than asked for', async () => {
    let underWay = 0;
    let peak = 0;
    const work = async (value: number): Promise<number> => {
      peak = Math.max(peak, ++underWay);
      await sleep(2);
      underWay--;
      return value;
    };
    const results = await collect(
      mapUnordered(
        Array.from({ length: 20 }, (_, i) => i),
        4,
        work,
        never,
      ),
    );
    expect(results).toHaveLength(20);
    expect(peak).toBe(4);
  });

  it('takes no more from its source than the consumer leaves room for', async () => {
    let taken = 0;
    async function* source(): AsyncGenerator<number> {
      while (true) yield taken++;
    }
    const results = mapUnordered(source(), 3, async (value) => value, never);
    await results.next();
    await sleep(10);
    expect(taken).toBeLessThanOrEqual(5);
    await results.return(undefined);
  });

  it('takes up nothing that comes when it has ended', async () => {
    const worked: number[] = [];
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await sleep(20);
      yield 2;
    }
    const work = async (value: number): Promise<number> => {
      worked.push(value);
      return value;
    };
    const results = mapUnordered(slow(), 2, work, never);
    await results.next();
    await results.return(undefined);
    await sleep(40);
    expect(worked).toEqual([1]);
  });

  it('passes on the error of the work, and of the source', async () => {
    const failing = mapUnordered([1], 2, () => Promise.reject(new Error('no')), never);
    await expect(collect(failing)).rejects.toThrow('no');
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('dry');
    }
    await expect(collect(mapUnordered(broken(), 2, async (value) => value, never))).rejects.toThrow('dry');
  });

  it('begins nothing that comes when it has ended', async () => {
    const begun: number[] = [];
    async function* slow() {
      yield 1;
      await sleep(20);
      yield 2;
    }
    const work = async (value: number): Promise<number> => {
      begun.push(value);
      throw new Error(`no ${value}`);
    };
    await expect(collect(mapUnordered(slow(), 2, work, never))).rejects.toThrow('no 1');
    await sleep(40);
    expect(begun).toEqual([1]);
  });

  it('ends at once when aborted, though work hangs', async () => {
    const controller = new AbortController();
    const hanging = collect(mapUnordered([1, 2], 2, () => new Promise<number>(() => undefined), controller.signal));
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(collect(mapUnordered([1], 1, async (v) => v, controller.signal))).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
