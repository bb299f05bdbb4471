import { z } from 'zod';
import { FIELD_NAMES } from '../../model/field-names.ts';
import { namedItem } from '../documents/named-item.ts';

const step = z.object({
  field: z.enum(FIELD_NAMES),
  action: z.enum(['set', 'lock', 'unlock']),
  changed: z.boolean(),
  before: z.unknown().describe('The value before; null for none.'),
  after: z.unknown().optional().describe('The value after; absent when it cannot be known yet.'),
});

/** The document of `set`, `lock` and `unlock` with `--json`. */
export const overridesDocument = z.object({
  item: namedItem.describe('The work as it was before.'),
  dryRun: z.boolean(),
  fields: z.array(step),
});
export type OverridesDocument = z.infer<typeof overridesDocument>;
