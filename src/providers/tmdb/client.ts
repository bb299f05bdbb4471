import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import type { Answer } from '../../model/answer.ts';
import { baseLanguages, languageWithCountry } from '../../model/language-tags.ts';
import { apiBase, query } from '../shared/addresses.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { TmdbConfig } from './config.ts';
import { tmdbChangesPage } from './schema/changes.ts';
import { type TmdbCollection, tmdbCollection } from './schema/collection.ts';
import { tmdbConfiguration } from './schema/configuration.ts';
import { type TmdbMovie, tmdbMovie } from './schema/movie.ts';
import { findAnswer, movieSearch, type TmdbMovieHit, type TmdbTvHit, tvSearch } from './schema/search.ts';
import { type TmdbSeason, type TmdbShow, tmdbSeasons, tmdbTv } from './schema/tv.ts';

/** Items that one answer may be asked to append, at most (developer.themoviedb.org/docs/append-to-response). */
const APPENDED_AT_MOST = 20;

const MOVIE_PARTS = [
  'credits',
  'images',
  'external_ids',
  'release_dates',
  'alternative_titles',
  'keywords',
  'videos',
  'translations',
  'watch/providers',
  'recommendations',
] as const;

const TV_PARTS = [
  'aggregate_credits',
  'content_ratings',
  'external_ids',
  'images',
  'alternative_titles',
  'keywords',
  'videos',
  'translations',
  'watch/providers',
  'episode_groups',
] as const;

/** Seasons that fit into one answer beside everything else of a show. */
export const SEASONS_BESIDE_SHOW = APPENDED_AT_MOST - TV_PARTS.length;
/** Seasons that fit into a further answer. */
export const SEASONS_ALONE = APPENDED_AT_MOST;

type Asked<T> = Promise<Answer<JsonBody<T>>>;

export interface TmdbClient {
  searchMovies(title: string, year: number | undefined, signal: AbortSignal): Asked<{ results: TmdbMovieHit[] }>;
  searchTv(title: string, year: number | undefined, signal: AbortSignal): Asked<{ results: TmdbTvHit[] }>;
  find(source: 'imdb_id' | 'tvdb_id', id: string, signal: AbortSignal): Asked<z.output<typeof findAnswer>>;
  movie(id: string, signal: AbortSignal): Asked<TmdbMovie>;
  /** The show with `seasons` of it, no more than `SEASONS_BESIDE_SHOW`. A season that does not exist is not in the answer. */
  tv(id: string, seasons: readonly number[], signal: AbortSignal): Asked<{ show: TmdbShow; seasons: TmdbSeason[] }>;
  /** Further seasons, no more than `SEASONS_ALONE`; in another language than the first where one is given. */
  seasons(id: string, seasons: readonly number[], signal: AbortSignal, language?: string): Asked<TmdbSeason[]>;
  /** One page, from 1, of the works that changed in some days (`YYYY-MM-DD`), 14 at most. */
  changes(
    kind: 'movie' | 'tv',
    from: string,
    to: string,
    page: number,
    signal: AbortSignal,
  ): Asked<z.output<typeof tmdbChangesPage>>;
  collection(id: string, signal: AbortSignal): Asked<TmdbCollection>;
  /** Where pictures lie. */
  configuration(signal: AbortSignal): Asked<z.output<typeof tmdbConfiguration>>;
}

export function tmdbClient(
  gateway: HttpGateway,
  config: TmdbConfig,
  languages: readonly string[],
  warn: WarningCollector,
): TmdbClient {
  const told = telling('tmdb', warn);
  const base = apiBase(config.url, '/3');
  const auth = authentication(config);
  const [first] = languages;
  const language = first && languageWithCountry(first);
  // Sub-requests share the query: without this, `language` would leave out all pictures in other languages and those without text.
  const bases = baseLanguages(languages);
  const images = { include_image_language: [...bases, 'null'].join(',') };
  const videos = { include_video_language: bases.length === 0 ? undefined : bases.join(',') };

  const get = <S extends z.ZodType>(
    path: string,
    members: Readonly<Record<string, string | number | undefined>>,
    schema: S,
    signal: AbortSignal,
    cache: CacheKind | 'none' = 'work',
  ): Promise<Answer<JsonBody<z.output<S>>>> =>
    gateway.json({ provider: 'tmdb', url: `${base}/${path}${query(members)}`, ...auth, cache }, told(schema), signal);

  return {
    searchMovies: (title, year, signal) =>
      get('search/movie', { query: title, year, language }, movieSearch, signal, 'search'),
    searchTv: (title, year, signal) =>
      get('search/tv', { query: title, first_air_date_year: year, language }, tvSearch, signal, 'search'),
    find: (source, id, signal) =>
      get(`find/${encodeURIComponent(id)}`, { external_source: source, language }, findAnswer, signal, 'search'),
    movie: (id, signal) =>
      get(
        `movie/${encodeURIComponent(id)}`,
        { append_to_response: MOVIE_PARTS.join(','), language, ...images, ...videos },
        tmdbMovie,
        signal,
      ),
    tv: (id, seasons, signal) =>
      get(
        `tv/${encodeURIComponent(id)}`,
        { append_to_response: [...TV_PARTS, ...seasons.map(seasonPart)].join(','), language, ...images, ...videos },
        tmdbTv,
        signal,
      ),
    seasons: (id, seasons, signal, other) =>
      get(
        `tv/${encodeURIComponent(id)}`,
        {
          append_to_response: seasons.map(seasonPart).join(','),
          language: other === undefined ? language : languageWithCountry(other),
        },
        tmdbSeasons,
        signal,
      ),
    changes: (kind, from, to, page, signal) =>
      get(`${kind}/changes`, { start_date: from, end_date: to, page }, tmdbChangesPage, signal, 'none'),
    collection: (id, signal) =>
      get(`collection/${id}`, { append_to_response: 'translations', language }, tmdbCollection, signal),
    configuration: (signal) => get('configuration', {}, tmdbConfiguration, signal),
  };
}

function seasonPart(season: number): string {
  return `season/${season}`;
}

/** A v4 token goes in a header, a v3 key in the query, where no log shows it. A v4 token is a JWT. */
function authentication({ apiKey, accessToken }: TmdbConfig): {
  readonly headers?: Readonly<Record<string, string>>;
  readonly secretQuery?: Readonly<Record<string, string>>;
} {
  const token = accessToken ?? (apiKey?.startsWith('eyJ') ? apiKey : undefined);
  if (token !== undefined) return { headers: { Authorization: `Bearer ${token}` } };
  return apiKey === undefined ? {} : { secretQuery: { api_key: apiKey } };
}
