import { z } from 'zod';
import { RevengeError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { wordTable } from '../model/word-table.ts';
import type { KeyPath } from '../settings/fields.ts';
import type { ConfigDocument } from './document.ts';
import { variableName } from './environment.ts';
import { dotted, isRecord, valueAt } from './key-path.ts';

/** Something wrong in the configuration. */
export interface Problem {
  readonly path: KeyPath;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What the schema of the written configuration found wrong, one problem a key. */
export function schemaProblems(error: z.ZodError, written: z.ZodType): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const where = path.length === 0 ? 'at the top' : `in ${dotted(path)}`;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `unknown key "${key}" ${where}`,
        hint: keyHint(key, path, written),
      }));
    }
    const name = dotted(path) === '' ? 'the configuration' : dotted(path);
    if (issue.code === 'invalid_type') {
      const isMissing = issue.input === undefined;
      const hint = issue.expected === 'string' && typeof issue.input === 'number' ? 'Put it in quotes.' : undefined;
      return [{ path, message: isMissing ? `${name} is missing` : `${name} must be ${article(issue.expected)}`, hint }];
    }
    if (issue.code === 'invalid_value') {
      const values = issue.values.map(String);
      const meant = typeof issue.input === 'string' ? nearest(issue.input, values) : undefined;
      const hint = meant === undefined ? undefined : `Did you mean "${meant}"?`;
      return [{ path, message: `${name} must be one of ${values.join(', ')}`, hint }];
    }
    const words = /^must\b/.test(issue.message) ? issue.message : `is not valid: ${issue.message}`;
    return [{ path, message: `${name} ${words}` }];
  });
}

/**
 * The error for a configuration with problems: each on a line of its own with file, line and column, or the variable
 * that set the value.
 */
export function invalidConfig(
  problems: readonly Problem[],
  document: ConfigDocument | undefined,
  fromEnvironment: ReadonlySet<string>,
): RevengeError {
  const lines = problems.map(({ path, message }) => `${place(path, document, fromEnvironment)}${message}`);
  const [first] = problems;
  const at = first === undefined ? undefined : document?.place(first.path);
  return new RevengeError('CONFIG_INVALID', lines.join('\n'), {
    hint: problems.find(({ hint }) => hint !== undefined)?.hint ?? 'config.example.yaml lists every option.',
    context: {
      ...(document === undefined ? {} : { file: document.file }),
      ...(at === undefined ? {} : { line: at.line, column: at.column }),
      ...(first === undefined ? {} : { key: dotted(first.path) }),
    },
  });
}

function place(path: KeyPath, document: ConfigDocument | undefined, fromEnvironment: ReadonlySet<string>): string {
  const variable = variableName(path);
  if (fromEnvironment.has(variable)) return `${variable}: `;
  if (document === undefined) return '';
  // A key that is missing has no place: the nearest one around it has.
  for (let length = path.length; length >= 0; length--) {
    const at = document.place(path.slice(0, length));
    if (at !== undefined) return `${document.file}:${at.line}:${at.column}: `;
  }
  return `${document.file}: `;
}

function keyHint(key: string, path: KeyPath, written: z.ZodType): string | undefined {
  const schema: unknown = z.toJSONSchema(written, { io: 'input' });
  const known = keysAt(schema, path);
  const near = nearest(key, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const elsewhere = placesOf(schema, key, [])[0];
  if (elsewhere !== undefined) return `Did you mean "${dotted(elsewhere)}"?`;
  return known.length === 0 ? undefined : `Known keys here: ${known.join(', ')}.`;
}

function keysAt(schema: unknown, path: KeyPath): string[] {
  let inner = schema;
  for (const part of path)
    inner = typeof part === 'number' ? member(inner, 'items') : member(member(inner, 'properties'), part);
  const properties = member(inner, 'properties');
  return isRecord(properties) ? Object.keys(properties) : [];
}

function placesOf(schema: unknown, key: string, path: KeyPath): KeyPath[] {
  const properties = member(schema, 'properties');
  if (!isRecord(properties)) return [];
  return Object.entries(properties).flatMap(([name, inner]) => [
    ...(name === key ? [[...path, name]] : []),
    ...placesOf(inner, key, [...path, name]),
  ]);
}

function member(value: unknown, key: string): unknown {
  return valueAt(value, [key]);
}

const ARTICLES: ReadonlyMap<string, string> = wordTable({
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
});

function article(expected: string): string {
  return ARTICLES.get(expected) ?? expected;
}
