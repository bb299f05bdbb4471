import type { Candidate } from '../../../model/outcome.ts';
import { yearOf } from '../../../model/year.ts';
import { present } from '../../shared/present.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import type { TmdbMovieHit, TmdbTvHit } from '../schema/search.ts';
import type { TmdbShow } from '../schema/tv.ts';
import { movieIds, showIds } from './ids.ts';
import { otherTitles, titleOf } from './texts.ts';

export function movieHitCandidate(hit: TmdbMovieHit): Candidate {
  return {
    provider: 'tmdb',
    providerId: hit.id,
    kind: 'movie',
    ids: { tmdb: hit.id },
    title: hit.title,
    alternativeTitles: [],
    ...present({
      originalTitle: hit.original_title,
      year: yearOf(hit.release_date),
      popularity: hit.popularity,
    }),
  };
}

export function tvHitCandidate(hit: TmdbTvHit): Candidate {
  return {
    provider: 'tmdb',
    providerId: hit.id,
    kind: 'series',
    ids: { tmdb: hit.id },
    title: hit.name,
    alternativeTitles: [],
    ...present({
      originalTitle: hit.original_name,
      year: yearOf(hit.first_air_date),
      popularity: hit.popularity,
    }),
  };
}

export function movieCandidate(movie: TmdbMovie, languages: readonly string[]): Candidate {
  return {
    provider: 'tmdb',
    providerId: movie.id,
    kind: 'movie',
    ids: movieIds(movie),
    title: titleOf(movie, languages),
    alternativeTitles: otherTitles(movie, languages),
    ...present({
      originalTitle: movie.original_title,
      year: yearOf(movie.release_date),
      runtime: movie.runtime,
      popularity: movie.popularity,
    }),
  };
}

export function showCandidate(show: TmdbShow, languages: readonly string[]): Candidate {
  return {
    provider: 'tmdb',
    providerId: show.id,
    kind: 'series',
    ids: showIds(show),
    title: titleOf(show, languages),
    alternativeTitles: otherTitles(show, languages),
    ...present({
      originalTitle: show.original_name,
      year: yearOf(show.first_air_date),
      popularity: show.popularity,
      seasonCount: show.number_of_seasons,
      episodeCount: show.number_of_episodes,
    }),
  };
}
