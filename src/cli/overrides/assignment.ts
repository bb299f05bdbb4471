import { z } from 'zod';
import { RevengeError } from '../../model/errors.ts';
import { fieldNamed, fieldsNear } from '../../model/field-names.ts';
import { FIELD_SCHEMAS } from '../../model/field-schemas.ts';
import type { FieldName } from '../../model/fields.ts';

/** A person's own value of a field; `null`: the field stays empty. */
export interface Assignment {
  readonly field: FieldName;
  readonly value: unknown;
}

/**
 * Reads `field=value`. Lists are words with commas between them, or JSON where a word has a comma of its own; what has
 * members is JSON; nothing behind `=` keeps the field empty.
 * @throws RevengeError `USAGE` that names the field and what it takes.
 */
export function parseAssignment(word: string): Assignment {
  const at = word.indexOf('=');
  if (at < 0) {
    throw new RevengeError('USAGE', `"${word}" is no field=value`, {
      hint: 'Put a title of several words in quotes: revenge set "The Matrix" year=1999',
    });
  }
  const field = parseFieldName(word.slice(0, at));
  const text = word.slice(at + 1);
  if (text.trim() !== '') return { field, value: parseValue(field, text) };
  if (field === 'title') throw new RevengeError('USAGE', 'a work has to have a title: "title=" leaves it without one');
  return { field, value: null };
}

/** @throws RevengeError `USAGE` with the fields that may be meant, where there is no such one. */
export function parseFieldName(word: string): FieldName {
  const field = fieldNamed(word);
  if (field !== undefined) return field;
  const near = fieldsNear(word);
  const hint = near.length === 0 ? 'docs/store.md lists the fields.' : `Did you mean ${near.join(', ')}?`;
  throw new RevengeError('USAGE', `there is no field "${word}"`, { hint });
}

function parseValue(field: FieldName, text: string): unknown {
  const schema: z.ZodType = FIELD_SCHEMAS[field];
  const form = formOf(schema);
  const parsed = schema.safeParse(READERS[form](text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')})`;
  throw new RevengeError('USAGE', `${field} ${describe(issue)}${at}: ${text}`, { hint: HINTS[form] });
}

type Form = 'text' | 'number' | 'flag' | 'list' | 'json';

const READERS: Readonly<Record<Form, (text: string) => unknown>> = {
  text: (text) => text.trim(),
  number: (text) => Number(text),
  flag: (text) => FLAGS.get(text.trim().toLowerCase()),
  list: (text) => (text.trimStart().startsWith('[') ? json(text) : wordsOf(text)),
  json,
};

const HINTS: Readonly<Record<Form, string>> = {
  text: 'docs/store.md says what fields take.',
  number: 'Give a number.',
  flag: 'Give yes or no.',
  list: 'Give words with commas between them, or JSON: genres=\'["Rock, Pop", "Jazz"]\'',
  json: 'Give JSON, as `revenge show --json` prints it: certifications=\'[{"country":"US","value":"R"}]\'',
};

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);

/** How a person writes what a schema takes. */
function formOf(schema: z.ZodType): Form {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodObject) return 'json';
  if (schema instanceof z.ZodArray) return schema.element instanceof z.ZodObject ? 'json' : 'list';
  return 'text';
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** What is no JSON comes to nothing that any schema takes. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** zod's own messages begin with a capital; those of the fields complete "the field …". */
function describe(issue: z.core.$ZodIssue | undefined): string {
  const message = issue?.message ?? '';
  return /^[a-z]/.test(message) ? message : 'cannot be this';
}
