import { z } from 'zod';
import { FIELD_NAMES } from '../model/field-names.ts';
import { EXTERNAL_ID_KINDS } from '../model/ids.ts';
import { ITEM_KINDS } from '../model/kinds.ts';
import { OUTCOMES } from '../model/outcome.ts';

/**
 * What `revenge check` expects of a scan. Every member is optional: only what the file names is compared. `null` means
 * "there must be none". Lists of groups, files, parts, artwork and writes are compared by their names, so that one more
 * or one less is reported as such.
 */

const otherValue = z.strictObject({ source: z.string(), value: z.unknown() });

/** A field with the source that won; `agree` and `differ` are the other sources. */
const observedField = z.strictObject({
  value: z.unknown(),
  source: z.string().optional(),
  agree: z.array(z.string()).nullish(),
  differ: z.array(otherValue).nullish(),
});
export type ObservedField = z.infer<typeof observedField>;

const artwork = z.strictObject({ name: z.string(), digest: z.string().nullish(), size: z.string().nullish() });

const parent = z.strictObject({ kind: z.enum(ITEM_KINDS), title: z.string().optional() });

const itemMembers = {
  kind: z.enum(ITEM_KINDS).optional(),
  title: z.string().optional(),
  year: z.number().nullish(),
  ids: z.partialRecord(z.enum(EXTERNAL_ID_KINDS), z.string()).optional(),
  /** A field as `{ value, source }`, or its value alone. */
  fields: z.partialRecord(z.enum(FIELD_NAMES), z.unknown()).optional(),
  /** `Name (Character)` of the cast, `Name, Job` of the crew, in their order. */
  cast: z.array(z.string()).nullish(),
  crew: z.array(z.string()).nullish(),
  artwork: z.array(artwork).nullish(),
  /** Artist and release group of a release. */
  parents: z.array(parent).nullish(),
};

/** An episode or a track. `place` is `S01E02` or `1-03`; the title of a part without numbers. */
const observedLeaf = z.strictObject({ place: z.string(), ...itemMembers });
export type ObservedLeaf = z.infer<typeof observedLeaf>;

/** A season (`S01`) with its episodes, or a track. */
const observedPart = z.strictObject({
  place: z.string(),
  ...itemMembers,
  parts: z.array(observedLeaf).optional(),
});
export type ObservedPart = z.infer<typeof observedPart>;

const observedItem = z.strictObject({ ...itemMembers, parts: z.array(observedPart).optional() });
export type ObservedItem = z.infer<typeof observedItem>;

const observedFile = z.strictObject({
  /** Relative to the library. */
  path: z.string(),
  size: z.number().optional(),
  role: z.string().nullish(),
  /** Container, running time and streams, in words. */
  media: z.string().nullish(),
  edition: z.string().nullish(),
});
export type ObservedFile = z.infer<typeof observedFile>;

const observedGroup = z.strictObject({
  library: z.string(),
  group: z.string(),
  outcome: z.enum(OUTCOMES).optional(),
  /** How it was identified: `radarr`, `pin`, `tmdb` … */
  by: z.string().nullish(),
  title: z.string().optional(),
  year: z.number().nullish(),
  item: observedItem.nullish(),
  files: z.array(observedFile).nullish(),
});
export type ObservedGroup = z.infer<typeof observedGroup>;

const count = z.number().int().nonnegative().optional();
const counts = z.strictObject({
  groups: count,
  matched: count,
  ambiguous: count,
  unmatched: count,
  degraded: count,
  ignored: count,
  files: count,
  artwork: count,
  warnings: count,
});

export const expectationSchema = z.strictObject({
  version: z.literal(1),
  /** Directory of recordings, relative to this file. `--replay` overrides it. */
  replay: z.string().optional(),
  counts: counts.optional(),
  groups: z.array(observedGroup).optional(),
  /** Files that `revenge tag` would write, as `library/path`, with the digest of their text. */
  writes: z.array(z.strictObject({ name: z.string(), digest: z.string().optional() })).nullish(),
  /** `max ambiguous 0`, `no missing:poster`, `every movie has:poster`. */
  rules: z.array(z.string()).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** Everything that a check looks at, in the form of the file. */
export interface Observation {
  readonly counts: NonNullable<Expectation['counts']>;
  readonly groups: readonly ObservedGroup[];
  readonly writes?: NonNullable<Expectation['writes']>;
}
