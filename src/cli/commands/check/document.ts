import { z } from 'zod';

/** The JSON of `revenge check --json` (docs/json.md). Members are only ever added. */
export const checkDocumentSchema = z.object({
  file: z.string().optional(),
  /** How many groups were compared. */
  groups: z.number(),
  rules: z.array(z.string()),
  differences: z.array(
    z.object({
      what: z.enum(['missing', 'unexpected', 'differs']),
      library: z.string().optional(),
      group: z.string().optional(),
      member: z.string(),
      expected: z.unknown().optional(),
      actual: z.unknown().optional(),
      why: z.array(z.string()),
    }),
  ),
  unusedRecordings: z.array(z.string()),
  warnings: z.array(z.string()),
  updated: z.boolean(),
});
export type CheckDocument = z.infer<typeof checkDocumentSchema>;
