import { bucketOf } from '../bucket.ts';
import type { Failures } from '../failures.ts';
import type { HealthBook } from '../health.ts';
import type { HostLimiter } from '../host-limiter.ts';
import type { Exchange, Hop, HopResult } from '../wire.ts';

export interface PaceSettings {
  readonly limiter: HostLimiter;
  readonly book: HealthBook;
  readonly failures: Failures;
  /** True once the gateway is closed: requests that still wait for a slot are not sent. */
  readonly isClosed: () => boolean;
}

/** Sends each request when the limits of its host allow it. Counts requests and their waits. */
export function pace({ limiter, book, failures, isClosed }: PaceSettings, inner: Exchange): Exchange {
  return async (hop, signal) => {
    const tally = book.tally(hop.provider);
    const turn = await limiter.run(bucketOf(hop), hop.limits, signal, async () => {
      if (isClosed()) return failures.unsent(hop, 'HTTP_NETWORK', 'the gateway is closed');
      tally.requests++;
      return inner(hop, signal);
    });
    if (turn.kind === 'paused') return paused(hop, turn.forMs, failures);
    tally.waitedMs += turn.waitedMs;
    if (turn.waitedMs > 0) tally.waits++;
    tally.wireMs += turn.value.tookMs;
    return turn.value;
  };
}

function paused(hop: Hop, forMs: number, failures: Failures): HopResult {
  const time = forMs > 90_000 ? `${Math.ceil(forMs / 60_000)} more min` : `${Math.ceil(forMs / 1000)} more s`;
  const hint = 'The service limits how often it is asked; a later run asks again.';
  return failures.unsent(hop, 'HTTP_RATE_LIMITED', `${hop.url.host} asked to be left alone for ${time}`, hint);
}
