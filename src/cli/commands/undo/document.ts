import { z } from 'zod';
import { fileError } from '../../documents/file-error.ts';

/** The document of `revenge undo --json`. */
export const undoDocument = z.object({
  run: z.string(),
  files: z.array(
    z.object({
      root: z.string(),
      path: z.string(),
      outcome: z
        .enum(['restored', 'kept', 'failed'])
        .describe('`kept`: the write never reached the file. `failed`: the file is as the run left it.'),
      error: fileError.optional(),
    }),
  ),
});
export type UndoDocument = z.infer<typeof undoDocument>;

/** The document of `revenge undo --list --json`. */
export const undoListDocument = z.object({
  runs: z
    .array(z.object({ id: z.string(), files: z.number().describe('Files that can be restored.') }).readonly())
    .readonly(),
});
export type UndoListDocument = z.infer<typeof undoListDocument>;
