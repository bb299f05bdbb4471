import { bucketOf } from './bucket.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import type { Failures } from './failures.ts';
import { follow } from './follow.ts';
import type { Tally } from './health.ts';
import type { HostLimiter } from './host-limiter.ts';
import { isPage } from './page.ts';
import { type AttemptEnd, hostPause, retryDelay } from './retry-delay.ts';
import type { Exchange, Hop, HopAnswer, HopResult } from './wire.ts';

/** A retry that is about to be waited for. */
export interface RetryNotice {
  readonly provider: string;
  readonly method: 'GET' | 'POST';
  /** Without secrets. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** `status 503`, `network`, `timeout` */
  readonly reason: string;
}

export interface AttemptTools {
  readonly exchange: Exchange;
  readonly limiter: HostLimiter;
  readonly circuit: Circuit;
  readonly clock: Clock;
  readonly random: () => number;
  readonly failures: Failures;
  readonly onRetry: (hop: Hop, notice: Pick<RetryNotice, 'attempt' | 'delayMs' | 'reason'>) => void;
}

/** Asks over the network, again where that helps, and not at all where the host has failed too often. */
export async function attempt(first: Hop, tally: Tally, tools: AttemptTools, signal: AbortSignal): Promise<HopResult> {
  const { circuit, clock, failures, limiter } = tools;
  const { host } = first.url;
  const admission = circuit.admit(host);
  if (!admission.admitted) {
    const seconds = Math.ceil(admission.retryInMs / 1000);
    const what = `was not sent: ${host} failed ${admission.failures} times in a row; it is asked again in ${seconds} s`;
    return failures.failure(first, 'final', failures.error(first, 'HTTP_NETWORK', what));
  }
  let verdict: 'success' | 'failure' | 'release' = 'release';
  try {
    for (let made = 0; ; made++) {
      const result = await follow(first, tools.exchange, failures, signal);
      const end = endOf(result);
      const now = clock.now();
      const pause = hostPause(end, made, now);
      if (pause > 0) limiter.slow(bucketOf(result.hop), pause);
      const retries = admission.probe ? 0 : first.limits.retries;
      const question = { idempotent: first.idempotent, end, attempt: made, retries, now, random: tools.random() };
      const delayMs = retryDelay(question);
      if (delayMs === undefined || (pause > 0 && limiter.isSpent(bucketOf(result.hop)))) {
        verdict = verdictOf(end);
        return result;
      }
      tally.retries++;
      const reason = end.kind === 'status' ? `status ${end.status}` : end.kind;
      tools.onRetry(first, { attempt: made + 1, delayMs, reason });
      await clock.sleep(delayMs, signal);
    }
  } finally {
    circuit[verdict](host);
  }
}

/** A web page under 200 in place of JSON is what a log-in page of a network or a proxy answers with. */
function isPageForJson(answer: HopAnswer): boolean {
  const { status, hop } = answer;
  return status >= 200 && status < 300 && hop.headers.accept === 'application/json' && isPage(answer);
}

function endOf(result: HopResult): AttemptEnd {
  if (result.kind === 'failure') return { kind: result.end };
  if (isPageForJson(result)) return { kind: 'page' };
  return { kind: 'status', status: result.status, retryAfter: result.headers['retry-after'] };
}

function verdictOf(end: AttemptEnd): 'success' | 'failure' | 'release' {
  if (end.kind === 'status') return end.status >= 500 ? 'failure' : 'success';
  return end.kind === 'final' || end.kind === 'page' ? 'release' : 'failure';
}
