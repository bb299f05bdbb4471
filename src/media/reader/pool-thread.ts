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
  // Results come before the end of their batch: a thread is free only when it says so.
  let isBusy = false;
  let isGone = false;
  let onReturn: (() => void) | undefined;
  worker.unref();
  const current = (): Task | undefined => (isBusy ? tasks.get(heartbeat.index()) : undefined);
  const gone = (): void => {
    isGone = true;
    onReturn?.();
  };
  const die = (cause: Error): void => {
    if (isGone) return;
    gone();
    events.died(thread, current(), cause);
  };
  worker.on('error', die);
  worker.on('exit', () => {
    forget();
    die(new Error('it ended'));
    gone();
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
    isBusy = false;
    worker.unref();
    events.free();
  });
  const thread: PoolThread<Task> = {
    give: (given) => {
      tasks = new Map(given.entries());
      isBusy = true;
      worker.ref();
      const batch: Batch<Task['job']> = { jobs: given.map(({ job }) => job) };
      worker.postMessage(batch);
    },
    isBusy: () => isBusy,
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
