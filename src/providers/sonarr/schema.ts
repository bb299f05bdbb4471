import { z } from 'zod';
import { arrFile } from '../arr/file.ts';
import { arrTagIds } from '../arr/tags.ts';
import { arrAlternateTitles, arrGenres, arrImages, arrLanguage, arrRating, ratingFrom } from '../arr/values.ts';
import { statusOf } from '../shared/status.ts';
import {
  date,
  flag,
  list,
  maybe,
  numericId,
  positive,
  rawText,
  runtime,
  text,
  time,
  year,
} from '../shared/tolerant.ts';

const season = z.object({ seasonNumber: z.number().int().nonnegative(), monitored: flag, images: arrImages });

/**
 * One series of `GET /api/v3/series`. Only `id` has to be there: a series that Sonarr could not refresh has no
 * overview, images or statistics, and the year 0. Written for Sonarr 3.0 to 4.
 */
export const sonarrSeries = z
  .object({
    id: z.number().int().positive(),
    title: text,
    alternateTitles: arrAlternateTitles,
    year,
    overview: text,
    firstAired: date,
    lastAired: date,
    previousAiring: date,
    status: text,
    runtime,
    genres: arrGenres,
    network: text,
    certification: text,
    originalLanguage: arrLanguage,
    images: arrImages,
    ratings: arrRating,
    seasons: list(season),
    tvdbId: numericId,
    tmdbId: numericId,
    tvMazeId: numericId,
    imdbId: text,
    added: time,
    monitored: flag,
    tags: arrTagIds,
    path: rawText,
  })
  .transform((series) => ({
    ...series,
    status: statusOf(series.status),
    ratings: ratingFrom('sonarr', series.ratings),
  }));

/** One episode of `GET /api/v3/episode?seriesId=&includeEpisodeFile=true`. Season 0 are the specials. */
export const sonarrEpisode = z.object({
  id: z.number().int().positive(),
  seasonNumber: z.number().int().nonnegative(),
  episodeNumber: z.number().int().nonnegative(),
  absoluteEpisodeNumber: positive,
  title: text,
  overview: text,
  airDate: date,
  runtime,
  monitored: flag,
  tvdbId: numericId,
  images: arrImages,
  episodeFile: maybe(arrFile),
});

export type SonarrSeries = z.output<typeof sonarrSeries>;
export type SonarrEpisode = z.output<typeof sonarrEpisode>;
