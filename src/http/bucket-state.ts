import { abortError } from '../util/abort.ts';

/** How fast a bucket may be asked. */
export interface BucketPace {
  /** Requests that may be under way at once to one host. */
  readonly concurrency: number;
  /** Least milliseconds between the starts of two requests to one host. */
  readonly intervalMs: number;
  /** Requests a day (UTC). */
  readonly perDay?: number;
}

/** What the limiter knows about one bucket. */
export interface BucketState {
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
/** Milliseconds between requests to a host that has no interval, after it has answered that it is asked too often. */
const SLOWED_INTERVAL_MS = 50;
const DAY_MS = 86_400_000;

export function createBucket({ concurrency, intervalMs, perDay = 0 }: BucketPace): BucketState {
  return {
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
}

/** Where two providers share a bucket, the stricter limit holds. */
export function tighten(state: BucketState, { concurrency, intervalMs, perDay = 0 }: BucketPace): void {
  state.concurrency = Math.min(state.concurrency, concurrency);
  state.intervalMs = Math.max(state.intervalMs, intervalMs);
  state.perDay = state.perDay === 0 ? perDay : Math.min(state.perDay, perDay || state.perDay);
}

/** Pauses the bucket for so long from now, and slows it down afterwards. */
export function slowDown(state: BucketState, ms: number, now: number): void {
  state.pausedUntil = Math.max(state.pausedUntil, now + ms);
  state.factor = Math.min(LARGEST_FACTOR, factorOf(state, now) * 2);
  state.since = now;
}

/** Counts one request of the day's ration; the milliseconds until the next day where there is none left. */
export function takeRation(state: BucketState, now: number): number {
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

/** By how much the interval is longer now than usual; 1: not at all. */
export function factorOf(state: BucketState, now: number): number {
  const factor = state.factor * 0.5 ** ((now - state.since) / RECOVERY_MS);
  return factor > 1.05 ? factor : 1;
}

/** Milliseconds between the starts of two requests now. */
export function intervalOf(state: BucketState, now: number): number {
  const factor = factorOf(state, now);
  return factor === 1 ? state.intervalMs : Math.max(state.intervalMs, SLOWED_INTERVAL_MS) * factor;
}

/** Takes a slot, or waits for one, which `releaseSlot` hands over without freeing it in between. */
export async function takeSlot(state: BucketState, signal: AbortSignal): Promise<void> {
  if (state.active < state.concurrency) {
    state.active++;
    return;
  }
  await new Promise<void>((resolve, reject) => {
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

export function releaseSlot(state: BucketState): void {
  const next = state.waiting.shift();
  if (next === undefined) state.active--;
  else next();
}
