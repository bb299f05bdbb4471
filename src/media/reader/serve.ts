import { parentPort, workerData } from 'node:worker_threads';
import { createHeartbeat, type Heartbeat, noteThreadId } from './progress.ts';
import type { Batch, BatchResults, ThreadData, ThreadJob } from './protocol.ts';

/** Results that are older than this are sent before the batch is done. */
const SEND_AFTER_MS = 20;

/**
 * The loop of a reader thread: takes batches of files and answers with one result a file. `work` does not throw for
 * anything that a file can hold; an error that it throws ends the thread.
 */
export function serveJobs<Job extends ThreadJob, Result>(
  work: (job: Job, heartbeat: Heartbeat) => Result | Promise<Result>,
): void {
  const port = parentPort;
  if (port === null) throw new TypeError('serveJobs runs in a worker thread only');
  const { memory }: ThreadData = workerData;
  const heartbeat = createHeartbeat(memory);
  noteThreadId(heartbeat);
  const send = (message: BatchResults<Result>): void => port.postMessage(message);
  port.on('message', async ({ jobs }: Batch<Job>) => {
    let results: (readonly [number, Result])[] = [];
    let sent = performance.now();
    for (const [index, job] of jobs.entries()) {
      heartbeat.begin(index);
      const result = work(job, heartbeat);
      results.push([index, result instanceof Promise ? await result : result]);
      if (performance.now() - sent < SEND_AFTER_MS) continue;
      send({ results, done: false });
      results = [];
      sent = performance.now();
    }
    heartbeat.end();
    send({ results, done: true });
  });
}
