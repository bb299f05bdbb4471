import type { ArrConfig } from '../arr/config.ts';
import type { ArrContext } from '../arr/context.ts';
import { movieManager } from '../arr/movie-manager.ts';
import type { ArrService } from '../arr/request.ts';
import type { InspectableManager } from '../port.ts';
import { movieCredits } from './credits.ts';
import { movieIds, movieRecord } from './map.ts';
import { radarrMovie } from './schema.ts';

const SERVICE: ArrService = { provider: 'radarr', api: '/api/v3' };

/** Radarr as a library manager: one request for all movies, however many there are; with `credits` one more for each that is asked for. */
export function createRadarr(config: ArrConfig, context: ArrContext): InspectableManager {
  return movieManager(
    {
      ...SERVICE,
      libraries: ['movies', 'auto'],
      schema: radarrMovie,
      idOrder: ['radarr', 'tmdb', 'imdb'],
      ids: movieIds,
      record: movieRecord,
      ...(config.credits === true ? { credits: movieCredits(SERVICE, config, context) } : {}),
    },
    config,
    context,
  );
}
