import { z } from 'zod';

/** The document of `revenge schema --json`. `revenge schema NAME` prints a JSON Schema. */
export const schemasDocument = z.object({
  schemas: z.array(z.object({ name: z.string(), from: z.string().describe('What prints such documents.') })),
});
export type SchemasDocument = z.infer<typeof schemasDocument>;
