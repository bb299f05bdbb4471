import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { Candidate } from '../../model/outcome.ts';
import type { MetadataSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { alwaysThere, mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { tmdbChangedSince } from './changes.ts';
import { type TmdbClient, tmdbClient } from './client.ts';
import type { TmdbConfig } from './config.ts';
import { withFurtherLanguages } from './episode-texts.ts';
import { imagePlace } from './image-place.ts';
import { movieCandidate, movieHitCandidate, showCandidate, tvHitCandidate } from './map/candidates.ts';
import { movieRecord } from './map/movie-record.ts';
import { showRecord } from './map/show-record.ts';
import type { Wishes } from './map/values.ts';
import type { TmdbCollection } from './schema/collection.ts';
import type { TmdbMovie } from './schema/movie.ts';
import { type SeriesFetcher, seriesFetcher } from './series.ts';

/** Movies that are kept between looking closer at a candidate and fetching it. */
const KEPT_MOVIES = 32;
/** Collections that are kept: their movies come one by one. */
const KEPT_COLLECTIONS = 256;

const SEARCH = { provider: 'tmdb', what: 'search', hint: 'Check `sources.tmdb.url` in the configuration.' };

interface Fetchers {
  readonly client: TmdbClient;
  readonly series: SeriesFetcher;
  movie(id: string, signal: AbortSignal): Promise<Answer<JsonBody<TmdbMovie>>>;
  /** The collection that a movie is in, where its text is wanted. */
  collectionOf(movie: TmdbMovie, signal: AbortSignal): Promise<Answer<{ readonly data?: TmdbCollection }>>;
}

/**
 * The Movie Database as a source of movies and series: one search and one lookup a movie; a series one more for each 20
 * seasons after the first 10, a collection one where its text is wanted.
 */
export function createTmdb(
  config: TmdbConfig,
  wishes: Wishes,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): MetadataSource {
  const client = tmdbClient(gateway, config, wishes.languages, warn);
  const movies = answerMemo<JsonBody<TmdbMovie>>({ limit: KEPT_MOVIES });
  const collections = answerMemo<JsonBody<TmdbCollection>>({ limit: KEPT_COLLECTIONS });
  const fetchers: Fetchers = {
    client,
    series: seriesFetcher(client),
    movie: (id, signal) => movies.ask(id, signal, () => client.movie(id, signal)),
    collectionOf: async ({ belongs_to_collection: given }, signal) => {
      const id = given?.id;
      if (config.collections !== true || id === undefined) return NOT_FOUND;
      return collections.ask(id, signal, () => client.collection(id, signal));
    },
  };
  const images = imagePlace(client, config.imageUrl);

  return {
    id: 'tmdb',
    groups: ['movie', 'series'],
    resolves: ['tmdb', 'imdb', 'tvdb'],
    changedSince: tmdbChangedSince(client),
    idKind: { movie: 'tmdb', series: 'tmdb' },

    async search({ kind, title, year }, signal) {
      if (title.trim() === '') return ok([]);
      if (kind === 'movie') {
        const answer = await client.searchMovies(title, year, signal);
        return mapped(alwaysThere(answer, SEARCH), ({ data }) => data.results.map(movieHitCandidate));
      }
      if (kind === 'series') {
        const answer = await client.searchTv(title, year, signal);
        return mapped(alwaysThere(answer, SEARCH), ({ data }) => data.results.map(tvHitCandidate));
      }
      return ok([]);
    },

    async resolve({ kind, value }, group, signal) {
      if (group === 'album') return NOT_FOUND;
      if (kind === 'tmdb') return byOwnId(fetchers, value, group, wishes.languages, signal);
      if (kind === 'imdb' && /^tt\d+$/.test(value))
        return byForeignId(fetchers, 'imdb_id', value, group, wishes, signal);
      if (kind === 'tvdb' && isNumber(value)) return byForeignId(fetchers, 'tvdb_id', value, group, wishes, signal);
      return NOT_FOUND;
    },

    async complete(candidate, signal) {
      if (candidate.provider !== 'tmdb') return ok(candidate);
      const group = candidate.kind === 'movie' ? 'movie' : 'series';
      const full = await byOwnId(fetchers, candidate.providerId, group, wishes.languages, signal);
      return mapped(full, (found) => found);
    },

    async fetch(ids, group, wanted, signal) {
      const id = ids.tmdb;
      if (id === undefined || !isNumber(id)) return NOT_FOUND;
      if (group === 'movie') {
        const movie = await fetchers.movie(id, signal);
        if (movie.status !== 'ok') return movie;
        const collection = await fetchers.collectionOf(movie.value.data, signal);
        if (collection.status === 'unavailable') return collection;
        const { data } = collection.status === 'ok' ? collection.value : {};
        return ok(movieRecord(movie.value, wishes, await images(signal), data));
      }
      if (group === 'series') {
        const found = await fetchers.series.withSeasons(id, wanted.seasons, signal);
        if (found.status !== 'ok') return found;
        const show = await withFurtherLanguages(client, found.value, wishes.languages, signal);
        return show.status === 'ok' ? ok(showRecord(show.value, wishes, await images(signal))) : show;
      }
      return NOT_FOUND;
    },
  };
}

async function byOwnId(
  { movie, series }: Fetchers,
  id: string,
  group: 'movie' | 'series',
  languages: readonly string[],
  signal: AbortSignal,
): Promise<Answer<Candidate>> {
  if (!isNumber(id)) return NOT_FOUND;
  if (group === 'movie') return mapped(await movie(id, signal), ({ data }) => movieCandidate(data, languages));
  return mapped(await series.show(id, signal), ({ show }) => showCandidate(show, languages));
}

async function byForeignId(
  fetchers: Fetchers,
  source: 'imdb_id' | 'tvdb_id',
  id: string,
  group: 'movie' | 'series',
  { languages }: Wishes,
  signal: AbortSignal,
): Promise<Answer<Candidate>> {
  const answer = await fetchers.client.find(source, id, signal);
  if (answer.status !== 'ok') return answer;
  const found = answer.value.data;
  if (group === 'movie') {
    const [movie] = found.movie_results;
    return movie === undefined ? NOT_FOUND : ok(movieHitCandidate(movie));
  }
  const [show] = found.tv_results;
  if (show !== undefined) return ok(tvHitCandidate(show));
  // The id may be that of an episode or a season; then it is its show that is meant.
  const parent = [...found.tv_episode_results, ...found.tv_season_results][0]?.show_id;
  return parent === undefined ? NOT_FOUND : byOwnId(fetchers, parent, 'series', languages, signal);
}

function isNumber(id: string): boolean {
  return /^[1-9]\d{0,17}$/.test(id);
}
