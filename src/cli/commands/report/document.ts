import { z } from 'zod';
import { ARTWORK_KINDS } from '../../../model/files.ts';
import { GROUP_KINDS, ITEM_KINDS } from '../../../model/kinds.ts';
import { OUTCOMES } from '../../../model/outcome.ts';
import { identificationDocument } from '../../documents/identification.ts';

/** Members of every report. `total` counts all rows, also where `--limit` leaves some out. */
const report = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  z.object({ report: z.literal(name), at: z.string(), total: z.number(), rows: z.array(row) });

const named = { id: z.string(), kind: z.enum(ITEM_KINDS), title: z.string(), year: z.number().optional() };
const position = z.object({
  season: z.number().optional(),
  episode: z.number().optional(),
  absolute: z.number().optional(),
  airDate: z.string().optional(),
  disc: z.number().optional(),
  track: z.number().optional(),
});
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
  report(
    'open',
    z.object({
      library: z.string(),
      key: z.string(),
      kind: z.enum(GROUP_KINDS),
      outcome: z.enum(OUTCOMES),
      title: z.string().optional(),
      year: z.number().optional(),
      files: z.number(),
      item: z.string().optional(),
      identification: identificationDocument,
    }),
  ),
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
