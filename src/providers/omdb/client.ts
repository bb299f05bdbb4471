import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import { refusal } from '../shared/refusal.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type OmdbHit, type OmdbWork, omdbAnswer, omdbSearch, type Refused } from './schema.ts';

export interface OmdbConfig {
  /** `https://www.omdbapi.com`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
}

export interface OmdbOptions {
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  readonly warn?: WarningCollector;
}

export type OmdbKind = 'movie' | 'series';

export interface OmdbClient {
  /** What has an IMDb id; `not-found` where OMDb does not know it. */
  work(imdb: string, signal: AbortSignal): Promise<Answer<JsonBody<OmdbWork>>>;
  /** The first ten hits; `not-found` where there are none, or too many to name. */
  search(
    kind: OmdbKind,
    title: string,
    year: number | undefined,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<readonly OmdbHit[]>>>;
}

/** What OMDb and its limits say when the day's requests are used up: with 401, and maybe with 200. */
const USED_UP = /limit reached/i;
const REFUSED_KEY = /(?:invalid|no) api ?key/i;
const SERVICE = { provider: 'omdb', what: 'OMDb', hint: 'Check `sources.omdb.url` in the configuration.' };
const KEY_HINT = 'Check `sources.omdb.apiKey` in the configuration.';

/** After OMDb has said that the day's (UTC) requests are used up it is asked no more that day. */
export function omdbClient(
  config: OmdbConfig,
  gateway: HttpGateway,
  { now = Date.now, warn = () => {} }: OmdbOptions,
): OmdbClient {
  const told = telling('omdb', warn);
  const base = config.url.replace(/\/+$/, '');
  let usedUpOn = '';
  const today = () => new Date(now()).toISOString().slice(0, 10);

  const ask = async <T extends object>(
    members: Readonly<Record<string, string | number | undefined>>,
    schema: z.ZodType<T | Refused>,
    cache: CacheKind,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<T>>> => {
    if (usedUpOn === today()) return usedUp();
    const url = `${base}/${query(members)}`;
    const request = { provider: 'omdb', url, secretQuery: { apikey: config.apiKey }, cache };
    const answer = await gateway.json(request, told(schema), signal);
    if (answer.status === 'unavailable' && USED_UP.test(answer.error.message)) {
      usedUpOn = today();
      return usedUp();
    }
    if (answer.status === 'unavailable' && REFUSED_KEY.test(answer.error.message)) {
      return refusal('omdb', 'HTTP_AUTH', 'the key is refused', KEY_HINT);
    }
    if (answer.status !== 'ok') return alwaysThere(answer, SERVICE);
    const { data, ...rest } = answer.value;
    return 'refused' in data ? NOT_FOUND : ok({ ...rest, data });
  };

  return {
    work: (imdb, signal) => ask({ i: imdb, plot: 'full' }, omdbAnswer, 'work', signal),
    search: (kind, title, year, signal) => ask({ s: title, type: kind, y: year }, omdbSearch, 'search', signal),
  };
}

function usedUp(): Answer<never> {
  const hint =
    'A later run asks for what is missing; `sources.omdb.dailyLimit` says how many requests a day there are.';
  return refusal('omdb', 'HTTP_RATE_LIMITED', "the day's requests are used up", hint);
}
