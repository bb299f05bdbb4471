import { type Answer, unavailable } from '../../model/answer.ts';
import { type ErrorCode, RevengeError } from '../../model/errors.ts';
import type { ProviderId } from '../../model/ids.ts';

/** A service's own word, in an answer that arrived well, that it does not answer. */
export function refusal(
  provider: ProviderId,
  code: ErrorCode & `HTTP_${string}`,
  said: string,
  hint?: string,
): Answer<never> {
  const error = new RevengeError(code, `${provider} answered: ${said}`, {
    ...(hint === undefined ? {} : { hint }),
    context: { provider },
  });
  return unavailable(error);
}
