import type { FieldName } from '../model/fields.ts';
import type { Hold, HoldRequest, ResolvedFields } from './port.ts';

/** What a person said of a field, as a row holds it: `value` is JSON, `null` where the field stays empty. */
export interface HeldField {
  readonly field: FieldName;
  readonly provider: string;
  readonly value: unknown;
}

/** The fields as they hold when what a person overrode or locked is respected: no source ever changes those. */
export function applyHolds(fields: ResolvedFields, holds: readonly HeldField[]): ResolvedFields {
  if (holds.length === 0) return fields;
  const held: Record<string, { readonly value: unknown; readonly provider: string }> = { ...fields };
  for (const { field, provider, value } of holds) {
    if (value === null || value === undefined) delete held[field];
    else held[field] = { value, provider };
  }
  const typed: ResolvedFields = held;
  return typed;
}

/** What a request to hold a field comes to, given what holds now. */
export function heldValue(request: HoldRequest, fields: ResolvedFields): Pick<Hold, 'mode' | 'provider' | 'value'> {
  if (request.override !== undefined) return { mode: 'override', provider: 'person', value: request.override };
  if (request.locked !== undefined) return { mode: 'lock', ...request.locked };
  const held = fields[request.field];
  return { mode: 'lock', provider: held?.provider ?? 'person', value: held?.value ?? null };
}
