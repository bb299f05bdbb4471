import { RevengeError } from '../../model/errors.ts';
import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import { type Hold, type HoldRequest, heldValue } from '../../model/overrides.ts';
import type { ResolvedFields } from '../../model/resolved.ts';
import { fromJson, toJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { ChangeEntry } from '../port.ts';

/** What a person says of a field as its row. `value`: JSON, `null` where the field stays empty. */
export interface HoldRow {
  readonly field: FieldName;
  readonly mode: Hold['mode'];
  readonly provider: string;
  readonly value: string | null;
  readonly author: string;
  readonly at: string;
  readonly reason: string | null;
}

/** A line of the change journal as its row. */
export interface ChangeEntryRow {
  readonly at: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The row of a request, given the JSON of the fields that hold now. */
export function holdRow(request: HoldRequest, fields: string): HoldRow {
  const { field, author, at, reason } = request;
  const { mode, provider, value } = heldValue(request, fromJson<ResolvedFields>(fields));
  return {
    field,
    mode,
    provider,
    value: value === null ? null : toJson(value),
    author,
    at,
    reason: reason ?? null,
  };
}

export function holdOf(itemId: ItemId, { field, mode, provider, value, author, at, reason }: HoldRow): Hold {
  return { itemId, field, mode, provider, value: parsedOrNull(value), author, at, ...member('reason', reason) };
}

export function changeOf({ at, field, before, after }: ChangeEntryRow): ChangeEntry {
  return { at, field, before: parsedOrNull(before), after: parsedOrNull(after) };
}

/** The value of JSON that may be absent. */
export function parsedOrNull(json: string | null): unknown {
  return json === null ? null : fromJson<unknown>(json);
}

export function noSuchItem(itemId: ItemId): RevengeError {
  return new RevengeError('NOT_FOUND', `No item ${itemId} is stored`);
}
