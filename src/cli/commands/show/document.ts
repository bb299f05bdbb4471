import { z } from 'zod';
import { FIELD_NAMES } from '../../../model/field-names.ts';
import { ITEM_KINDS } from '../../../model/kinds.ts';
import { externalIds } from '../../documents/external-ids.ts';
import { identificationDocument } from '../../documents/identification.ts';
import { position } from '../../documents/position.ts';
import { probeDocument } from '../../documents/probe.ts';

/*
 * The JSON of `revenge show --json`, member for member (docs/json.md). Members are only ever added. The schema is what
 * readers and tests check the output with; the command itself only takes its types, so that it need not load zod.
 */

const sourceValue = z.object({
  value: z.unknown(),
  source: z.string(),
  sourceId: z.string(),
  confidence: z.number().min(0).max(1),
  fetchedAt: z.string(),
  digest: z.string(),
});

const field = z.object({ value: z.unknown(), source: z.string(), values: z.array(sourceValue) });

const thumbnail = z.object({ width: z.number(), height: z.number(), path: z.string() });

const picture = z.object({
  path: z.string(),
  digest: z.string(),
  format: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  blurhash: z.string(),
  thumbnails: z.array(thumbnail),
});

const credit = z.object({
  name: z.string(),
  department: z.string(),
  job: z.string().optional(),
  character: z.string().optional(),
  order: z.number(),
  ids: externalIds,
  profileUrl: z.string().optional(),
  portrait: picture.optional(),
  episodeCount: z.number().optional(),
  guest: z.boolean().optional(),
});

const image = z.object({ kind: z.string(), source: z.string(), url: z.string(), ...picture.shape });

const file = z.object({
  library: z.string(),
  path: z.string(),
  role: z.string(),
  size: z.number(),
  part: z.number().optional(),
  version: z.string().optional(),
  edition: z.string().optional(),
  format3d: z.string().optional(),
  hash: z.string().optional(),
  extraType: z.string().optional(),
  language: z.string().optional(),
  missingSince: z.string().optional(),
  probe: probeDocument.optional(),
  managed: z
    .object({
      source: z.string(),
      quality: z.string().optional(),
      releaseGroup: z.string().optional(),
      edition: z.string().optional(),
      sceneName: z.string().optional(),
      added: z.string().optional(),
      languages: z.array(z.string()).optional(),
    })
    .optional(),
});

/** What a person said of a field; `value` is null where it stays empty. */
const hold = z.object({
  field: z.enum(FIELD_NAMES),
  mode: z.enum(['override', 'lock']),
  value: z.unknown(),
  source: z.string(),
  author: z.string(),
  at: z.string(),
  reason: z.string().optional(),
});
export type HoldDocument = z.infer<typeof hold>;

const reference = z.object({ id: z.string(), kind: z.enum(ITEM_KINDS), title: z.string(), ids: externalIds });

/** One stored work with everything that is known of it, and its parts. */
export const itemDocument = z.object({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  title: z.string(),
  year: z.number().optional(),
  ids: externalIds,
  /** Whether a catalogue knows the work; parts count as their work does. */
  identified: z.boolean(),
  position: position.optional(),
  fields: z.record(z.string(), field),
  cast: z.array(credit),
  crew: z.array(credit),
  images: z.array(image),
  files: z.array(file),
  identification: identificationDocument.optional(),
  parents: z.array(reference),
  /** Of the work that was asked for; its parts have none. */
  holds: z.array(hold).optional(),
  get seasons(): z.ZodOptional<z.ZodArray<typeof itemDocument>> {
    return z.array(itemDocument).optional();
  },
  get episodes(): z.ZodOptional<z.ZodArray<typeof itemDocument>> {
    return z.array(itemDocument).optional();
  },
  get releaseGroups(): z.ZodOptional<z.ZodArray<typeof itemDocument>> {
    return z.array(itemDocument).optional();
  },
  get releases(): z.ZodOptional<z.ZodArray<typeof itemDocument>> {
    return z.array(itemDocument).optional();
  },
  get tracks(): z.ZodOptional<z.ZodArray<typeof itemDocument>> {
    return z.array(itemDocument).optional();
  },
});
export type ItemDocument = z.infer<typeof itemDocument>;
