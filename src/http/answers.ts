import { z } from 'zod';
import { type Answer, NOT_FOUND, ok, unavailable } from '../model/answer.ts';
import { compact } from '../model/compact.ts';
import { RevengeError } from '../model/errors.ts';
import type { Failures } from './failures.ts';
import type { HttpRequest } from './port.ts';
import { settingOf } from './settings.ts';
import type { HopAnswer } from './wire.ts';

/** Where the services write what is wrong: Arr `message`, TMDb `status_message`, MusicBrainz and AcoustID `error`, OMDb `Error`. */
const errorBodySchema = z.union([
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ status_message: z.string() }).transform((body) => body.status_message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ Error: z.string() }).transform((body) => body.Error),
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
]);

/** A body that refuses a key is much shorter. */
const MOST_OF_REFUSAL = 16_384;

/** The error of an answer that refuses the key in its body, whatever its status. */
export function refusalInBody(
  { refusal }: HttpRequest,
  answer: HopAnswer,
  failures: Failures,
): Answer<never> | undefined {
  if (refusal === undefined || answer.bytes.length > MOST_OF_REFUSAL) return undefined;
  const error = refusal(answer.bytes.toString('utf8'));
  if (error === undefined) return undefined;
  const { code, message, hint, context } = error;
  return unavailable(new RevengeError(code, failures.foreign(message), { ...compact({ hint }), context }));
}

/** What an answer means by its status alone. */
export function byStatus(request: HttpRequest, answer: HopAnswer, failures: Failures): Answer<HopAnswer> {
  const { status, hop } = answer;
  if (status >= 200 && status < 300) return ok(answer);
  if (status === 404 || request.notFoundStatuses?.includes(status)) return NOT_FOUND;
  const said = errorText(answer, failures);
  const what = `answered ${status}${said === '' ? '' : `: ${said}`}`;
  if (status === 401 || status === 403) return keyRefused(answer, what, failures);
  if (status === 429) {
    const hint = 'The service limits how often it is asked; the next run asks again.';
    return unavailable(failures.error(hop, 'HTTP_RATE_LIMITED', what, { status, hint }));
  }
  return unavailable(failures.error(hop, 'HTTP_STATUS', what, { status }));
}

/** An answer that refuses the key. */
function keyRefused(answer: HopAnswer, what: string, failures: Failures): Answer<never> {
  const { hop, status } = answer;
  const key = settingOf(hop.limits);
  const hint = key === undefined ? undefined : `Check the key of this service under ${key} in the configuration.`;
  return unavailable(failures.error(hop, 'HTTP_AUTH', what, { status, hint }));
}

function errorText(answer: HopAnswer, failures: Failures): string {
  try {
    return failures.foreign(errorBodySchema.parse(JSON.parse(answer.bytes.toString('utf8'))));
  } catch {
    return '';
  }
}
