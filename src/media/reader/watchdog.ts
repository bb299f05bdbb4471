import type { ThreadClock } from './cpu-clock.ts';
import { type Heartbeat, IN_SYSTEM_CALL } from './progress.ts';

/** How often threads are looked at. */
export const LOOK_MS = 250;

/**
 * `spent`: the job has had more CPU than it may. `stalled`: the system has not answered for long; that says nothing about
 * the file.
 */
export type Verdict = 'fine' | 'spent' | 'stalled';

/** Looks at one thread again and again. */
export interface Watch {
  look(limits: { readonly cpuMs: number; readonly stallMs: number }): Verdict;
}

/**
 * Judges a thread by what its job has achieved, never by the time of day: a process that is stopped or gets no CPU makes
 * no job late. CPU is counted from when the job is first seen. A system call counts as stalled by the number of looks at
 * which it had not moved and the thread did not wait for a processor: looks stop with the process.
 */
export function watch(heartbeat: Heartbeat, clock: ThreadClock): Watch {
  let job = -1;
  let ticks = -1;
  let since = 0;
  let stillMs = 0;
  return {
    look: ({ cpuMs, stallMs }) => {
      const state = clock.read();
      const now = { job: heartbeat.job(), ticks: heartbeat.ticks() };
      if (now.job !== job) since = state.cpuMs;
      const hasMoved = now.job !== job || now.ticks !== ticks;
      ({ job, ticks } = now);
      stillMs = hasMoved ? 0 : heartbeat.phase() === IN_SYSTEM_CALL && !state.runnable ? stillMs + LOOK_MS : stillMs;
      if (state.cpuMs - since > cpuMs) return 'spent';
      return stillMs >= stallMs ? 'stalled' : 'fine';
    },
  };
}
