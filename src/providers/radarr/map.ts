import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { RecordContext } from '../arr/movie-manager.ts';
import { movieValues } from '../arr/movie-values.ts';
import type { Digested } from '../arr/read-list.ts';
import { certificationsOf, ownId } from '../arr/values.ts';
import { bareRecord } from '../shared/bare-record.ts';
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
    ...bareRecord('radarr', 'movie', ownId(config, 'radarr', String(movie.id)), {
      fetchedAt: context.fetchedAt,
      digest: movie.digest,
    }),
    ids: movieIds(movie, config),
    values: present({
      ...movieValues(movie, context.tags),
      originalTitle: movie.originalTitle,
      alternativeTitles: movie.alternateTitles,
      releaseDate: movie.inCinemas ?? movie.digitalRelease ?? movie.physicalRelease ?? movie.releaseDate,
      studios: movie.studio === undefined ? [] : [movie.studio],
      certifications: certificationsOf(movie.certification, context.country),
      collection:
        collectionName === undefined ? undefined : { name: collectionName, ...present({ tmdbId: collection?.tmdbId }) },
      trailer: trailer === undefined ? undefined : `https://www.youtube.com/watch?v=${encodeURIComponent(trailer)}`,
    }),
    images: movie.images,
  };
}
