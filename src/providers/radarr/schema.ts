import { z } from 'zod';
import type { Digested } from '../arr/read-list.ts';
import {
  arrAlternateTitles,
  arrGenres,
  arrImages,
  arrLanguage,
  arrQuality,
  arrRating,
  ratingFrom,
} from '../arr/values.ts';
import { statusOf } from '../shared/status.ts';
import { date, flag, maybe, numericId, positive, requiredText, text, time, webUrl } from '../shared/tolerant.ts';

/** The scale of the critics' ratings: per cent, not of ten. */
const PERCENT = 10;

const ratings = maybe(
  z.object({
    imdb: arrRating,
    tmdb: arrRating,
    trakt: arrRating,
    metacritic: arrRating,
    rottenTomatoes: arrRating,
    // Radarr 3.0 gave one rating, that of TMDb.
    value: positive,
    votes: positive,
  }),
).transform((given) =>
  given === undefined
    ? []
    : [
        ...ratingFrom('imdb', given.imdb),
        ...ratingFrom('tmdb', given.tmdb ?? given),
        ...ratingFrom('trakt', given.trakt),
        ...ratingFrom('metacritic', given.metacritic, PERCENT),
        ...ratingFrom('rottentomatoes', given.rottenTomatoes, PERCENT),
      ],
);

const movieFile = z.object({
  path: text,
  relativePath: text,
  edition: text,
  releaseGroup: text,
  quality: arrQuality,
});

/**
 * One movie of `GET /api/v3/movie`. Only `id` and `title` have to be there; without them there is nothing to name.
 * Written for Radarr 3.0 to 5.
 */
export const radarrMovie = z
  .object({
    id: z.number().int().positive(),
    title: requiredText,
    originalTitle: text,
    alternateTitles: arrAlternateTitles,
    alternativeTitles: arrAlternateTitles,
    year: positive,
    overview: text,
    inCinemas: date,
    digitalRelease: date,
    physicalRelease: date,
    releaseDate: date,
    runtime: positive,
    status: text,
    genres: arrGenres,
    studio: text,
    website: webUrl,
    youTubeTrailerId: text,
    certification: text,
    originalLanguage: arrLanguage,
    images: arrImages,
    ratings,
    collection: maybe(z.object({ title: text, name: text, tmdbId: numericId })),
    tmdbId: numericId,
    imdbId: text,
    added: time,
    monitored: flag,
    path: text,
    movieFile: maybe(movieFile),
  })
  .transform(({ alternativeTitles, ...movie }) => ({
    ...movie,
    alternateTitles: movie.alternateTitles.length > 0 ? movie.alternateTitles : alternativeTitles,
    status: statusOf(movie.status),
  }));

export type RadarrMovie = Digested<z.output<typeof radarrMovie>>;
