import type { ArrConfig } from '../arr/config.ts';
import type { ArrContext } from '../arr/context.ts';
import { movieManager } from '../arr/movie-manager.ts';
import type { InspectableManager } from '../port.ts';
import { movieIds, movieRecord } from './map.ts';
import { radarrMovie } from './schema.ts';

/** Radarr as a library manager: one request for all movies, however many there are. */
export function createRadarr(config: ArrConfig, context: ArrContext): InspectableManager {
  return movieManager(
    {
      provider: 'radarr',
      api: '/api/v3',
      libraries: ['movies', 'auto'],
      schema: radarrMovie,
      idOrder: ['radarr', 'tmdb', 'imdb'],
      ids: movieIds,
      record: movieRecord,
    },
    config,
    context,
  );
}
