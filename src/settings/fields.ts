import { z } from 'zod';
import { notesOf, type SettingNotes } from './setting.ts';
import { unwrap } from './unwrap.ts';
import { fileMember } from './written.ts';

/** Way to a value: member names and list indices. */
export type KeyPath = readonly (string | number)[];

/** A single setting and where it stands. Of a list of things it is that of the first one. */
export interface Field {
  readonly path: KeyPath;
  /** What one variable or one line can hold; `other`: a list of things or a table. */
  readonly kind: 'text' | 'number' | 'boolean' | 'texts' | 'numbers' | 'other';
  readonly notes: SettingNotes;
  readonly schema: z.core.$ZodType;
  /** It names the file of the secret of which these are the notes. */
  readonly isFile: boolean;
}

/**
 * Every single setting of a schema, in the order of declaration. A list of things that no variable can set is one field,
 * unless `all` says that each of its members is wanted.
 */
export function fieldsOf(schema: z.core.$ZodType, path: KeyPath = [], all = false): readonly Field[] {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodObject) {
    return Object.entries(bare.shape).flatMap(([name, member]) => fieldsOf(member, [...path, name], all));
  }
  const notes = notesOf(schema) ?? { doc: '' };
  const isList = bare instanceof z.ZodArray && unwrap(bare.element) instanceof z.ZodObject;
  if (isList && (all || notes.variable !== false)) return fieldsOf(bare.element, [...path, 0], all);
  const field: Field = { path, kind: kindOf(bare), notes, schema, isFile: false };
  if (notes.secret === undefined) return [field];
  const filePath = [...path.slice(0, -1), fileMember(String(path.at(-1)))];
  return [field, { ...field, path: filePath, kind: 'text', isFile: true }];
}

function kindOf(bare: z.core.$ZodType): Field['kind'] {
  if (bare instanceof z.ZodString || bare instanceof z.ZodEnum) return 'text';
  if (bare instanceof z.ZodNumber) return 'number';
  if (bare instanceof z.ZodBoolean) return 'boolean';
  if (!(bare instanceof z.ZodArray)) return 'other';
  const element = unwrap(bare.element);
  if (element instanceof z.ZodString || element instanceof z.ZodEnum) return 'texts';
  return element instanceof z.ZodNumber ? 'numbers' : 'other';
}
