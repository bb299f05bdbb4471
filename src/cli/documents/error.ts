import { z } from 'zod';
import { namedItem } from './named-item.ts';

/** An error as `--json` prints it: one object on a line of its own, the same as the event `error`. */
export const errorDocument = z.object({
  type: z.literal('error'),
  code: z.string().describe('A stable code (docs/exit-codes.md).'),
  message: z.string(),
  hint: z.string().exactOptional(),
  candidates: z.array(namedItem).exactOptional().describe('With the code `AMBIGUOUS`: the works that match.'),
});
export type ErrorDocument = z.infer<typeof errorDocument>;
