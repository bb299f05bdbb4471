import { RevengeError } from '../../model/errors.ts';
import { printable } from '../../model/text.ts';
import { createMountHealth, type MountHealth } from './mount-health.ts';
import { type PoolThread, startThread, type ThreadEvents } from './pool-thread.ts';
import type { ThreadJob } from './protocol.ts';
import { LOOK_MS } from './watchdog.ts';

export interface PoolOptions {
  /** The module that the threads run. */
  readonly entry: URL;
  readonly threads: number;
  /** Most files that a thread takes at once. */
  readonly batch: number;
  readonly limits?: Partial<ReadLimits>;
}

export interface ReadLimits {
  /** Milliseconds of CPU that one file may take: at the first try, and at the second, in a fresh thread. */
  readonly cpuMs: readonly [number, number];
  /** Milliseconds that one system call may take while the process runs. */
  readonly stallMs: number;
  /** MiB of JavaScript objects a thread. */
  readonly memory: number;
}

const READ_LIMITS: ReadLimits = { cpuMs: [10_000, 60_000], stallMs: 60_000, memory: 128 };

/** A thread without work is ended after so long, which gives its memory back. */
const IDLE_MS = 3000;

/** Threads that do jobs. */
export interface Pool<Job, Result> {
  /**
   * Has a thread do the job. Rejects with `INTERRUPTED` where the signal aborts, with `READ_LIMIT` where the file took too
   * much CPU or memory twice, and with `FILE_UNREADABLE` where the system did not answer.
   */
  run(job: Job, signal: AbortSignal): Promise<Result>;
  /** Ends all threads; what they work on is given up. */
  close(): void;
}

interface Task<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: RevengeError) => void;
  tries: number;
  settled: boolean;
}

/**
 * A pool of threads. Jobs that are asked for in one turn of the event loop go to the threads in batches, and no more
 * threads are started than there is work for.
 */
export function createPool<Job extends ThreadJob, Result>(options: PoolOptions): Pool<Job, Result> {
  return new ThreadPool<Job, Result>(options);
}

