import { z } from 'zod';

/** The document of `revenge db status --json` and `revenge db migrate --json`. */
export const dbStatusDocument = z.object({
  location: z.string(),
  schema: z.string().describe('Name of the newest schema step.'),
  bytes: z.number(),
  rows: z.record(z.string(), z.number()).readonly().describe('Number of rows by table.'),
});
export type DbStatusDocument = z.infer<typeof dbStatusDocument>;

/** The document of `revenge db backup --json`. */
export const dbBackupDocument = z.object({ backup: z.string().describe('Path of the copy.') });
export type DbBackupDocument = z.infer<typeof dbBackupDocument>;

/** The document of `revenge db vacuum --json`. */
export const dbVacuumDocument = z.object({ vacuumed: z.literal(true) });
export type DbVacuumDocument = z.infer<typeof dbVacuumDocument>;

/** The document of `revenge db check --json`. */
export const dbCheckDocument = z.object({ problems: z.array(z.string()).readonly() });
export type DbCheckDocument = z.infer<typeof dbCheckDocument>;

/** The document of `revenge db purge --json`. */
export const dbPurgeDocument = z.object({ files: z.number(), items: z.number(), dryRun: z.boolean() });
export type DbPurgeDocument = z.infer<typeof dbPurgeDocument>;
