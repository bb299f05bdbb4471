import { z } from 'zod';
import { ownValue } from '../model/word-table.ts';
import type { KeyPath } from '../settings/fields.ts';
import { notesOf } from '../settings/setting.ts';
import { isRequired, unwrap } from '../settings/unwrap.ts';
import { fileMember } from '../settings/written.ts';
import { variableName } from './environment.ts';
import { dotted, isRecord } from './key-path.ts';
import { absolutePath } from './paths.ts';
import type { Problem } from './problems.ts';
import { type SecretContext, secret } from './secret.ts';

export interface EffectiveContext extends SecretContext {
  /** The values that are computed where they are not written, by dotted key. */
  readonly computed: ReadonlyMap<string, string>;
}

/** Stands for a secret that is missing, so that other problems are found too; a configuration with problems is not used. */
const MISSING = '(missing)';

/**
 * Settings as they are written → as they take effect, by the notes of their schema: secrets are read from their files, paths
 * become absolute, and what the loader computes is filled in. Absent members stay absent.
 */
export async function toEffective(
  schema: z.core.$ZodType,
  value: unknown,
  path: KeyPath,
  context: EffectiveContext,
  problems: Problem[],
): Promise<unknown> {
  const bare = unwrap(schema);
  if (value === undefined) return undefined;
  if (bare instanceof z.ZodArray && Array.isArray(value)) {
    return Promise.all(
      value.map((entry: unknown, index) => toEffective(bare.element, entry, [...path, index], context, problems)),
    );
  }
  if (!(bare instanceof z.ZodObject) || !isRecord(value)) return value;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(bare.shape)) {
    const inner = await memberOf(value, name, member, path, context, problems);
    if (inner !== undefined) members.push([name, inner]);
  }
  const { oneOf } = notesOf(bare) ?? {};
  if (oneOf !== undefined && !members.some(([name]) => oneOf.includes(name))) problems.push(noneOf(oneOf, path));
  return Object.fromEntries(members);
}

async function memberOf(
  record: Readonly<Record<string, unknown>>,
  name: string,
  schema: z.core.$ZodType,
  parent: KeyPath,
  context: EffectiveContext,
  problems: Problem[],
): Promise<unknown> {
  const path = [...parent, name];
  const notes = notesOf(schema);
  const written = ownValue(record, name);
  if (notes?.secret !== undefined) {
    const found = await secret(textOf(written), textOf(ownValue(record, fileMember(name))), path, context, problems);
    if (found !== undefined || !isRequired(schema)) return found;
    problems.push(missing(path));
    return MISSING;
  }
  if (written === undefined) return context.computed.get(dotted(path));
  if (notes?.path === true && typeof written === 'string') {
    return absolutePath(written.trim(), context.folderOf(path), context.env);
  }
  return toEffective(schema, written, path, context, problems);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function missing(path: KeyPath): Problem {
  const file = fileMember(String(path.at(-1)));
  const hint = `Give it, or the file that holds it as ${file}, or set ${variableName(path)}.`;
  return { path, message: `${dotted(path)} is missing`, hint };
}

function noneOf(names: readonly string[], path: KeyPath): Problem {
  const files = names.map(fileMember).join(' or ');
  const hint = `Give one, or its file as ${files}, or set ${variableName([...path, names[0] ?? ''])}.`;
  return { path, message: `${dotted(path)} has neither ${names.join(' nor ')}`, hint };
}
