import { type Answer, ok, unavailable } from '../../model/answer.ts';
import { RevengeError } from '../../model/errors.ts';
import type { ProviderId } from '../../model/ids.ts';

/** The answer with its value mapped; "not found" and "could not ask" stay as they are. */
export function mapped<T, U>(answer: Answer<T>, map: (value: T) => U): Answer<U> {
  return answer.status === 'ok' ? ok(map(answer.value)) : answer;
}

/**
 * A list or a search is there whenever the service is, be it empty. A 404 hence means that another server answered: the
 * service could not be asked, which is not the same as that it knows nothing.
 */
export function alwaysThere<T>(
  answer: Answer<T>,
  asked: { readonly provider: ProviderId; readonly what: string; readonly hint: string },
): Answer<T> {
  if (answer.status !== 'not-found') return answer;
  const message = `${asked.provider}: the address that was asked has no ${asked.what} (404); it seems to be another server`;
  return unavailable(
    new RevengeError('HTTP_STATUS', message, { hint: asked.hint, context: { provider: asked.provider } }),
  );
}
