import { z } from 'zod';
import { date, list, number, numericId, requiredList, requiredText, text } from '../../shared/tolerant.ts';

const id = z.number().int().positive().transform(String);

const movieHit = z.object({
  id,
  title: requiredText,
  original_title: text,
  release_date: date,
  popularity: number,
});
export type TmdbMovieHit = z.output<typeof movieHit>;

const tvHit = z.object({ id, name: requiredText, original_name: text, first_air_date: date, popularity: number });
export type TmdbTvHit = z.output<typeof tvHit>;

export const movieSearch = z.object({ results: requiredList(movieHit, 'movie') });
export const tvSearch = z.object({ results: requiredList(tvHit, 'show') });

/** `/find/{foreign id}`: what it is, as a movie and as a series; a foreign id of an episode or a season leads to its show. */
export const findAnswer = z.object({
  movie_results: requiredList(movieHit, 'movie'),
  tv_results: requiredList(tvHit, 'show'),
  tv_episode_results: list(z.object({ show_id: numericId })),
  tv_season_results: list(z.object({ show_id: numericId })),
});
