import { z } from 'zod';
import { arrFile } from '../arr/file.ts';
import { arrTagIds } from '../arr/tags.ts';
import { arrAlternateTitles, arrGenres, arrImages, arrLanguage, arrRating, ratingFrom } from '../arr/values.ts';
import { statusOf } from '../shared/status.ts';
import {
  date,
  flag,
  maybe,
  numericId,
  positive,
  rawText,
  runtime,
  text,
  time,
  webUrl,
  year,
} from '../shared/tolerant.ts';

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

/**
 * One movie of `GET /api/v3/movie`. Only `id` has to be there: the specification makes all else optional, and a path
 * and an id say which movie it is where the title is missing.
 * Written for Radarr 3.0 to 5.
 */
export const radarrMovie = z
  .object({
    id: z.number().int().positive(),
    title: text,
    originalTitle: text,
    alternateTitles: arrAlternateTitles,
    alternativeTitles: arrAlternateTitles,
    year,
    overview: text,
    inCinemas: date,
    digitalRelease: date,
    physicalRelease: date,
    releaseDate: date,
    runtime,
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
    path: rawText,
    folderName: text,
    tags: arrTagIds,
    movieFile: maybe(arrFile),
  })
  .transform(({ alternativeTitles, folderName, ...movie }) => ({
    ...movie,
    path: movie.path ?? folderName,
    alternateTitles: movie.alternateTitles.length > 0 ? movie.alternateTitles : alternativeTitles,
    status: statusOf(movie.status),
  }));

export type RadarrMovie = z.output<typeof radarrMovie>;
