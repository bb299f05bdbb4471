import { z } from 'zod';
import { notesOf } from './setting.ts';
import { text } from './types.ts';
import { isRequired } from './unwrap.ts';

/** The name of the setting that names the file of a secret. */
export function fileMember(name: string): string {
  return `${name}File`;
}

function writtenForm(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) return writtenObject(schema);
  if (schema instanceof z.ZodArray) {
    const element = writtenForm(schema.element);
    return element === schema.element ? schema : z.array(element);
  }
  if (schema instanceof z.ZodOptional) {
    const inner = writtenForm(schema.def.innerType);
    return inner === schema.def.innerType ? schema : z.optional(inner);
  }
  if (schema instanceof z.ZodDefault) {
    const inner = writtenForm(schema.def.innerType);
    return inner === schema.def.innerType ? schema : z._default(inner, schema.def.defaultValue);
  }
  if (schema instanceof z.ZodPrefault) {
    const inner = writtenForm(schema.def.innerType);
    return inner === schema.def.innerType ? schema : z.prefault(inner, schema.def.defaultValue);
  }
  return schema;
}

/**
 * The schema of settings as a person writes them, made from the schema of the effective ones: a secret may be missing (its
 * file may hold it, and the loader reports what is then missing with a hint), and so may what the loader computes.
 */
export function writtenObject(schema: z.ZodObject): z.ZodObject {
  const members: [string, z.core.$ZodType][] = [];
  let isAltered = false;
  for (const [name, member] of Object.entries(schema.shape)) {
    const notes = notesOf(member);
    const inner = group(writtenForm(member));
    isAltered ||= inner !== member || notes?.secret !== undefined || notes?.computed !== undefined;
    if (notes?.secret !== undefined) members.push([name, z.optional(inner)], [fileMember(name), text.optional()]);
    else members.push([name, notes?.computed === undefined ? inner : z.optional(inner)]);
  }
  return isAltered ? z.strictObject(Object.fromEntries(members)) : schema;
}

/** A group of settings, all of which may be left out, may be left out itself. */
function group(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodObject && !isRequired(schema) ? z.prefault(schema, {}) : schema;
}
