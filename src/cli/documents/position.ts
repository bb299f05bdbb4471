import { z } from 'zod';

/** Where a part stands in its work. */
export const position = z.object({
  season: z.number().optional(),
  episode: z.number().optional(),
  absolute: z.number().optional(),
  airDate: z.string().optional(),
  disc: z.number().optional(),
  track: z.number().optional(),
});
