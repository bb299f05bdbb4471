import { z } from 'zod';
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
  return unavailable(refusalError(provider, code, said, hint));
}

/** A service's own word that it does not take the key. */
export function refusedKey(provider: ProviderId, said: string, hint: string): RevengeError {
  return refusalError(provider, 'HTTP_AUTH', said, hint);
}

/** Reads bodies that refuse a key (`HttpRequest.refusal`); what is no JSON of this form refuses none. */
export function keyRefusal<S extends z.ZodType>(
  schema: S,
  read: (said: z.output<S>) => RevengeError | undefined,
): (body: string) => RevengeError | undefined {
  const text = z
    .string()
    .transform((body, context): unknown => {
      try {
        return JSON.parse(body);
      } catch {
        context.issues.push({ code: 'custom', input: body, message: 'no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
  return (body) => {
    const said = text.safeParse(body);
    return said.success ? read(said.data) : undefined;
  };
}

function refusalError(provider: ProviderId, code: ErrorCode, said: string, hint: string | undefined): RevengeError {
  return new RevengeError(code, `${provider} answered: ${said}`, {
    ...(hint === undefined ? {} : { hint }),
    context: { provider },
  });
}
