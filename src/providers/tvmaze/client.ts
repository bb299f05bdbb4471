import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import type { Answer } from '../../model/answer.ts';
import { query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type TvmazeShow, tvmazeSearch, tvmazeShow, tvmazeUpdates } from './schema.ts';

export interface TvmazeConfig {
  /** `https://api.tvmaze.com`, or a mirror of it. */
  readonly url: string;
}

export type TvmazeSpan = 'day' | 'week' | 'month';

type Asked<T> = Promise<Answer<JsonBody<T>>>;

export interface TvmazeClient {
  /** The first ten hits, best first. */
  search(title: string, signal: AbortSignal): Asked<z.output<typeof tvmazeSearch>>;
  /** The show that another service knows by this id, without what is embedded. */
  lookup(kind: 'thetvdb' | 'imdb', id: string, signal: AbortSignal): Asked<TvmazeShow>;
  /** A show with seasons, episodes, people, titles and pictures. */
  show(id: string, signal: AbortSignal): Asked<TvmazeShow>;
  /** Shows that changed within the last day, week or month. */
  updates(span: TvmazeSpan, signal: AbortSignal): Asked<Readonly<Record<string, number>>>;
}

const EMBEDDED = ['episodes', 'seasons', 'cast', 'crew', 'akas', 'images'].map((part) => `embed[]=${part}`).join('&');
const HINT = 'Check `sources.tvmaze.url` in the configuration.';

export function tvmazeClient({ url }: TvmazeConfig, gateway: HttpGateway, warn: WarningCollector): TvmazeClient {
  const told = telling('tvmaze', warn);
  const base = url.replace(/\/+$/, '');
  const get = <S extends z.ZodType>(
    path: string,
    schema: S,
    cache: CacheKind,
    signal: AbortSignal,
  ): Asked<z.output<S>> => gateway.json({ provider: 'tvmaze', url: `${base}/${path}`, cache }, told(schema), signal);
  const there = <T>(answer: Answer<T>, what: string): Answer<T> =>
    alwaysThere(answer, { provider: 'tvmaze', what, hint: HINT });

  return {
    search: async (title, signal) =>
      there(await get(`search/shows${query({ q: title })}`, tvmazeSearch, 'search', signal), 'search'),
    lookup: (kind, id, signal) => get(`lookup/shows${query({ [kind]: id })}`, tvmazeShow, 'search', signal),
    show: (id, signal) => get(`shows/${id}?${EMBEDDED}`, tvmazeShow, 'work', signal),
    updates: async (span, signal) =>
      there(await get(`updates/shows${query({ since: span })}`, tvmazeUpdates, 'list', signal), 'list of updates'),
  };
}
