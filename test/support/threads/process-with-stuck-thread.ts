import { createPool } from '../../../src/media/reader/pool.ts';
import type { ThreadJob } from '../../../src/media/reader/protocol.ts';

// A program that has one thread waiting for a disk that never answers, and comes to its end: by itself or by exit().
const [path = '', how = ''] = process.argv.slice(2);
const pool = createPool<ThreadJob, string>({
  entry: new URL('./misbehaving-reader.ts', import.meta.url),
  threads: 1,
  batch: 1,
  limits: { stallMs: 500 },
});
const controller = new AbortController();
const reading = pool.run({ path }, controller.signal).catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 5;
});
if (how === 'interrupt') setTimeout(() => controller.abort(), 400);
await reading;
if (how === 'exit') process.exit(6);
