import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import type { Heartbeat } from './progress.ts';

/** What the operating system knows of a thread. */
export interface ThreadState {
  /** Milliseconds of CPU that it has had. */
  readonly cpuMs: number;
  /** Whether it waits for a processor: then it is not the disk that keeps it. */
  readonly runnable: boolean;
}

export interface ThreadClock {
  read(): ThreadState;
}

/**
 * Measures one thread from outside, because a thread in an endless loop cannot measure itself. Linux tells it exactly.
 * Elsewhere Node does, from version 22.20 or 24.6 on, a moment late; before that the CPU of the whole process is taken, which
 * is never less than that of the thread.
 */
export function threadClock(worker: Worker, heartbeat: Heartbeat): ThreadClock {
  let told: number | undefined;
  let asking = false;
  const ask = (): void => {
    if (asking || typeof worker.cpuUsage !== 'function') return;
    asking = true;
    worker.cpuUsage().then(
      ({ user, system }) => {
        told = (user + system) / 1000;
        asking = false;
      },
      () => {
        // The thread has ended. Its clock is not read any more.
      },
    );
  };
  return {
    read: () => {
      const exact = linuxState(heartbeat.threadId());
      if (exact !== undefined) return exact;
      ask();
      return { cpuMs: told ?? processCpu(), runnable: false };
    },
  };
}

/** From `/proc`: nanoseconds on a processor, and the state (`R` runs or wants to, `S` and `D` wait). */
function linuxState(threadId: number): ThreadState | undefined {
  if (threadId === 0) return undefined;
  try {
    const task = `/proc/self/task/${threadId}`;
    const nanoseconds = Number(readFileSync(`${task}/schedstat`, 'latin1').split(' ')[0]);
    const stat = readFileSync(`${task}/stat`, 'latin1');
    // The name of the thread, in brackets, may hold anything.
    const runnable = stat.charAt(stat.lastIndexOf(')') + 2) === 'R';
    return Number.isFinite(nanoseconds) ? { cpuMs: nanoseconds / 1e6, runnable } : undefined;
  } catch {
    return undefined;
  }
}

function processCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
