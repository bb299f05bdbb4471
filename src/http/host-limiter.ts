import type { SharedPace } from '../cache/port.ts';
import { abortable, abortError, throwIfAborted } from './abort.ts';
import { type Clock, ticksOf } from './clock.ts';
import { LONGEST_WAIT_MS } from './retry-delay.ts';

interface Pace {
  /** Requests that may be under way at once to one host. */
  readonly concurrency: number;
  /** Least milliseconds between the starts of two requests to one host. */
  readonly intervalMs: number;
  /** Requests a day (UTC). */
  readonly perDay?: number;
}

type Turn<T> =
  | { readonly kind: 'done'; readonly value: T; readonly waitedMs: number }
  /** The host asked to be left alone for longer than anybody would wait. */
  | { readonly kind: 'paused'; readonly forMs: number };

/**
 * Keeps the pace of each bucket: a host, and the key that it is asked with, since limits count by key. Those who wait
 * are served in the order of asking.
 */
export interface HostLimiter {
  run<T>(bucket: string, pace: Pace, signal: AbortSignal, task: () => Promise<T>): Promise<Turn<T>>;
  /** Starts no request for so long, and then fewer than before for some minutes. */
  slow(bucket: string, ms: number): void;
  /** Whether the pauses of a bucket have used up what a run waits for it. */
  isSpent(bucket: string): boolean;
}

/** Seconds that a run waits for one host in all, where it asks again and again to be left alone. */
export const DEFAULT_PAUSE_BUDGET = 300;

interface BucketState {
  concurrency: number;
  intervalMs: number;
  perDay: number;
  active: number;
  nextStart: number;
  pausedUntil: number;
  /** Milliseconds of all pauses so far that a request may have waited for. */
  pausedMs: number;
  /** Times the interval, as of `since`; halves every minute. */
  factor: number;
  since: number;
  day: number;
  today: number;
  readonly waiting: (() => void)[];
}

/** Halves in this time. Milliseconds. */
const RECOVERY_MS = 60_000;
const LARGEST_FACTOR = 8;
/** The pace of a host without one, once it has said that it is asked too often. Milliseconds. */
const SLOWED_INTERVAL_MS = 50;
const DAY_MS = 86_400_000;

/**
 * A limiter for all buckets. Where two providers share one, the stricter pace holds. `shared` gives the pace that all
 * machines keep together, where there is one; it is asked for buckets that have a pace.
 */
export function createHostLimiter(
  clock: Clock,
  shared?: () => Promise<SharedPace | undefined>,
  budgetMs = DEFAULT_PAUSE_BUDGET * 1000,
): HostLimiter {
  const buckets = new Map<string, BucketState>();
  const ticks = ticksOf(clock);

  function stateOf(bucket: string, pace: Pace): BucketState {
    const state = buckets.get(bucket);
    const perDay = pace.perDay ?? 0;
    if (state === undefined) {
      const { concurrency, intervalMs } = pace;
      const fresh: BucketState = {
        concurrency,
        intervalMs,
        perDay,
        active: 0,
        nextStart: 0,
        pausedUntil: 0,
        pausedMs: 0,
        factor: 1,
        since: 0,
        day: 0,
        today: 0,
        waiting: [],
      };
      buckets.set(bucket, fresh);
      return fresh;
    }
    state.concurrency = Math.min(state.concurrency, pace.concurrency);
    state.intervalMs = Math.max(state.intervalMs, pace.intervalMs);
    state.perDay = state.perDay === 0 ? perDay : Math.min(state.perDay, perDay || state.perDay);
    return state;
  }

  /** Waits for the start. What it gives is 0, or the time for which nothing may be sent. */
  async function untilStart(bucket: string, state: BucketState, signal: AbortSignal): Promise<number> {
    const spent = rationSpent(state, clock.now());
    if (spent > 0) return spent;
    for (;;) {
      const now = ticks();
      const pause = state.pausedUntil - now;
      if (pause > LONGEST_WAIT_MS || (pause > 0 && state.pausedMs > budgetMs)) return pause;
      const start = Math.max(now, state.nextStart, state.pausedUntil);
      state.nextStart = start + intervalOf(state, now);
      if (start > now) await clock.sleep(start - now, signal);
      // A pause may have been called while this request waited for its turn.
      if (state.pausedUntil <= ticks()) break;
    }
    if (state.intervalMs > 0 || state.perDay > 0 || factorOf(state, ticks()) > 1) {
      const pace = shared && (await abortable(shared(), signal));
      const turn = await pace?.take(bucket, state);
      if (turn?.kind === 'paused') return turn.ms;
      if (turn?.kind === 'wait' && turn.ms > 0) await clock.sleep(turn.ms, signal);
    }
    return 0;
  }

  return {
    async run(bucket, pace, signal, task) {
      throwIfAborted(signal);
      const state = stateOf(bucket, pace);
      const asked = ticks();
      if (state.active < state.concurrency) state.active++;
      else await slot(state, signal);
      try {
        const forMs = await untilStart(bucket, state, signal);
        if (forMs > 0) return { kind: 'paused', forMs };
        const waitedMs = Math.round(ticks() - asked);
        return { kind: 'done', value: await task(), waitedMs };
      } finally {
        release(state);
      }
    },
    slow(bucket, ms) {
      const state = stateOf(bucket, { concurrency: Number.POSITIVE_INFINITY, intervalMs: 0 });
      const now = ticks();
      if (ms <= LONGEST_WAIT_MS) state.pausedMs += Math.max(0, now + ms - Math.max(now, state.pausedUntil));
      state.pausedUntil = Math.max(state.pausedUntil, now + ms);
      state.factor = Math.min(LARGEST_FACTOR, factorOf(state, now) * 2);
      state.since = now;
      shared?.()
        .then((pace) => pace?.slow(bucket, ms))
        .catch(() => undefined);
    },
    isSpent: (bucket) => (buckets.get(bucket)?.pausedMs ?? 0) > budgetMs,
  };
}

/** Counts one request of the day's ration; the milliseconds until the next day where there is none left. */
function rationSpent(state: BucketState, now: number): number {
  if (state.perDay === 0) return 0;
  const day = Math.floor(now / DAY_MS);
  if (state.day !== day) {
    state.day = day;
    state.today = 0;
  }
  if (state.today >= state.perDay) return (day + 1) * DAY_MS - now;
  state.today++;
  return 0;
}

function factorOf(state: BucketState, now: number): number {
  const factor = state.factor * 0.5 ** ((now - state.since) / RECOVERY_MS);
  return factor > 1.05 ? factor : 1;
}

function intervalOf(state: BucketState, now: number): number {
  const factor = factorOf(state, now);
  return factor === 1 ? state.intervalMs : Math.max(state.intervalMs, SLOWED_INTERVAL_MS) * factor;
}

/** Waits for a slot, which `release` hands over without freeing it in between. */
function slot(state: BucketState, signal: AbortSignal): Promise<void> {
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

function release(state: BucketState): void {
  const next = state.waiting.shift();
  if (next === undefined) state.active--;
  else next();
}
