import { z } from 'zod';
import { text } from '../../shared/tolerant.ts';
import { translations } from './parts.ts';

/** `/collection/{id}` with its translations. Name and pictures stand in the answer about each of its movies too. */
export const tmdbCollection = z.object({
  id: z.number().int().positive().transform(String),
  overview: text,
  translations,
});
export type TmdbCollection = z.output<typeof tmdbCollection>;
