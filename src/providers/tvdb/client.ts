import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, HttpRequest, JsonBody } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import type { ChangedSince } from '../port.ts';
import { apiBase, query } from '../shared/addresses.ts';
import { alwaysThere, mapped } from '../shared/answers.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { tvdbChangedSince } from './changes.ts';
import type { TvdbConfig } from './config.ts';
import {
  type TvdbEpisode,
  type TvdbHit,
  type TvdbMovie,
  type TvdbSeries,
  tvdbEpisodes,
  tvdbMovie,
  tvdbRemote,
  tvdbSearch,
  tvdbSeries,
} from './schema.ts';
import { tvdbSession } from './session.ts';

const FOUND_AT_MOST = 20;
/** A page has 500 episodes; no series has as many pages as this. */
const PAGES_AT_MOST = 40;
const HINT = 'Check `sources.tvdb.url` in the configuration.';

type Asked<T> = Promise<Answer<JsonBody<T>>>;

export interface TvdbClient {
  search(kind: 'movie' | 'series', title: string, year: number | undefined, signal: AbortSignal): Asked<TvdbHit[]>;
  /** What a foreign id (IMDb's, EIDR's) is of. */
  remote(id: string, signal: AbortSignal): Asked<z.output<typeof tvdbRemote>['data']>;
  series(id: string, signal: AbortSignal): Asked<TvdbSeries>;
  movie(id: string, signal: AbortSignal): Asked<TvdbMovie>;
  /** All episodes in one order, with the texts of one language (TheTVDB's code); without it, with the original ones. */
  episodes(id: string, language: string | undefined, signal: AbortSignal): Asked<TvdbEpisode[]>;
  readonly changedSince: ChangedSince;
}

export function tvdbClient(gateway: HttpGateway, config: TvdbConfig, warn: WarningCollector): TvdbClient {
  const told = telling('tvdb', warn);
  const base = apiBase(config.url, '/v4');
  const session = tvdbSession(gateway, base, config);

  const get = <S extends z.ZodType>(
    path: string,
    schema: S,
    signal: AbortSignal,
    cache: CacheKind = 'work',
  ): Asked<z.output<S>> => {
    const request: HttpRequest = { provider: 'tvdb', url: `${base}/${path}`, cache };
    return session.json(request, told(schema), signal);
  };
  const data = <T>(answer: Answer<JsonBody<{ readonly data: T }>>): Answer<JsonBody<T>> =>
    mapped(answer, ({ data: outer, ...rest }) => ({ ...rest, data: outer.data }));

  return {
    changedSince: tvdbChangedSince(session, base, told),
    search: async (kind, title, year, signal) => {
      const path = `search${query({ query: title, type: kind, year, limit: FOUND_AT_MOST })}`;
      return alwaysThere(data(await get(path, tvdbSearch, signal, 'search')), {
        provider: 'tvdb',
        what: 'search',
        hint: HINT,
      });
    },
    remote: async (id, signal) =>
      data(await get(`search/remoteid/${encodeURIComponent(id)}`, tvdbRemote, signal, 'search')),
    series: async (id, signal) => data(await get(`series/${id}/extended?meta=translations`, tvdbSeries, signal)),
    movie: async (id, signal) => data(await get(`movies/${id}/extended?meta=translations`, tvdbMovie, signal)),
    episodes: async (id, language, signal) => {
      const path = `series/${id}/episodes/${config.seasonType}${language === undefined ? '' : `/${language}`}`;
      const episodes: TvdbEpisode[] = [];
      for (let page = 0; ; page++) {
        const answer = await get(`${path}?page=${page}`, tvdbEpisodes, signal);
        if (answer.status !== 'ok') return answer;
        const { data: answered, ...rest } = answer.value;
        episodes.push(...answered.data.episodes);
        const isLast = answered.links?.next === undefined || answered.data.episodes.length === 0;
        if (isLast || page + 1 >= PAGES_AT_MOST) return ok({ ...rest, data: episodes });
      }
    },
  };
}
