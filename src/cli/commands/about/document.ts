import { z } from 'zod';

const source = z.object({
  provider: z.string(),
  name: z.string(),
  gives: z.string(),
  url: z.string().describe('The page to link to.'),
  attribution: z.string().describe('The words that the service asks you to show.'),
  terms: z.string(),
});

/** The document of `revenge about --json`. */
export const aboutDocument = z.object({
  name: z.literal('revenge'),
  version: z.string(),
  licence: z.string(),
  sources: z.array(source.readonly()).readonly(),
  local: z
    .array(z.object({ provider: z.string(), gives: z.string().optional() }).readonly())
    .readonly()
    .describe('Sources that are read with the media.'),
});
export type AboutDocument = z.infer<typeof aboutDocument>;
