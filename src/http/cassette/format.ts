import { z } from 'zod';

/** The headers of an answer that are worth keeping; the others change with every request or tell of the client. */
export const KEPT_HEADERS = ['content-type', 'etag', 'last-modified', 'cache-control', 'location', 'retry-after'];

/**
 * One recorded request with its answer: one readable JSON file. `body` is the JSON of the answer as an object or a
 * list; any other text as a string; and for bytes the name of the file beside that holds them.
 */
export const cassetteSchema = z.object({
  request: z.object({
    method: z.enum(['GET', 'POST']),
    url: z.string(),
    body: z.unknown().optional(),
  }),
  response: z.object({
    status: z.number().int().min(100).max(599),
    headers: z.record(z.string(), z.string()),
    recordedAt: z.iso.datetime(),
    body: z.unknown(),
  }),
});
export type Cassette = z.infer<typeof cassetteSchema>;

const fileBodySchema = z.strictObject({ file: z.string().regex(/^[^/\\]+$/) });

/** The name of the file that holds the body, where the body is not in the cassette itself. */
export function bodyFile(body: unknown): string | undefined {
  return fileBodySchema.safeParse(body).data?.file;
}
