import type { RevengeError } from '../../model/errors.ts';
import type { Failures } from '../failures.ts';
import { createRefusals } from '../refusals.ts';
import type { Exchange, HopResult } from '../wire.ts';

/**
 * Sends a key that is refused once a run: requests with it are not sent any more, and fail with the error of the first
 * refusal. A refusal is an answer that its judge calls `HTTP_AUTH`: status 401 or 403, or a body that refuses the key
 * (`HttpRequest.refusal`).
 */
export function authorize({ failures }: { readonly failures: Failures }, inner: Exchange): Exchange {
  const refusals = createRefusals();
  return async (hop, signal) => {
    // The refusal of an expired session refuses no key.
    if (hop.hasSessionToken) return inner(hop, signal);
    const result = await refusals.guard(hop, signal, () => inner(hop, signal), refusalIn);
    return result.kind === 'refused' ? failures.failure(hop, 'final', result.error) : result;
  };
}

/** The error of an answer that refuses the key. OMDb answers 401, too, when the day's requests are used up. */
function refusalIn(result: HopResult): RevengeError | undefined {
  if (result.kind === 'failure') return undefined;
  const verdict = result.hop.judge(result);
  if (verdict.kind !== 'bad' || verdict.error.code !== 'HTTP_AUTH') return undefined;
  return /\blimit\b/i.test(verdict.error.message) ? undefined : verdict.error;
}
