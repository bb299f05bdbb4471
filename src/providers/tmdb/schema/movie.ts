import { z } from 'zod';
import { date, list, maybe, numericId, positive, requiredText, runtime, text } from '../../shared/tolerant.ts';
import { country, sharedMembers } from './parts.ts';

const releaseDates = maybe(
  z.object({
    results: list(
      z.object({
        iso_3166_1: country,
        release_dates: list(z.object({ certification: text, type: positive, release_date: date })),
      }),
    ),
  }),
).transform((given) => given?.results ?? []);

/** `/movie/{id}` with `append_to_response`. */
export const tmdbMovie = z.object({
  ...sharedMembers,
  title: requiredText,
  original_title: text,
  release_date: date,
  runtime,
  imdb_id: text,
  belongs_to_collection: maybe(z.object({ id: numericId, name: requiredText, poster_path: text, backdrop_path: text })),
  recommendations: maybe(z.object({ results: list(z.object({ title: requiredText })) })).transform((given) => [
    ...new Set((given?.results ?? []).map(({ title }) => title)),
  ]),
  release_dates: releaseDates,
});
export type TmdbMovie = z.output<typeof tmdbMovie>;
