import { z } from 'zod';

const conflict = z
  .object({
    kind: z.enum(['identity', 'hold']),
    root: z.string(),
    key: z.string(),
    title: z.string(),
    field: z.string().exactOptional(),
    detail: z.string(),
  })
  .readonly();

/** The document of `revenge sync --json`. */
export const syncDocument = z.object({
  groups: z.number().describe('Groups that were carried over.'),
  unchanged: z.number().describe('Groups that were carried over before and have not changed.'),
  rows: z.number(),
  conflicts: z.array(conflict).readonly().describe('Differences that are left to you.'),
});
export type SyncDocument = z.infer<typeof syncDocument>;