class ThreadPool<Job extends ThreadJob, Result> implements Pool<Job, Result> {
  readonly #options: PoolOptions;
  readonly #limits: ReadLimits;
  readonly #mounts: MountHealth = createMountHealth();
  readonly #threads = new Set<PoolThread<Task<Job, Result>>>();
  #queue: Task<Job, Result>[] = [];
  #dispatch: NodeJS.Immediate | undefined;
  #watching: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limits = { ...READ_LIMITS, ...options.limits };
  }

  run(job: Job, signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(interrupted(job));
      const abort = (): void => {
        task.settled = true;
        reject(interrupted(job));
      };
      const settle = <T>(then: (value: T) => void): ((value: T) => void) => {
        return (value) => {
          if (task.settled) return;
          task.settled = true;
          signal.removeEventListener('abort', abort);
          then(value);
        };
      };
      const task: Task<Job, Result> = {
        job,
        resolve: settle(resolve),
        reject: settle(reject),
        tries: 0,
        settled: false,
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#queue.push(task);
      this.#schedule();
    });
  }

  close(): void {
    for (const thread of this.#threads) {
      thread.stop();
      for (const task of thread.open()) task.reject(interrupted(task.job));
    }
    this.#threads.clear();
    for (const task of this.#queue) task.reject(interrupted(task.job));
    this.#queue = [];
    this.#rest();
  }

  #schedule(): void {
    this.#dispatch ??= setImmediate(() => {
      this.#dispatch = undefined;
      this.#distribute();
    });
  }

  #distribute(): void {
    const { batch, threads: most } = this.#options;
    this.#queue = this.#queue.filter((task) => !task.settled);
    for (const task of this.#queue) {
      if (this.#mounts.isDead(task.job.path)) task.reject(deadMount(task.job));
    }
    this.#queue = this.#queue.filter((task) => !task.settled);
    while (this.#queue.length > 0) {
      const thread = this.#free() ?? (this.#threads.size < most ? this.#start() : undefined);
      if (thread === undefined) break;
      // All threads shall have something to do, and end at about the same time.
      const share = Math.max(1, Math.min(batch, Math.ceil(this.#queue.length / most)));
      // What was tried before is alone in its batch, so that it cannot harm others again.
      const alone = this.#queue[0]?.tries !== 0 ? 1 : share;
      thread.give(this.#queue.splice(0, alone));
    }
    if (this.#busy()) this.#watch();
    else this.#rest();
  }

  #free(): PoolThread<Task<Job, Result>> | undefined {
    return [...this.#threads].find((thread) => !thread.isBusy());
  }

  #busy(): boolean {
    return [...this.#threads].some((thread) => thread.isBusy());
  }

  #start(): PoolThread<Task<Job, Result>> {
    const events: ThreadEvents<Task<Job, Result>, Result> = {
      result: (task, result) => task.resolve(result),
      free: () => this.#schedule(),
      died: (thread, culprit, cause) => this.#retry(thread, culprit, (job) => threadEnded(job, this.#limits, cause)),
    };
    const thread = startThread<Task<Job, Result>, Result>(this.#options.entry, this.#limits.memory, events);
    this.#threads.add(thread);
    return thread;
  }

  #watch(): void {
    clearTimeout(this.#idle);
    this.#watching ??= setInterval(() => this.#look(), LOOK_MS);
  }

  /** Nothing to do: threads end after a while. */
  #rest(): void {
    clearInterval(this.#watching);
    this.#watching = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      for (const thread of this.#threads) thread.stop();
      this.#threads.clear();
    }, IDLE_MS);
    this.#idle.unref();
  }

  #look(): void {
    for (const thread of this.#threads) {
      const task = thread.current();
      if (task === undefined) continue;
      const cpuMs = this.#limits.cpuMs[Math.min(task.tries, 1)] ?? 0;
      const verdict = thread.look({ cpuMs, stallMs: this.#limits.stallMs });
      if (verdict === 'spent') {
        thread.stop();
        this.#retry(thread, task, (job) => tookTooLong(job, cpuMs));
      } else if (verdict === 'stalled') this.#setAside(thread, task);
    }
  }

  /** The file gets a second try in a thread of its own; the rest of its batch goes to other threads. */
  #retry(
    thread: PoolThread<Task<Job, Result>>,
    culprit: Task<Job, Result> | undefined,
    failure: (job: Job) => RevengeError,
  ): void {
    this.#threads.delete(thread);
    const others = thread.open().filter((task) => task !== culprit);
    if (culprit !== undefined) {
      culprit.tries += 1;
      if (culprit.tries < this.#limits.cpuMs.length) others.push(culprit);
      else culprit.reject(failure(culprit.job));
    }
    this.#queue.unshift(...others);
    this.#schedule();
  }

  /** A thread that the kernel keeps cannot be ended; another one takes its place, and the process ends without it. */
  #setAside(thread: PoolThread<Task<Job, Result>>, task: Task<Job, Result>): void {
    this.#threads.delete(thread);
    const others = thread.open().filter((one) => one !== task);
    task.reject(noAnswer(task.job, this.#limits.stallMs));
    const back = this.#mounts.stuck(task.job.path);
    thread.setAside(back);
    this.#queue.unshift(...others);
    this.#schedule();
  }
}

function interrupted({ path }: ThreadJob): RevengeError {
  return new RevengeError('INTERRUPTED', `Reading ${printable(path)} was interrupted.`);
}

function tookTooLong({ path }: ThreadJob, cpuMs: number): RevengeError {
  const name = printable(path);
  return new RevengeError('READ_LIMIT', `Reading ${name} took longer than ${cpuMs / 1000} s of CPU.`, {
    hint: 'The next scan reads it again. Play the file to see whether it is intact.',
    context: { path: name },
  });
}

/** The thread ended by itself: by the limit of its memory, or by a defect. */
function threadEnded({ path }: ThreadJob, { memory }: ReadLimits, cause: Error): RevengeError {
  const name = printable(path);
  const isOutOfMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const details = { cause, context: { path: name } };
  return isOutOfMemory
    ? new RevengeError('READ_LIMIT', `Reading ${name} needed more than ${memory} MiB of memory.`, {
        ...details,
        hint: 'The next scan reads it again. Play the file to see whether it is intact.',
      })
    : new RevengeError('INTERNAL', `A reader thread failed at ${name}: ${cause.message}`, {
        ...details,
        hint: 'This is a defect; please report it.',
      });
}

function noAnswer({ path }: ThreadJob, stallMs: number): RevengeError {
  const name = printable(path);
  return new RevengeError('FILE_UNREADABLE', `${name} could not be read: no answer for ${stallMs / 1000} s.`, {
    hint: 'Check the disk or the network mount that holds it. The next scan reads it again.',
    context: { path: name },
  });
}

function deadMount({ path }: ThreadJob): RevengeError {
  const name = printable(path);
  return new RevengeError('FILE_UNREADABLE', `${name} was not read: other files of its mount point do not answer.`, {
    hint: 'Check the network mount that holds it. The next scan reads it again.',
    context: { path: name },
  });
}
