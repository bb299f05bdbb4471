import { z } from 'zod';
import { ARTWORK_KINDS } from '../../../model/files.ts';
import { ITEM_KINDS } from '../../../model/kinds.ts';
import { openGroup } from '../../documents/open-group.ts';
import { position } from '../../documents/position.ts';

/** Members of every report. `total` counts all rows, also where `--limit` leaves some out. */
const report = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  z.object({ report: z.literal(name), at: z.string(), total: z.number(), rows: z.array(row) });

const named = { id: z.string(), kind: z.enum(ITEM_KINDS), title: z.string(), year: z.number().optional() };
const counts = z.object({ group: z.string(), value: z.string(), count: z.number(), bytes: z.number() });

/** The JSON of `revenge report NAME --json`. */
export const reportDocument = z.discriminatedUnion('report', [
  report(
    'missing',
    z.object({
      kind: z.enum(['episode', 'track', 'movie', 'series', 'release']),
      id: z.string(),
      work: z.string(),
      year: z.number().optional(),
      position: position.optional(),
      title: z.string().optional(),
      date: z.string().optional(),
      missingSince: z.string().optional(),
    }),
  ),
  report(
    'duplicates',
    z.object({
      reason: z.enum(['bytes', 'version', 'work']),
      ...named,
      library: z.string().optional(),
      path: z.string().optional(),
      bytes: z.number(),
      of: z.string(),
    }),
  ),
  report('open', openGroup),
  report(
    'artwork',
    z.object({
      ...named,
      artwork: z.enum(ARTWORK_KINDS),
      problem: z.enum(['missing', 'small']),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  report('quality', counts),
  report(
    'health',
    z.object({
      provider: z.string(),
      runs: z.number(),
      requests: z.number(),
      cached: z.number(),
      retries: z.number(),
      failures: z.number(),
      notFound: z.number(),
      latencyMs: z.number(),
      lastUsed: z.string(),
      lastError: z.string().optional(),
    }),
  ),
  report('stats', counts),
]);
export type ReportDocument = z.infer<typeof reportDocument>;
