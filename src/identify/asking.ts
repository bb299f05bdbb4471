import type { Answer } from '../model/answer.ts';
import { unavailable } from '../model/answer.ts';
import { toRevengeError } from '../model/errors.ts';
import type { ProviderId } from '../model/ids.ts';
import { type UnaskedSource, unaskedSource } from '../model/outcome.ts';
import { withoutRequest } from '../model/without-request.ts';

/** The log of one identification: whom it asked, what they said, who could not be asked. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly reasons: string[];
  readonly degraded: UnaskedSource[];
}

/** A log that has asked nobody yet. */
export function startAsking(signal: AbortSignal): Asking {
  return { signal, reasons: [], degraded: [] };
}

/**
 * Asks one source. Whatever it throws becomes `unavailable`, which is noted once a source: *could not ask* is never
 * *not found*. Only an abort is thrown.
 */
export async function ask<T>(
  log: Asking,
  provider: ProviderId,
  question: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  log.signal.throwIfAborted();
  const answer = await question().catch((thrown: unknown) => unavailable(toRevengeError(thrown)));
  log.signal.throwIfAborted();
  if (answer.status === 'unavailable' && !log.degraded.some((entry) => entry.provider === provider)) {
    log.degraded.push(unaskedSource(provider, answer.error));
    log.reasons.push(`${provider} could not be asked: ${withoutRequest(answer.error.message)}`);
  }
  return answer;
}
