import type { Clock } from '../../util/clock.ts';
import { endOf } from '../attempt-end.ts';
import { type Circuit, createCircuit } from '../circuit.ts';
import type { Failures } from '../failures.ts';
import type { Exchange, HopResult } from '../wire.ts';

export interface GuardSettings {
  readonly clock: Clock;
  readonly failures: Failures;
}

/**
 * A circuit breaker for each host: a host that failed too often is not asked for a while. One request counts once,
 * with all its retries and redirects.
 */
export function guard({ clock, failures }: GuardSettings, inner: Exchange): Exchange {
  const circuit = createCircuit(clock.now);
  return async (hop, signal) => {
    const { host } = hop.url;
    const admission = circuit.admit(host);
    if (!admission.admitted) {
      const seconds = Math.ceil(admission.retryInMs / 1000);
      const why = `${host} failed ${admission.failures} times in a row; it is asked again in ${seconds} s`;
      return failures.unsent(hop, 'HTTP_NETWORK', why);
    }
    let outcome: keyof Pick<Circuit, 'success' | 'failure' | 'release'> = 'release';
    try {
      // A probe finds out whether the host is back: one attempt is enough.
      const sent = admission.probe ? { ...hop, limits: { ...hop.limits, retries: 0 } } : hop;
      const result = await inner(sent, signal);
      outcome = outcomeOf(result);
      return result;
    } finally {
      circuit[outcome](host);
    }
  };
}

/** What a result says about the health of the host. */
function outcomeOf(result: HopResult): 'success' | 'failure' | 'release' {
  const end = endOf(result);
  if (end.kind === 'status') return end.status >= 500 ? 'failure' : 'success';
  return end.kind === 'final' || end.kind === 'page' ? 'release' : 'failure';
}
