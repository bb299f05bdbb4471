import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAskers } from '../../test/support/askers.ts';
import { json, startServer } from '../../test/support/http-server.ts';

/*
 * Two processes that ask one host as often as they may (once a second), with one Redis and without: how many requests
 * arrive in the busiest 30 seconds. Usage: node scripts/run-ts.js bench/cache/pace.ts [SECONDS]
 */
const seconds = Number(process.argv[2] ?? 35);
const redisUrl = process.env.REVENGE_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const folder = await mkdtemp(join(tmpdir(), 'revenge-bench-'));
const prefix = `revenge_bench_${process.pid}:`;
const common = ['--seconds', String(seconds), '--interval', '1000', '--concurrency', '1'];
const [together, alone] = await Promise.all([
  measure('shared', ['--redis', redisUrl, '--prefix', prefix]),
  measure('alone', []),
]);
await rm(folder, { recursive: true, force: true });
for (const [name, arrivals] of [
  ['two processes, one Redis', together],
  ['two processes, each alone', alone],
] as const) {
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? at));
  const most = Math.max(...arrivals.map((start) => arrivals.filter((at) => at >= start && at < start + 30_000).length));
  const least = Math.round(Math.min(...gaps));
  process.stdout.write(`${name.padEnd(28)} ${most} requests in the busiest 30 s, least gap ${least} ms\n`);
}

async function measure(name: string, extra: readonly string[]): Promise<number[]> {
  const arrivals: number[] = [];
  const server = await startServer((request, response) => {
    arrivals.push(performance.now());
    return json({})(request, response);
  });
  const args = (index: number) => [
    '--origin',
    server.origin,
    '--file',
    join(folder, `${name}${index}.sqlite`),
    ...common,
    ...extra,
  ];
  await runAskers([args(0), args(1)]);
  await server.close();
  return arrivals;
}
