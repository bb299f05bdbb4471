import { z } from 'zod';

const count = z.object({
  provider: z.string(),
  kind: z.string(),
  entries: z.number(),
  bytes: z.number().describe('As stored, packed.'),
});

/** The document of `revenge cache stats --json`. */
export const cacheStatsDocument = z.object({
  tiers: z.array(
    z.object({
      tier: z.enum(['redis', 'local']),
      place: z.string().describe('Address of the server, or path of the file.'),
      up: z.boolean(),
      counts: z.array(count),
    }),
  ),
});
export type CacheStatsDocument = z.infer<typeof cacheStatsDocument>;

/** The document of `revenge cache clear --json`. */
export const cacheClearDocument = z.object({ cleared: z.number() });
export type CacheClearDocument = z.infer<typeof cacheClearDocument>;

const answer = z.object({
  key: z.string(),
  tier: z.enum(['memory', 'redis', 'local']),
  url: z.string(),
  status: z.number(),
  at: z.string().describe('When the service gave the answer.'),
  soft: z.string().describe('Until when the answer is fresh.'),
  hard: z.string().describe('When the answer is removed.'),
  bytes: z.number(),
  kept: z.number().describe('Bytes as stored, packed.'),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  body: z.string().optional().describe('With `--body`.'),
});

/** The document of `revenge cache inspect --json`. */
export const cacheInspectDocument = z.object({ answers: z.array(answer) });
export type CacheInspectDocument = z.infer<typeof cacheInspectDocument>;
