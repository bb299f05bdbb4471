import type { FieldName } from './fields.ts';
import { DERIVED, type ItemId, type ProviderId } from './ids.ts';
import type { PolicyName } from './policies.ts';
import type { ResolvedFields } from './resolved.ts';

/** A person's own value of a field, or their word that it stays as it is. */
export interface Hold {
  readonly itemId: ItemId;
  readonly field: FieldName;
  /** `override`: the value is the person's; `lock`: it is what held when it was locked. */
  readonly mode: 'override' | 'lock';
  readonly provider: ProviderId;
  /** `null`: the field stays empty. */
  readonly value: unknown;
  readonly author: string;
  readonly at: string;
  readonly reason?: string;
}

/** What to hold: an override, or (without one) a lock of what holds now. */
export type HoldRequest = Pick<Hold, 'itemId' | 'field' | 'author' | 'at' | 'reason'> & {
  /** `null`: the field stays empty. */
  readonly override?: unknown;
  /** Of a lock that is carried over from another store: what it keeps, in place of what holds here. */
  readonly locked?: Pick<Hold, 'provider' | 'value'>;
  readonly policy: PolicyName;
};

/** What a person said of a field, as a row holds it: `value` is JSON, `null` where the field stays empty. */
export interface HeldField {
  readonly field: FieldName;
  readonly provider: string;
  readonly value: unknown;
}

/** The same with who said it, when and why. */
export interface StoredHold extends HeldField {
  readonly mode: Hold['mode'];
  readonly author: string;
  readonly at: string;
  readonly reason: string | null;
}

/** The fields as they hold when what a person overrode or locked is respected: no source ever changes those. */
export function applyHolds(fields: ResolvedFields, holds: readonly HeldField[]): ResolvedFields {
  if (holds.length === 0) return fields;
  const held: Record<string, { readonly value: unknown; readonly provider: string }> = { ...fields };
  for (const { field, provider, value } of holds) {
    if (value === null || value === undefined) delete held[field];
    else held[field] = { value, provider };
  }
  // A title to sort by that was made of another title than the one that holds is none.
  if (held.sortTitle?.provider === DERIVED && held.title?.value !== fields.title?.value) delete held.sortTitle;
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
