import { execFileSync } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createPool, type Pool, type PoolOptions } from '../../../src/media/reader/pool.ts';
import type { ThreadJob } from '../../../src/media/reader/protocol.ts';
import { signal, temporaryFolder } from '../temporary.ts';

const folder = temporaryFolder();
const ENTRY = new URL('../../support/threads/misbehaving-reader.ts', import.meta.url);
/** Short enough for a test, long enough for work that ends. */
const LIMITS = { cpuMs: [400, 800], stallMs: 500, memory: 32 } as const;

let pool: Pool<ThreadJob, string>;
afterEach(() => pool.close());

function start(options: Partial<PoolOptions> = {}): void {
  pool = createPool({ entry: ENTRY, threads: 2, batch: 8, limits: LIMITS, ...options });
}

/** What became of each file: what it gave, or the code and message of its error. */
async function outcomes(names: readonly string[], until = signal): Promise<string[]> {
  const settled = await Promise.allSettled(names.map((name) => pool.run({ path: folder.path(name) }, until)));
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : `${one.reason.code} ${one.reason.message}`));
}

function pipe(name: string): { release(): Promise<void> } {
  const path = folder.path(name);
  execFileSync('mkfifo', [path]);
  return { release: async () => (await open(path, 'r+')).close() };
}

describe('a pool of reader threads', () => {
  it('reads files in batches, each result for its own file', async () => {
    start();
    const names = Array.from({ length: 200 }, (_, index) => `file.${index}`);
    expect(await outcomes(names)).toEqual(names.map((name) => `${name} is read`));
  });

  it('ends a file that takes too much CPU, says what is known, and reads the files beside it', async () => {
    start({ threads: 1 });
    const [before, endless, after] = await outcomes(['a', 'loop', 'b']);
    expect([before, after]).toEqual(['a is read', 'b is read']);
    expect(endless).toMatch(/^READ_LIMIT Reading .*loop took longer than 0\.8 s of CPU\.$/);
    expect(endless).not.toMatch(/damaged/i);
  });

  it('tries once more in a fresh thread before it gives up', async () => {
    start({ threads: 1 });
    expect(await outcomes(['loop-once', 'x'])).toEqual(['loop-once is read', 'x is read']);
  });

  it('counts the CPU of each file from where its job starts, not the wait behind others', async () => {
    start({ threads: 1, batch: 32 });
    const names = Array.from({ length: 20 }, (_, index) => `burn.${index}`);
    expect(await outcomes(names)).toEqual(names.map((name) => `${name} is read`));
  });

  it('loses no file that is asked for while the batch before it comes to its end', async () => {
    start({ threads: 1 });
    for (let round = 0; round < 10; round++)
      expect(await outcomes([`burn.${round}`])).toEqual([`burn.${round} is read`]);
  });

  it('survives a reader that crashes, ends its thread or eats memory', async () => {
    start({ threads: 1 });
    const [first, second, third, fourth, last] = await outcomes(['a', 'crash', 'memory', 'exit', 'b']);
    expect([first, last]).toEqual(['a is read', 'b is read']);
    expect(fourth).toMatch(/^INTERNAL A reader thread failed at .*exit: it ended/);
    expect(second).toMatch(/^INTERNAL A reader thread failed at .*crash: .*a defect of a reader/);
    expect(third).toMatch(/^READ_LIMIT Reading .*memory needed more than 32 MiB of memory/);
  });

  it('sets a thread aside that waits for a disk, and goes on with another', async () => {
    start({ threads: 1 });
    const dead = pipe('stuck');
    const [stuck, other] = await outcomes(['stuck', 'a']);
    expect(stuck).toMatch(/^FILE_UNREADABLE .*stuck could not be read: no answer for 0\.5 s\.$/);
    expect(other).toBe('a is read');
    await dead.release();
  });

  it('does not try more files of a mount point that does not answer, until it answers again', async () => {
    start({ threads: 2 });
    await mkdir(folder.path('mount'));
    const pipes = [pipe('mount/stuck.1'), pipe('mount/stuck.2')];
    const first = await outcomes(['mount/stuck.1', 'mount/stuck.2']);
    for (const one of first) expect(one).toMatch(/^FILE_UNREADABLE/);
    const [beside] = await outcomes([join('mount', 'x')]);
    expect(beside).toMatch(/^FILE_UNREADABLE .*other files of its mount point do not answer/);
    for (const one of pipes) await one.release();
    await expect.poll(() => outcomes([join('mount', 'x')])).toEqual(['x is read']);
  });

  it('is interrupted by the signal, whether a file waits or is being read', async () => {
    start({ threads: 1, limits: { ...LIMITS, cpuMs: [60_000, 60_000] } });
    const controller = new AbortController();
    const running = outcomes(['loop', 'a'], controller.signal);
    setTimeout(() => controller.abort(), 100);
    for (const one of await running) expect(one).toMatch(/^INTERRUPTED/);
    expect((await outcomes(['a'], AbortSignal.abort()))[0]).toMatch(/^INTERRUPTED/);
  });
});
