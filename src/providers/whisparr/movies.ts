import { z } from 'zod';
import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { ArrContext } from '../arr/context.ts';
import { arrFile } from '../arr/file.ts';
import { movieManager, type RecordContext } from '../arr/movie-manager.ts';
import { movieValues } from '../arr/movie-values.ts';
import type { Digested } from '../arr/read-list.ts';
import { arrTagIds } from '../arr/tags.ts';
import { arrGenres, arrImages, arrLanguage, arrRating, ownId, ratingFrom } from '../arr/values.ts';
import type { InspectableManager } from '../port.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import { statusOf } from '../shared/status.ts';
import { date, flag, maybe, numericId, rawText, runtime, text, time, webUrl, year } from '../shared/tolerant.ts';
import { credits } from './people.ts';
import { WHISPARR } from './service.ts';

/** One movie or scene of `GET /api/v3/movie` of Whisparr 3, written from its specification. */
export const whisparrMovie = z
  .object({
    id: z.number().int().positive(),
    title: text,
    /** Of the studio. */
    code: text,
    year,
    overview: text,
    releaseDate: date,
    runtime,
    status: text,
    genres: arrGenres,
    studioTitle: text,
    website: webUrl,
    originalLanguage: arrLanguage,
    images: arrImages,
    ratings: maybe(z.object({ imdb: arrRating, tmdb: arrRating })),
    credits,
    tmdbId: numericId,
    imdbId: text,
    stashId: text,
    added: time,
    monitored: flag,
    path: rawText,
    folderName: text,
    tags: arrTagIds,
    movieFile: maybe(arrFile),
  })
  .transform(({ folderName, ...movie }) => ({
    ...movie,
    path: movie.path ?? folderName,
    status: statusOf(movie.status),
    ratings: [...ratingFrom('imdb', movie.ratings?.imdb), ...ratingFrom('tmdb', movie.ratings?.tmdb)],
  }));

type WhisparrMovie = z.output<typeof whisparrMovie>;

/** Whisparr 3, which has the model of Radarr: one request for everything. */
export function whisparrMovies(config: ArrConfig, context: ArrContext): InspectableManager {
  const service = {
    ...WHISPARR,
    libraries: ['adult'],
    schema: whisparrMovie,
    idOrder: ['whisparr', 'stashdb', 'tmdb', 'imdb'],
    ids: movieIds,
    record: movieRecord,
  } as const;
  return movieManager(service, config, context);
}

function movieIds(movie: WhisparrMovie, config: ArrConfig): ExternalIds {
  const { tmdbId: tmdb, imdbId: imdb, stashId: stashdb } = movie;
  return present({ whisparr: ownId(config, 'whisparr', String(movie.id)), stashdb, tmdb, imdb });
}

/** A movie or scene of Whisparr 3 in the domain's terms. */
export function movieRecord(movie: Digested<WhisparrMovie>, config: ArrConfig, context: RecordContext): SourceRecord {
  return {
    ...bareRecord('whisparr', 'movie', ownId(config, 'whisparr', String(movie.id)), {
      fetchedAt: context.fetchedAt,
      digest: movie.digest,
    }),
    ids: movieIds(movie, config),
    values: present({
      ...movieValues(movie, context.tags),
      releaseDate: movie.releaseDate,
      studios: movie.studioTitle === undefined ? [] : [movie.studioTitle],
      catalogNumber: movie.code,
    }),
    credits: movie.credits,
    images: movie.images,
  };
}
