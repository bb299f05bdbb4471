import { z } from 'zod';
import { ITEM_KINDS } from '../../model/kinds.ts';
import { externalIds } from './external-ids.ts';

/** A stored work by its names. */
export const namedItem = z.object({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  title: z.string(),
  year: z.number().optional(),
  ids: externalIds,
});
