import type { Clock } from '../../util/clock.ts';
import { endOf } from '../attempt-end.ts';
import { bucketOf } from '../bucket.ts';
import type { HealthBook } from '../health.ts';
import type { HostLimiter } from '../host-limiter.ts';
import { hostPause, retryDelay } from '../retry-delay.ts';
import type { Exchange, Hop } from '../wire.ts';

export interface RetrySettings {
  readonly limiter: HostLimiter;
  readonly clock: Clock;
  /** 0…1, for the jitter of the delays. */
  readonly random: () => number;
  readonly book: HealthBook;
  /** Called before each wait. `attempt` counts from 1; `reason` is `status 503`, `network`, `timeout` or `page`. */
  readonly onRetry: (hop: Hop, attempt: number, delayMs: number, reason: string) => void;
}

/**
 * Repeats a request that failed, where that helps. A host that asks for a pause gets it from all requests, up to the
 * budget of the run.
 */
export function retry({ limiter, clock, random, book, onRetry }: RetrySettings, inner: Exchange): Exchange {
  return async (hop, signal) => {
    const { idempotent, limits } = hop;
    for (let attempt = 0; ; attempt++) {
      const result = await inner(hop, signal);
      const end = endOf(result);
      const now = clock.now();
      const pauseMs = hostPause(end, attempt, now);
      if (pauseMs > 0) limiter.slow(bucketOf(hop), pauseMs);
      const delayMs = retryDelay({ idempotent, end, attempt, retries: limits.retries, now, random: random() });
      if (delayMs === undefined || (pauseMs > 0 && limiter.isSpent(bucketOf(hop)))) return result;
      book.tally(hop.provider).retries++;
      onRetry(hop, attempt + 1, delayMs, end.kind === 'status' ? `status ${end.status}` : end.kind);
      await clock.sleep(delayMs, signal);
    }
  };
}
