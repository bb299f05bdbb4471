import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runAskers } from '../support/askers.ts';
import { json, startServer } from '../support/http-server.ts';
import { ownPrefix, redisUrl } from '../support/services.ts';
import { cache, temporaryDirectory } from './tools.ts';

async function slowService(delayMs: number) {
  const arrivals: number[] = [];
  const server = await startServer((request, response) => {
    arrivals.push(performance.now());
    setTimeout(() => json({ path: request.path })(request, response), delayMs);
  });
  onTestFinished(() => server.close());
  return { origin: server.origin, arrivals };
}

/** Outcomes of requests of which only so many were allowed. */
const rationed = (asked: number, refused: number): string[] => [
  ...Array.from({ length: asked }, () => 'ok'),
  ...Array.from({ length: refused }, () => 'unavailable'),
];

async function machines(count: number, args: readonly string[]): Promise<string[][]> {
  const dir = await temporaryDirectory();
  return Array.from({ length: count }, (_, index) => [...args, '--file', join(dir, `${index}.sqlite`)]);
}

describe('two machines with one Redis', () => {
  it('ask once for what fifty want at the same time', async () => {
    const { origin, arrivals } = await slowService(300);
    const shared = ['--origin', origin, '--redis', redisUrl(), '--prefix', ownPrefix(), '--same', '25'];
    const reports = await runAskers(await machines(2, shared));
    expect(reports.flatMap(({ outcomes }) => outcomes)).toEqual(Array.from({ length: 50 }, () => 'ok'));
    expect(arrivals.length).toBe(1);
    expect(reports.map(({ health }) => health.requests).sort()).toEqual([0, 1]);
  });

  it('take one ration of the day together', async () => {
    const { origin, arrivals } = await slowService(1);
    const shared = ['--origin', origin, '--redis', redisUrl(), '--prefix', ownPrefix(), '--each', '6', '--perDay', '8'];
    const reports = await runAskers(await machines(2, shared));
    expect(arrivals.length).toBe(8);
    expect(reports.flatMap(({ outcomes }) => outcomes).sort()).toEqual(rationed(8, 4));
  });

  it('keep one pace together, and without Redis each its own', async () => {
    const [together, alone] = [await slowService(1), await slowService(1)];
    const common = ['--each', '6', '--interval', '200', '--concurrency', '1'];
    const redis = ['--redis', redisUrl(), '--prefix', ownPrefix()];
    const shared = await runAskers(await machines(2, ['--origin', together.origin, ...common, ...redis]));
    await runAskers(await machines(2, ['--origin', alone.origin, ...common]));
    // A busy machine makes it longer, never shorter; half a turn is for an answer that was late itself.
    expect(spanOf(together.arrivals)).toBeGreaterThan(10.5 * 200);
    expect(spanOf(alone.arrivals)).toBeGreaterThan(4.5 * 200);
    expect([together.arrivals.length, alone.arrivals.length]).toEqual([12, 12]);
    for (const { health } of shared) expect(health.waits).toBeGreaterThan(0);
  });
});

/** Milliseconds from the first to the last. */
function spanOf(arrivals: readonly number[]): number {
  return Math.max(...arrivals) - Math.min(...arrivals);
}

describe('two processes of one machine, without Redis', () => {
  it('take one ration of the day together, and so does the next run', async () => {
    const { origin, arrivals } = await slowService(1);
    const file = join(await temporaryDirectory(), 'cache.sqlite');
    const args = ['--origin', origin, '--file', file, '--perDay', '8'];
    const reports = await runAskers([1, 2].map(() => [...args, '--each', '6']));
    expect(reports.flatMap(({ outcomes }) => outcomes).sort()).toEqual(rationed(8, 4));
    const [later] = await runAskers([[...args, '--each', '2']]);
    expect(later?.outcomes).toEqual(rationed(0, 2));
    expect(arrivals.length).toBe(8);
    expect([...reports, later].flatMap((report) => report?.troubles)).toEqual([]);
  });
});

describe('a ration of the day in the file of the machine', () => {
  const DAY = 86_400_000;

  it('is one a bucket, begins anew at midnight UTC, and survives a clock that was wrong', async () => {
    let at = 20_000 * DAY + DAY / 2;
    const { pace } = await cache({}, () => at);
    const take = (bucket: string, perDay = 2) => pace.take(bucket, { intervalMs: 0, perDay });
    expect([await take('a'), await take('a'), await take('b')]).toEqual(Array(3).fill({ kind: 'alone' }));
    expect(await take('a')).toEqual({ kind: 'paused', ms: DAY / 2 });
    expect(await take('a', 3)).toEqual({ kind: 'alone' });
    at += DAY / 2;
    expect(await take('a')).toEqual({ kind: 'alone' });
    at += 9000 * DAY;
    expect([await take('a'), await take('a')]).toEqual(Array(2).fill({ kind: 'alone' }));
    at -= 9000 * DAY;
    expect(await take('a')).toEqual({ kind: 'alone' });
  });

  it('counts while Redis is away, and costs nothing where there is none', async () => {
    const away = await cache({ redis: 'redis://127.0.0.1:1' });
    expect(await away.pace.take('a', { intervalMs: 1, perDay: 1 })).toEqual({ kind: 'alone' });
    expect(await away.pace.take('a', { intervalMs: 1, perDay: 1 })).toMatchObject({ kind: 'paused' });
    const unused = await cache();
    expect(await unused.pace.take('a', { intervalMs: 1, perDay: 0 })).toEqual({ kind: 'alone' });
    await unused.pace.slow('a', 1);
    expect(existsSync(unused.settings.file)).toBe(false);
  });

  it('does not stop anybody where the file cannot be used', async () => {
    const broken = await cache({ file: '/dev/null/cache.sqlite' });
    expect(await broken.pace.take('a', { intervalMs: 0, perDay: 1 })).toEqual({ kind: 'alone' });
    expect(await broken.pace.take('a', { intervalMs: 0, perDay: 1 })).toEqual({ kind: 'alone' });
    expect(broken.troubles).toMatchObject([{ code: 'CACHE_LOCAL' }]);
  });
});
