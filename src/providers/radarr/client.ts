import { z } from 'zod';
import type { HttpGateway } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import type { ArrConfig } from '../arr/config.ts';
import { readList } from '../arr/read-list.ts';
import { arrList, arrRequest } from '../arr/request.ts';
import { alwaysThere } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type RadarrMovie, radarrMovie } from './schema.ts';

export interface MovieList {
  readonly movies: readonly RadarrMovie[];
  readonly fetchedAt: string;
}

/** The whole library in one request. A movie that cannot be read is told to `warn` and left out. */
export async function loadMovies(
  gateway: HttpGateway,
  config: ArrConfig,
  warn: WarningCollector,
  signal: AbortSignal,
): Promise<Answer<MovieList>> {
  const asked = await gateway.json(arrRequest('radarr', config, 'movie'), z.array(z.unknown()), signal);
  const answer = alwaysThere(asked, arrList('radarr', config));
  if (answer.status !== 'ok') return answer;
  const movies = readList(answer.value.data, radarrMovie, { provider: 'radarr', config, what: 'movie', warn });
  return ok({ movies, fetchedAt: answer.value.fetchedAt });
}
