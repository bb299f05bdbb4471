import { z } from 'zod';
import { ITEM_KINDS } from '../../../model/kinds.ts';
import { externalIds } from '../../documents/external-ids.ts';

/** An item as `revenge export` prints it: the values that hold, without their sources. */
export const exportDocument = z.object({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  title: z.string(),
  year: z.number().optional(),
  ids: externalIds,
  position: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** What the item is a part of, the nearest first. */
  parents: z.array(z.object({ id: z.string(), kind: z.enum(ITEM_KINDS), title: z.string(), ids: externalIds })),
  fields: z.record(z.string(), z.unknown()),
  files: z.array(z.object({ library: z.string(), path: z.string(), size: z.number(), edition: z.string().optional() })),
});
export type ExportDocument = z.infer<typeof exportDocument>;
