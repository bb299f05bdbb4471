import { z } from 'zod';
import { OUTCOMES } from '../../model/outcome.ts';
import { externalIds } from './external-ids.ts';

const candidate = z.object({
  source: z.string(),
  sourceId: z.string(),
  title: z.string(),
  year: z.number().optional(),
  artist: z.string().optional(),
  ids: externalIds,
  distance: z.number(),
  penalties: z.array(z.object({ name: z.string(), amount: z.number(), detail: z.string() })),
});

/** How the identification of a group ended. */
export const identificationDocument = z.object({
  outcome: z.enum(OUTCOMES),
  by: z.string().optional(),
  score: z.number().optional(),
  reasons: z.array(z.string()),
  candidates: z.array(candidate),
  degraded: z.array(z.object({ source: z.string(), reason: z.string() })),
});
export type IdentificationDocument = z.infer<typeof identificationDocument>;
