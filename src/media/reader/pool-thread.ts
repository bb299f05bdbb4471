import { Worker } from 'node:worker_threads';
import { threadClock } from './cpu-clock.ts';
import { keepThread } from './end-process.ts';
import { createHeartbeat } from './progress.ts';
import type { Batch, BatchResults, ThreadData } from './protocol.ts';
import { type Verdict, type Watch, watch } from './watchdog.ts';

export interface ThreadEvents<Task, Result> {
  result(task: Task, result: Result): void;
  /** The batch is done. */
  free(): void;
  /** The thread ended by itself; `culprit` is the task that it was at. */
  died(thread: PoolThread<Task>, culprit: Task | undefined, cause: Error): void;
}

/** One thread of a pool with the batch it works on. */
export interface PoolThread<Task> {
  give(tasks: readonly Task[]): void;
  isBusy(): boolean;
  /** The task that it works on now. */
  current(): Task | undefined;
  /** Tasks of its batch that have no result yet. */
  open(): readonly Task[];
  look(limits: Parameters<Watch['look']>[0]): Verdict;
  stop(): void;
  /** Leaves the thread to the kernel; `back` is called when it moves again, and then it is ended. */
  setAside(back: () => void): void;
}

export function startThread<Task extends { readonly job: unknown }, Result>(
  entry: URL,
  memory: number,
  events: ThreadEvents<Task, Result>,
): PoolThread<Task> {
  const heartbeat = createHeartbeat();
  const workerData: ThreadData = { memory: heartbeat.memory };
  const resourceLimits = { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 8 };
  const worker = new Worker(entry, { workerData, resourceLimits, stdout: true, stderr: true });
  const watched = watch(heartbeat, threadClock(worker, heartbeat));
  const forget = keepThread(heartbeat);
  let tasks = new Map<number, Task>();
  let isGone = false;
  let onReturn: (() => void) | undefined;
  worker.unref();
  const current = (): Task | undefined => tasks.get(heartbeat.index());
  const gone = (): void => {
    isGone = true;
    onReturn?.();
  };
  worker.on('exit', () => {
    forget();
    gone();
  });
  worker.on('error', (error: Error) => {
    if (isGone) return;
    isGone = true;
    events.died(thread, current(), error);
  });
  worker.on('message', ({ results, done }: BatchResults<Result>) => {
    if (onReturn !== undefined) thread.stop();
    if (isGone) return;
    for (const [index, result] of results) {
      const task = tasks.get(index);
      tasks.delete(index);
      if (task !== undefined) events.result(task, result);
    }
    if (!done) return;
    tasks = new Map();
    worker.unref();
    events.free();
  });
  const thread: PoolThread<Task> = {
    give: (given) => {
      tasks = new Map(given.entries());
      worker.ref();
      const batch: Batch<Task['job']> = { jobs: given.map(({ job }) => job) };
      worker.postMessage(batch);
    },
    isBusy: () => tasks.size > 0,
    current,
    open: () => [...tasks.values()],
    look: (limits) => watched.look(limits),
    stop: () => {
      gone();
      worker.unref();
      void worker.terminate();
    },
    setAside: (back) => {
      isGone = true;
      onReturn = back;
      worker.unref();
    },
  };
  return thread;
}
