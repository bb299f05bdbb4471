import { ownValue } from '../model/word-table.ts';
import type { ProviderList } from '../providers/list.ts';
import { type Field, fieldsOf, type KeyPath } from '../settings/fields.ts';
import { fileMember } from '../settings/written.ts';
import { GENERAL_SETTINGS } from './declared.ts';
import { dotted } from './key-path.ts';
import { declarationsFor } from './schema.ts';

/** The names that do not follow the rule, by dotted key. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries(GENERAL_SETTINGS).flatMap(([name, schema]) =>
    fieldsOf(schema, [name]).flatMap(({ path, notes: { variable } }) =>
      typeof variable === 'string' ? [[dotted(path), variable] as const] : [],
    ),
  ),
);

/** A value that the environment sets. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly path: KeyPath;
  readonly value: unknown;
  /** Of a secret: the setting that gives it in the other way, itself or by its file. */
  readonly rival?: KeyPath;
}

/**
 * Name of the variable that sets a value: `REVENGE_`, then the key's parts in capitals with underscores, without
 * `sources` and list indices; `store.url` is `REVENGE_STORE`, as the store is written when nothing else is said of it.
 * `sources.tmdb.apiKey` → `REVENGE_TMDB_API_KEY`.
 */
export function variableName(path: KeyPath): string {
  const exception = EXCEPTIONS.get(dotted(path));
  if (exception !== undefined) return exception;
  const words = path.filter((part) => typeof part === 'string' && part !== 'sources').map(String);
  return `REVENGE_${words.map((word) => word.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_')}`;
}

/**
 * The values that the environment sets. Lists are written with commas; an empty variable counts as not set. What cannot
 * be read as its kind is given as text, for the schema to refuse.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  providers?: ProviderList,
): EnvironmentSetting[] {
  return declarationsFor(providers).fields.flatMap((field) => {
    if (!hasVariable(field)) return [];
    const name = variableName(field.path);
    const text = ownValue(env, name);
    if (text === undefined || text.trim() === '') return [];
    const rival = rivalOf(field);
    return [
      { name, path: field.path, value: read(text.trim(), field.kind), ...(rival === undefined ? {} : { rival }) },
    ];
  });
}

/** Whether a setting can be given by the environment: every single value, of several instances the first one's. */
export function hasVariable({ kind, notes }: Field): boolean {
  return kind !== 'other' && notes.variable !== false;
}

function rivalOf({ path, notes, isFile }: Field): KeyPath | undefined {
  if (notes.secret === undefined) return undefined;
  const last = String(path.at(-1));
  return [...path.slice(0, -1), isFile ? last.slice(0, -'File'.length) : fileMember(last)];
}

function read(text: string, kind: Field['kind']): unknown {
  switch (kind) {
    case 'text':
    case 'other':
      return text;
    case 'number':
      return toNumber(text);
    case 'boolean':
      return toBoolean(text);
    case 'texts':
      return text.split(',').map((part) => part.trim());
    case 'numbers':
      return text.split(',').map((part) => toNumber(part.trim()));
  }
}

function toNumber(text: string): number | string {
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? text : value;
}

function toBoolean(text: string): boolean | string {
  const word = text.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  return ['0', 'false', 'no', 'off'].includes(word) ? false : text;
}
