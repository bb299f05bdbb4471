import { fieldName, TECHNICAL_FIELDS } from './vocabulary.ts';

/** Tags of one block: values by the field's name in `vocabulary.ts`. */
export type TagFields = ReadonlyMap<string, readonly string[]>;

export interface TagBlock {
  /** `vorbis`, `id3v2`, `ape`, `mp4` … */
  readonly origin: string;
  readonly fields: TagFields;
}

export interface FieldCollector {
  readonly fields: TagFields;
  /** Adds values to those that the field has under the same name. */
  add(name: string, values: readonly string[]): void;
  /** Puts these values in place of all others of the field. */
  replace(name: string, values: readonly string[]): void;
}

/** Collects the fields of one block; empty values are left out, and so are names of lower rank where a better one is given. */
export function fieldCollector(): FieldCollector {
  const fields = new Map<string, readonly string[]>();
  const ranks = new Map<string, number>();
  const put = (name: string, values: readonly string[], isWhole: boolean): void => {
    const known = fieldName(name);
    if (known === undefined) return;
    const given = values.filter((value) => value.trim() !== '');
    const rank = ranks.get(known.field) ?? Number.POSITIVE_INFINITY;
    if (given.length === 0 || known.rank > rank) return;
    const before = known.rank < rank || isWhole ? [] : (fields.get(known.field) ?? []);
    fields.set(known.field, before.length === 0 ? given : [...before, ...given]);
    ranks.set(known.field, known.rank);
  };
  return {
    fields,
    add: (name, values) => put(name, values, false),
    replace: (name, values) => put(name, values, true),
  };
}

/** Whether a block says anything of the music. */
export function saysSomething({ fields }: TagBlock): boolean {
  for (const field of fields.keys()) if (!TECHNICAL_FIELDS.has(field)) return true;
  return false;
}

/** Several blocks of one file as one: each field from the first block that has it. */
export function mergeBlocks(blocks: readonly TagBlock[]): TagBlock | undefined {
  const filled = blocks.filter(({ fields }) => fields.size > 0);
  const first = filled.find(saysSomething);
  if (first === undefined) return undefined;
  if (filled.length === 1) return first;
  const fields = new Map<string, readonly string[]>();
  for (const block of filled) {
    for (const [key, values] of block.fields) if (!fields.has(key)) fields.set(key, values);
  }
  return { origin: first.origin, fields };
}
