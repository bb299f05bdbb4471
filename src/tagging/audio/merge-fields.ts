import { z } from 'zod';
import type { TagFields } from '../../media/tags/fields.ts';
import { compareText } from '../../util/compare.ts';
import { contentDigest } from '../../util/digest.ts';
import type { TagChange } from '../embedded/change.ts';
import { sameValues, withoutFractions, writable } from '../embedded/values.ts';
import type { WantedFields } from './wanted-fields.ts';

/** `write` replaces the values of others, `merge` only adds what a tag lacks. Both update what revenge wrote itself. */
export type TagMode = 'write' | 'merge';

/** What becomes of one field. */
interface FieldNote {
  readonly field: string;
  /**
   * `edited`: a person changed it since revenge wrote it, so it stays. `kept`: it was there before revenge wrote, and the
   * library says `merge`.
   */
  readonly what: 'added' | 'replaced' | 'edited' | 'kept';
  readonly before: readonly string[];
  /** What the store says. */
  readonly after: readonly string[];
  readonly source: string;
}

export interface MergedFields {
  readonly change: TagChange;
  readonly notes: readonly FieldNote[];
  /** The base of the next merge. */
  readonly base: TagFields;
}

/** Merges what the store says into a tag, three ways: `base` is what revenge wrote last. Pure. */
export function mergeFields(current: TagFields, wanted: WantedFields, base: TagFields, mode: TagMode): MergedFields {
  const now = withoutFractions(current);
  const change = new Map<string, readonly string[]>();
  const next = new Map(base);
  const notes: FieldNote[] = [];
  for (const [field, { values, source }] of wanted) {
    const after = writable(values);
    const before = now.get(field) ?? [];
    if (after.length === 0) continue;
    if (sameValues(field, before, after)) {
      next.set(field, after);
      continue;
    }
    const what = whatOf(field, before, base.get(field), mode);
    notes.push({ field, what, before, after, source });
    if (what === 'edited' || what === 'kept') continue;
    change.set(field, after);
    next.set(field, after);
  }
  return { change, notes, base: next };
}

function whatOf(
  field: string,
  before: readonly string[],
  last: readonly string[] | undefined,
  mode: TagMode,
): FieldNote['what'] {
  // A field that revenge wrote and that is empty now was removed by a person.
  if (last !== undefined && !sameValues(field, before, last)) return 'edited';
  if (before.length === 0) return 'added';
  return last === undefined && mode === 'merge' ? 'kept' : 'replaced';
}

const baseSchema = z.array(z.tuple([z.string(), z.array(z.string())]));

/** A base as text. */
export function baseText(fields: TagFields): string {
  return JSON.stringify([...fields].map(([field, values]) => [field, values]));
}

/** A base from its text; empty where revenge has written nothing yet, or something else. */
export function readBase(text: string | undefined): TagFields {
  try {
    return new Map(baseSchema.parse(JSON.parse(text ?? '[]')));
  } catch {
    return new Map();
  }
}

/** What tells two states of a tag apart: the digest of all its fields. */
export function fieldsDigest(fields: TagFields): string {
  const sorted = [...fields].sort(([one], [other]) => compareText(one, other));
  return contentDigest(Buffer.from(JSON.stringify(sorted)));
}
