import { z } from 'zod';

/** The document of `revenge config --json`. */
export const configDocument = z.object({
  file: z.string().optional().describe('Path of the configuration file; absent when there is none.'),
  config: z
    .record(z.string(), z.unknown())
    .describe('The effective settings (docs/configuration.md). Secrets are hidden.'),
  origins: z
    .record(z.string(), z.string())
    .readonly()
    .describe('By setting: `default`, `<file>:<line>`, `env <NAME>` or `flag`.'),
});
export type ConfigDocument = z.infer<typeof configDocument>;
