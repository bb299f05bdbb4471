import { createFailures } from '../../../src/http/failures.ts';
import { createHealthBook } from '../../../src/http/health.ts';
import { createSecrets } from '../../../src/http/secrets.ts';
import type { Exchange, Hop, HopAnswer, HopFailure, HopResult } from '../../../src/http/wire.ts';

/** Makes the result of one request. */
type Step = (hop: Hop, signal: AbortSignal) => HopResult | Promise<HopResult>;

/** What the layers share, new for each test. */
export function tools() {
  const secrets = createSecrets();
  return { secrets, failures: createFailures(secrets), book: createHealthBook() };
}

/** An exchange that takes one step a request, the last one again and again, and keeps the hops that reach it. */
export function fake(...steps: Step[]): Exchange & { readonly hops: Hop[] } {
  const hops: Hop[] = [];
  const exchange: Exchange = async (hop, signal) => {
    hops.push(hop);
    const step = steps[Math.min(hops.length, steps.length) - 1];
    if (step === undefined) throw new Error('this exchange must not be reached');
    return step(hop, signal);
  };
  return Object.assign(exchange, { hops });
}

/** A step that answers. */
export function answers(status = 200, changed: Partial<Omit<HopAnswer, 'kind' | 'hop' | 'status'>> = {}) {
  return (hop: Hop): HopAnswer => ({
    kind: 'answer',
    hop,
    status,
    headers: {},
    bytes: Buffer.from('{}'),
    at: '2026-01-01T00:00:00.000Z',
    fromPublic: false,
    tookMs: 10,
    ...changed,
  });
}

/** A step that fails. */
export function fails(end: HopFailure['end'] = 'network', tookMs = 10) {
  const { failures } = tools();
  return (hop: Hop): HopFailure =>
    failures.failure(hop, end, failures.error(hop, 'HTTP_NETWORK', 'failed: for this test'), tookMs);
}

/** The status of an answer, or the code of a failure. */
export function outcome(result: HopResult): number | string {
  return result.kind === 'answer' ? result.status : result.error.code;
}
