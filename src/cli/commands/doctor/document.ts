import { z } from 'zod';
import { providerSummary } from '../../../model/event-schemas.ts';

const finding = z.object({
  part: z.enum(['configuration', 'store', 'library', 'cache', 'local', 'source']),
  well: z.boolean(),
  text: z.string(),
  hint: z.string().optional(),
  warning: z.literal(true).optional().describe('It works, and should be changed.'),
  exitCode: z.number().optional().describe('Of a problem: the exit code that it leads to.'),
});

/** The document of `revenge doctor --json`. */
export const doctorDocument = z.object({
  configuration: z.string().optional().describe('Path of the configuration file; absent when there is none.'),
  findings: z.array(finding),
  providers: z.array(providerSummary),
});
export type DoctorDocument = z.infer<typeof doctorDocument>;
