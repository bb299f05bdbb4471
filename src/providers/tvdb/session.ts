import type { z } from 'zod';
import type { HttpGateway, HttpRequest, JsonBody } from '../../http/port.ts';
import type { Answer } from '../../model/answer.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { alwaysThere } from '../shared/answers.ts';
import type { TvdbConfig } from './config.ts';
import { tvdbLogin } from './schema.ts';

/** How long a login that could not be made is not tried again. */
const KEEP_FAILURE_MS = 30_000;

export interface TvdbSession {
  json<S extends z.ZodType>(
    request: HttpRequest,
    schema: S,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<z.output<S>>>>;
}

/**
 * Logs in once a run, at the first question, and sends the token with each. A token that is not taken any more is
 * replaced by one new login; a key that is refused is not tried again and again.
 */
export function tvdbSession(gateway: HttpGateway, base: string, { apiKey, pin }: TvdbConfig): TvdbSession {
  // Each login has a number; a question whose token was refused asks for the next one.
  const logins = answerMemo<string>({ limit: 2, keepFailureMs: KEEP_FAILURE_MS });
  let current = 0;
  // A token that is refused as soon as it is given: no login helps.
  let refusal: Answer<never> | undefined;

  const login = async (signal: AbortSignal): Promise<Answer<string>> => {
    const json = { apikey: apiKey, ...(pin === undefined ? {} : { pin }) };
    const request: HttpRequest = { provider: 'tvdb', method: 'POST', url: `${base}/login`, json };
    const answer = alwaysThere(await gateway.json(request, tvdbLogin, signal), {
      provider: 'tvdb',
      what: 'login',
      hint: 'Check `sources.tvdb.url` in the configuration.',
    });
    return answer.status === 'ok' ? { status: 'ok', value: answer.value.data.data.token } : answer;
  };

  return {
    async json(request, schema, signal) {
      for (let again = false; ; again = true) {
        if (refusal !== undefined) return refusal;
        const number = current;
        const token = await logins.ask(String(number), signal, () => login(signal));
        if (token.status === 'unavailable' && token.error.code === 'OFFLINE') {
          // Nobody is asked, so nobody wants a token; what is kept can still be given.
          return gateway.json(request, schema, signal);
        }
        if (token.status !== 'ok') return token;
        const headers = { ...request.headers, Authorization: `Bearer ${token.value}` };
        const answer = await gateway.json({ ...request, headers, hasSessionToken: true }, schema, signal);
        const refused = answer.status === 'unavailable' && answer.error.context.status === 401;
        if (refused && again) refusal = answer;
        if (!refused || again) return answer;
        if (current === number) current++;
      }
    },
  };
}
