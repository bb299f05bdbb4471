import { z } from 'zod';
import type { RevengeError } from '../model/errors.ts';
import { ARTWORK_KINDS, type FsPath } from '../model/files.ts';

const DIGEST = z.string().regex(/^[0-9a-f]{64}$/);

/** What every planned write says. */
const common = {
  library: z.string(),
  root: z.string(),
  path: z.string(),
  title: z.string(),
  /** SHA-256 of the file that was there; `null`: none. Of a tag: that of its fields. */
  expected: DIGEST.nullable(),
};
const WHAT = z.enum(['added', 'replaced', 'edited', 'kept']);
const fieldSchema = z.object({
  /** As `media/tags/vocabulary.ts` names it. */
  field: z.string(),
  what: WHAT,
  before: z.array(z.string()),
  /** What the store says. */
  after: z.array(z.string()),
  source: z.string(),
});
const noteSchema = z.object({ element: z.string(), what: WHAT });
const writeSchema = z.discriminatedUnion('what', [
  z.object({
    ...common,
    what: z.literal('nfo'),
    text: z.string(),
    /** What the next plan compares with. */
    base: z.string(),
    notes: z.array(noteSchema),
  }),
  z.object({
    ...common,
    what: z.literal('picture'),
    kind: z.enum(ARTWORK_KINDS),
    /** The picture in the image store. */
    picture: z.object({ digest: DIGEST, format: z.string().regex(/^[a-z0-9]{1,8}$/), size: z.number() }),
  }),
  /** Changes the tag in an audio file. */
  z.object({
    ...common,
    what: z.literal('tag'),
    id3: z.enum(['2.3', '2.4']),
    fields: z.array(fieldSchema),
    /** What the next plan compares with. */
    base: z.string(),
    splitLinks: z.boolean(),
  }),
  /** Takes a picture away that revenge wrote and that has no use any more. */
  z.object({ ...common, what: z.literal('removal'), kind: z.enum(ARTWORK_KINDS) }),
]);

/** A plan as `--plan` stores it. */
export const planSchema = z.object({ version: z.literal(1), writes: z.array(writeSchema) });

/** One file that a plan writes or removes. */
export type PlannedWrite = z.infer<typeof writeSchema>;

/** A file that the plan leaves alone, and why. */
export interface LeftFile {
  readonly library: string;
  readonly path: FsPath;
  readonly why: string;
  /** Set where the file could not be looked at. */
  readonly error?: RevengeError;
}

/** What becomes of one file that a work should have. */
export type PlannedFile =
  | { readonly status: 'write'; readonly path: FsPath; readonly write: PlannedWrite }
  | { readonly status: 'unchanged'; readonly path: FsPath }
  | { readonly status: 'left'; readonly path: FsPath; readonly left: LeftFile };

export interface Plan {
  readonly writes: readonly PlannedWrite[];
  readonly left: readonly LeftFile[];
  /** Files that are as they should be. */
  readonly unchanged: number;
}
