import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runAskers } from '../support/askers.ts';
import { json, startServer } from '../support/http-server.ts';
import { redisUrl } from '../support/services.ts';
import { ownPrefix, temporaryDirectory } from './tools.ts';

async function slowService(delayMs: number) {
  const arrivals: number[] = [];
  const server = await startServer((request, response) => {
    arrivals.push(performance.now());
    setTimeout(() => json({ path: request.path })(request, response), delayMs);
  });
  onTestFinished(() => server.close());
  return { origin: server.origin, arrivals };
}

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

  it('keep one pace together, and without Redis each its own', async () => {
    const common = ['--seconds', '8', '--interval', '500', '--concurrency', '1'];
    const [together, alone] = [await slowService(1), await slowService(1)];
    const redis = ['--redis', redisUrl(), '--prefix', ownPrefix()];
    const [shared] = await Promise.all([
      runAskers(await machines(2, ['--origin', together.origin, ...common, ...redis])),
      runAskers(await machines(2, ['--origin', alone.origin, ...common])),
    ]);
    const most = (arrivals: readonly number[], windowMs: number) =>
      Math.max(...arrivals.map((start) => arrivals.filter((at) => at >= start && at < start + windowMs).length));
    // Two a second: in any five seconds no more than ten, and both had their part.
    expect(most(together.arrivals, 5000)).toBeLessThanOrEqual(10);
    expect(together.arrivals.length).toBeGreaterThanOrEqual(12);
    for (const { health } of shared) expect(health.requests).toBeGreaterThan(3);
    expect(most(alone.arrivals, 5000)).toBeGreaterThan(10);
    expect(most(alone.arrivals, 5000)).toBeLessThanOrEqual(22);
  });
});
