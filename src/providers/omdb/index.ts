import type { HttpGateway } from '../../http/port.ts';
import { NOT_FOUND, ok } from '../../model/answer.ts';
import type { KnownWork, SupplementSource } from '../port.ts';
import { knownId } from '../shared/known-work.ts';
import { type OmdbConfig, type OmdbKind, type OmdbOptions, omdbClient } from './client.ts';
import { omdbRecord } from './map.ts';

/** An id that IMDb gives to works. */
export const IMDB_ID = /^tt\d{7,10}$/;

/** The Open Movie Database: ratings of IMDb, Rotten Tomatoes and Metacritic, one request a work that has none yet. */
export function createOmdb(
  config: OmdbConfig,
  gateway: HttpGateway,
  options: OmdbOptions = {},
  groups: readonly OmdbKind[] = ['movie', 'series'],
): SupplementSource {
  const client = omdbClient(config, gateway, options);
  return {
    id: 'omdb',
    groups,
    async supplement(work, signal) {
      const { kind } = work;
      const imdb = knownId(work, 'imdb');
      if (kind === 'album' || imdb === undefined || !IMDB_ID.test(imdb) || isRated(work)) return NOT_FOUND;
      const answer = await client.work(imdb, signal);
      if (answer.status !== 'ok') return answer;
      const { Type: type = kind } = answer.value.data;
      return type === kind ? ok(omdbRecord(answer.value, kind)) : NOT_FOUND;
    },
  };
}

/** Radarr gives the same ratings; then a request of the day's few is saved. */
function isRated({ records }: KnownWork): boolean {
  return records.some(({ values }) => values.ratings?.some(({ source }) => source === 'imdb') === true);
}
