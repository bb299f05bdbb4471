import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { KnownWork, SupplementSource } from '../port.ts';
import { query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import { knownId } from '../shared/known-work.ts';
import { refusal } from '../shared/refusal.ts';
import { omdbRecord } from './map.ts';
import { type OmdbWork, omdbAnswer } from './schema.ts';

export interface OmdbConfig {
  /** `https://www.omdbapi.com`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
}

/** What OMDb and its limits say when the day's requests are used up: with 401, and maybe with 200. */
const USED_UP = /limit reached/i;
const REFUSED_KEY = /(?:invalid|no) api ?key/i;

/** The Open Movie Database: ratings of IMDb, Rotten Tomatoes and Metacritic, one request a work that has none yet. */
export function createOmdb(config: OmdbConfig, gateway: HttpGateway, now: () => number = Date.now): SupplementSource {
  const base = config.url.replace(/\/+$/, '');
  /** The day (UTC) on which OMDb said that its requests are used up; then it is asked no more. */
  let usedUpOn = '';
  const today = () => new Date(now()).toISOString().slice(0, 10);
  const usedUpToday = (): Answer<never> => {
    usedUpOn = today();
    return usedUp();
  };

  const lookup = async (imdb: string, signal: AbortSignal): Promise<Answer<JsonBody<OmdbWork>>> => {
    if (usedUpOn === today()) return usedUp();
    const answer = await gateway.json(
      { provider: 'omdb', url: `${base}/${query({ i: imdb, plot: 'full' })}`, secretQuery: { apikey: config.apiKey } },
      omdbAnswer,
      signal,
    );
    if (answer.status === 'unavailable' && USED_UP.test(answer.error.message)) return usedUpToday();
    if (answer.status === 'unavailable' && REFUSED_KEY.test(answer.error.message)) {
      return refusal('omdb', 'HTTP_AUTH', 'the key is refused', KEY_HINT);
    }
    if (answer.status !== 'ok') return alwaysThere(answer, SERVICE);
    const { data, ...rest } = answer.value;
    return 'refused' in data ? NOT_FOUND : ok({ ...rest, data });
  };

  return {
    id: 'omdb',
    groups: ['movie', 'series'],
    async supplement(work, signal) {
      const { kind } = work;
      const imdb = knownId(work, 'imdb');
      if (kind === 'album' || imdb === undefined || !/^tt\d{7,10}$/.test(imdb) || isRated(work)) return NOT_FOUND;
      const answer = await lookup(imdb, signal);
      if (answer.status !== 'ok') return answer;
      const { Type: type = kind } = answer.value.data;
      return type === kind ? ok(omdbRecord(answer.value, kind)) : NOT_FOUND;
    },
  };
}

const SERVICE = { provider: 'omdb', what: 'OMDb', hint: 'Check `sources.omdb.url` in the configuration.' };
const KEY_HINT = 'Check `sources.omdb.apiKey` in the configuration.';

function usedUp(): Answer<never> {
  const hint =
    'A later run asks for what is missing; `sources.omdb.dailyLimit` says how many requests a day there are.';
  return refusal('omdb', 'HTTP_RATE_LIMITED', "the day's requests are used up", hint);
}

/** Radarr gives the same ratings; then a request of the day's few is saved. */
function isRated({ records }: KnownWork): boolean {
  return records.some(({ values }) => values.ratings?.some(({ source }) => source === 'imdb') === true);
}
