import { z } from 'zod';
import { fileError } from '../../documents/file-error.ts';

const element = z.object({ element: z.string(), what: z.enum(['added', 'replaced', 'edited', 'kept']) });

const field = z.object({
  field: z.string(),
  what: z.enum(['added', 'replaced', 'edited', 'kept']),
  before: z.array(z.string()),
  after: z.array(z.string()).describe('What the store says. `edited` and `kept` fields stay as they are.'),
  source: z.string().describe('Source of the value; `match`: it comes with the identification.'),
});

const write = z.object({
  library: z.string(),
  path: z.string().describe('Relative to the root of the library.'),
  title: z.string(),
  what: z.string().describe('`nfo`, `tag`, or the kind of artwork.'),
  action: z.enum(['create', 'update', 'remove']),
  elements: z.array(element).optional().describe('Of an NFO file.'),
  fields: z.array(field).optional().describe('Of the tag of an audio file.'),
  outcome: z.enum(['written', 'unchanged', 'removed', 'failed']).optional().describe('After a run.'),
  error: fileError.optional(),
});

/** The document of `revenge tag --json`. */
export const tagDocument = z.object({
  dryRun: z.boolean().describe('Whether only the plan was made.'),
  writes: z.array(write),
  left: z
    .array(z.object({ library: z.string(), path: z.string(), why: z.string() }))
    .describe('Files that are left alone.'),
  unchanged: z.number().describe('Number of files that are up to date.'),
});
export type TagDocument = z.infer<typeof tagDocument>;
