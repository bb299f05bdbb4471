import { z } from 'zod';
import { GROUP_KINDS } from '../../model/kinds.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import { identificationDocument } from './identification.ts';

/** A group on disk that has no identity. */
export const openGroup = z.object({
  library: z.string(),
  key: z.string(),
  kind: z.enum(GROUP_KINDS),
  outcome: z.enum(OUTCOMES),
  title: z.string().optional(),
  year: z.number().optional(),
  files: z.number(),
  /** Id of the item that holds what the files say. */
  item: z.string().optional(),
  identification: identificationDocument,
});
export type OpenGroupDocument = z.infer<typeof openGroup>;
