import { z } from 'zod';
import { EXTERNAL_ID_KINDS } from '../../../model/ids.ts';
import { GROUP_KINDS } from '../../../model/kinds.ts';

const decision = z.object({
  kind: z.enum(['work', 'none', 'ignore']).describe('none: keep the local item; ignore: ask no source.'),
  id: z
    .object({ kind: z.enum(EXTERNAL_ID_KINDS), value: z.string() })
    .optional()
    .describe('Of the chosen work.'),
  author: z.string(),
  at: z.string().describe('ISO time.'),
  reason: z.string().optional(),
});

/** The document of `match --json`. */
export const matchDocument = z.object({
  group: z.object({
    library: z.string(),
    key: z.string(),
    kind: z.enum(GROUP_KINDS),
    title: z.string().optional(),
    year: z.number().optional(),
    item: z.string().optional().describe('Id of its item as it was before.'),
  }),
  dryRun: z.boolean(),
  changed: z.boolean().describe('false: it was decided so already.'),
  before: decision.nullable().describe('The decision before; null for none.'),
  decision: decision
    .nullable()
    .describe('The decision that holds; null where it was taken back. The next scan applies it.'),
});
export type MatchDocument = z.infer<typeof matchDocument>;
