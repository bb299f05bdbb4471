import type { Failures } from './failures.ts';
import { nextHop } from './redirect.ts';
import { addressHint } from './settings.ts';
import type { Exchange, Hop, HopResult } from './wire.ts';

const MOST_REDIRECTS = 5;

/** One attempt: the request and the redirects it meets, within its time. `tookMs` is that of all of them. */
export async function follow(
  first: Hop,
  exchange: Exchange,
  failures: Failures,
  signal: AbortSignal,
): Promise<HopResult> {
  let hop = first;
  let tookMs = 0;
  for (let redirects = 0; ; redirects++) {
    const result = await exchange({ ...hop, timeoutMs: Math.max(1, first.timeoutMs - tookMs) }, signal);
    tookMs += result.tookMs;
    if (result.kind === 'failure') return { ...result, tookMs };
    const next = nextHop(result);
    if (next.kind === 'none') return { ...result, tookMs };
    const refused = next.kind === 'refuse' ? next.why : undefined;
    if (next.kind === 'follow' && redirects < MOST_REDIRECTS) {
      hop = next.hop;
      continue;
    }
    const what = refused ?? `redirects more than ${MOST_REDIRECTS} times`;
    const details = {
      status: result.status,
      hint: addressHint(
        hop.provider,
        (key) => `Is ${key} the address of the service itself?`,
        'The address has moved.',
      ),
    };
    return failures.failure(first, 'final', failures.error(hop, 'HTTP_STATUS', what, details), tookMs);
  }
}
