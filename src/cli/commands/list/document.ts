import { z } from 'zod';
import { ITEM_KINDS } from '../../../model/kinds.ts';
import { openGroup } from '../../documents/open-group.ts';

const listedItem = z.object({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  title: z.string(),
  year: z.number().optional(),
  artist: z.string().optional(),
  files: z.number(),
  children: z.number(),
  sources: z.array(z.string()),
  /** Whether a catalogue knows the work. */
  identified: z.boolean(),
});

/** The document of `revenge list --json`. */
export const listDocument = z.object({
  items: z.array(listedItem),
  open: z.array(openGroup),
  /** With `--limit`: how many groups are open, where `open` has not all of them. */
  openTotal: z.number().optional(),
  /** With `--limit`, where there may be more: what `--after` takes. */
  next: z.string().optional(),
});
export type ListDocument = z.infer<typeof listDocument>;

/** A line of `revenge list --fields … --format ndjson`: the named columns with their values; those that an item lacks are absent. */
export const listFieldsDocument = z.record(z.string(), z.unknown());

/** The document of `revenge list --count --json`. */
export const countDocument = z.object({ count: z.number() });
export type CountDocument = z.infer<typeof countDocument>;
