import type { Failures } from '../failures.ts';
import { nextHop } from '../redirect.ts';
import { addressHint } from '../settings.ts';
import type { Exchange, HopAnswer, HopFailure } from '../wire.ts';

const MOST_REDIRECTS = 5;

/** Follows redirects, all of them within the time of the first request. `tookMs` is that of all of them. */
export function follow({ failures }: { readonly failures: Failures }, inner: Exchange): Exchange {
  return async (first, signal) => {
    let hop = first;
    let tookMs = 0;
    for (let redirects = 0; ; redirects++) {
      const result = await inner({ ...hop, timeoutMs: Math.max(1, first.timeoutMs - tookMs) }, signal);
      tookMs += result.tookMs;
      if (result.kind === 'failure') return { ...result, tookMs };
      const next = nextHop(result);
      if (next.kind === 'none') return { ...result, tookMs };
      if (next.kind === 'refuse') return refused(result, next.why, tookMs);
      if (redirects === MOST_REDIRECTS) return refused(result, `redirects more than ${MOST_REDIRECTS} times`, tookMs);
      hop = next.hop;
    }
  };

  function refused({ hop, status }: HopAnswer, why: string, tookMs: number): HopFailure {
    const hint = addressHint(
      hop.limits,
      (key) => `Is ${key} the address of the service itself?`,
      'The address has moved.',
    );
    return failures.failure(hop, 'final', failures.error(hop, 'HTTP_STATUS', why, { status, hint }), tookMs);
  }
}
