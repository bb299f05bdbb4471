import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { RecordContext } from '../arr/movie-manager.ts';
import type { Digested } from '../arr/read-list.ts';
import { certificationsOf, ownId } from '../arr/values.ts';
import { present } from '../shared/present.ts';
import type { RadarrMovie } from './schema.ts';

/** Ids by which Radarr knows a movie. */
export function movieIds(movie: RadarrMovie, config: ArrConfig): ExternalIds {
  return present({ radarr: ownId(config, 'radarr', String(movie.id)), tmdb: movie.tmdbId, imdb: movie.imdbId });
}

/** A movie of Radarr's list → everything it says, in the domain's terms. */
export function movieRecord(movie: Digested<RadarrMovie>, config: ArrConfig, context: RecordContext): SourceRecord {
  const { collection, youTubeTrailerId: trailer } = movie;
  const collectionName = collection?.title ?? collection?.name;
  return {
    provider: 'radarr',
    providerId: ownId(config, 'radarr', String(movie.id)),
    kind: 'movie',
    fetchedAt: context.fetchedAt,
    digest: movie.digest,
    confidence: 1,
    ids: movieIds(movie, config),
    values: present({
      title: movie.title,
      originalTitle: movie.originalTitle,
      alternativeTitles: movie.alternateTitles,
      year: movie.year,
      releaseDate: movie.inCinemas ?? movie.digitalRelease ?? movie.physicalRelease ?? movie.releaseDate,
      overview: movie.overview,
      runtime: movie.runtime,
      genres: movie.genres,
      tags: context.tags,
      studios: movie.studio === undefined ? [] : [movie.studio],
      originalLanguage: movie.originalLanguage,
      certifications: certificationsOf(movie.certification, context.country),
      ratings: movie.ratings,
      status: movie.status,
      collection:
        collectionName === undefined ? undefined : { name: collectionName, ...present({ tmdbId: collection?.tmdbId }) },
      homepage: movie.website,
      trailer: trailer === undefined ? undefined : `https://www.youtube.com/watch?v=${encodeURIComponent(trailer)}`,
      added: movie.added,
      monitored: movie.monitored,
      edition: movie.movieFile?.edition,
    }),
    credits: [],
    images: movie.images,
    children: [],
  };
}
