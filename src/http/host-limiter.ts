import { LONGEST_WAIT_MS, type SharedPace } from '../cache/port.ts';
import { abortable, throwIfAborted } from '../util/abort.ts';
import { type Clock, ticksOf } from '../util/clock.ts';
import {
  type BucketPace,
  type BucketState,
  createBucket,
  factorOf,
  intervalOf,
  releaseSlot,
  slowDown,
  takeRation,
  takeSlot,
  tighten,
} from './bucket-state.ts';

type Turn<T> =
  | { readonly kind: 'done'; readonly value: T; readonly waitedMs: number }
  /** The host asked to be left alone for longer than a request waits. */
  | { readonly kind: 'paused'; readonly forMs: number };

/**
 * Keeps the pace of each bucket: a host, and the key that it is asked with, since limits count by key. Requests that
 * wait are served in the order of asking.
 */
export interface HostLimiter {
  run<T>(bucket: string, pace: BucketPace, signal: AbortSignal, task: () => Promise<T>): Promise<Turn<T>>;
  /** Starts no request for so long, and then fewer than before for some minutes. */
  slow(bucket: string, ms: number): void;
  /** Whether the pauses of a bucket have used up what a run waits for it. */
  isSpent(bucket: string): boolean;
}

/** Seconds that a run waits for one host in all, where it asks again and again to be left alone. */
export const DEFAULT_PAUSE_BUDGET = 300;

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

  function stateOf(bucket: string, pace: BucketPace): BucketState {
    const known = buckets.get(bucket);
    if (known !== undefined) {
      tighten(known, pace);
      return known;
    }
    const fresh = createBucket(pace);
    buckets.set(bucket, fresh);
    return fresh;
  }

  /** Waits for the start. Gives 0, or the time for which nothing may be sent. */
  async function untilStart(bucket: string, state: BucketState, signal: AbortSignal): Promise<number> {
    const pausedMs = takeRation(state, clock.now()) || (await untilOwnStart(state, clock, budgetMs, signal));
    if (pausedMs > 0) return pausedMs;
    if (state.intervalMs === 0 && state.perDay === 0 && factorOf(state, ticks()) === 1) return 0;
    const pace = shared && (await abortable(shared(), signal));
    const turn = await pace?.take(bucket, state);
    if (turn?.kind === 'paused') return turn.ms;
    if (turn?.kind === 'wait' && turn.ms > 0) await clock.sleep(turn.ms, signal);
    return 0;
  }

  return {
    async run(bucket, pace, signal, task) {
      throwIfAborted(signal);
      const state = stateOf(bucket, pace);
      const asked = ticks();
      await takeSlot(state, signal);
      try {
        const forMs = await untilStart(bucket, state, signal);
        if (forMs > 0) return { kind: 'paused', forMs };
        const waitedMs = Math.round(ticks() - asked);
        return { kind: 'done', value: await task(), waitedMs };
      } finally {
        releaseSlot(state);
      }
    },
    slow(bucket, ms) {
      const state = stateOf(bucket, { concurrency: Number.POSITIVE_INFINITY, intervalMs: 0 });
      const now = ticks();
      if (ms <= LONGEST_WAIT_MS) state.pausedMs += Math.max(0, now + ms - Math.max(now, state.pausedUntil));
      slowDown(state, ms, now);
      shared?.()
        .then((pace) => pace?.slow(bucket, ms))
        .catch(() => undefined);
    },
    isSpent: (bucket) => (buckets.get(bucket)?.pausedMs ?? 0) > budgetMs,
  };
}

/** Waits for the start by the pace of this process. Gives 0, or the milliseconds of a pause that is not waited for. */
async function untilOwnStart(state: BucketState, clock: Clock, budgetMs: number, signal: AbortSignal): Promise<number> {
  const ticks = ticksOf(clock);
  for (;;) {
    const now = ticks();
    const pause = state.pausedUntil - now;
    if (pause > LONGEST_WAIT_MS || (pause > 0 && state.pausedMs > budgetMs)) return pause;
    const start = Math.max(now, state.nextStart, state.pausedUntil);
    state.nextStart = start + intervalOf(state, now);
    if (start > now) await clock.sleep(start - now, signal);
    // A pause may have begun while this request waited for its start.
    if (state.pausedUntil <= ticks()) return 0;
  }
}
