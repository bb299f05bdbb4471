import { z } from 'zod';
import { numericId, positive, requiredList } from '../../shared/tolerant.ts';

/** One page of `/movie/changes` or `/tv/changes`: which works somebody edited. An element without an id says nothing. */
export const tmdbChangesPage = z.object({
  results: requiredList(z.object({ id: numericId }), 'change').transform((works) =>
    works.flatMap(({ id }) => id ?? []),
  ),
  total_pages: positive.transform((pages) => pages ?? 1),
});
