import { abortError, throwIfAborted } from './abort.ts';
import type { Clock } from './clock.ts';
import { LONGEST_WAIT_MS } from './retry-delay.ts';

interface Pace {
  /** Requests that may be under way at once to one host. */
  readonly concurrency: number;
  /** Least milliseconds between the starts of two requests to one host. */
  readonly intervalMs: number;
}

type Turn<T> =
  | { readonly kind: 'done'; readonly value: T; readonly waitedMs: number }
  /** The host asked to be left alone for longer than anybody would wait. */
  | { readonly kind: 'paused'; readonly forMs: number };

/** Keeps the pace of each host. Those who wait are served in the order of asking. */
export interface HostLimiter {
  run<T>(host: string, pace: Pace, signal: AbortSignal, task: () => Promise<T>): Promise<Turn<T>>;
  /** Starts no request to the host for so long. */
  pause(host: string, ms: number): void;
}

interface HostState {
  concurrency: number;
  intervalMs: number;
  active: number;
  nextStart: number;
  pausedUntil: number;
  readonly waiting: (() => void)[];
}

/** A limiter for all hosts. Where two providers share a host, the stricter pace holds. */
export function createHostLimiter(clock: Clock): HostLimiter {
  const hosts = new Map<string, HostState>();

  function stateOf(host: string, pace: Pace): HostState {
    const state = hosts.get(host);
    if (state === undefined) {
      const fresh = { ...pace, active: 0, nextStart: 0, pausedUntil: 0, waiting: [] };
      hosts.set(host, fresh);
      return fresh;
    }
    state.concurrency = Math.min(state.concurrency, pace.concurrency);
    state.intervalMs = Math.max(state.intervalMs, pace.intervalMs);
    return state;
  }

  async function untilStart(state: HostState, signal: AbortSignal): Promise<number> {
    for (;;) {
      const now = clock.now();
      if (state.pausedUntil - now > LONGEST_WAIT_MS) return state.pausedUntil - now;
      const start = Math.max(now, state.nextStart, state.pausedUntil);
      state.nextStart = start + state.intervalMs;
      if (start > now) await clock.sleep(start - now, signal);
      // A pause may have been called while this request waited for its turn.
      if (state.pausedUntil <= clock.now()) return 0;
    }
  }

  return {
    async run(host, pace, signal, task) {
      throwIfAborted(signal);
      const state = stateOf(host, pace);
      const asked = clock.now();
      if (state.active < state.concurrency) state.active++;
      else await slot(state, signal);
      try {
        const forMs = await untilStart(state, signal);
        if (forMs > 0) return { kind: 'paused', forMs };
        const waitedMs = clock.now() - asked;
        return { kind: 'done', value: await task(), waitedMs };
      } finally {
        release(state);
      }
    },
    pause(host, ms) {
      const state = stateOf(host, { concurrency: Number.POSITIVE_INFINITY, intervalMs: 0 });
      state.pausedUntil = Math.max(state.pausedUntil, clock.now() + ms);
    },
  };
}

/** Waits for a slot, which `release` hands over without freeing it in between. */
function slot(state: HostState, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const taken = (): void => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    const onAbort = (): void => {
      state.waiting.splice(state.waiting.indexOf(taken), 1);
      reject(abortError(signal));
    };
    state.waiting.push(taken);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function release(state: HostState): void {
  const next = state.waiting.shift();
  if (next === undefined) state.active--;
  else next();
}
