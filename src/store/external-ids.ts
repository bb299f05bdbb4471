import { isUsableId } from '../model/bounds.ts';
import type { ExternalIdKind, ExternalIds } from '../model/ids.ts';
import { storable } from '../model/text.ts';

/** An external id as a row holds it. */
export interface IdRow {
  readonly kind: ExternalIdKind;
  readonly value: string;
}

/** The ids of rows as one object, in the order of the rows. */
export function collectIds(rows: readonly IdRow[]): ExternalIds {
  return Object.fromEntries(rows.map((row) => [row.kind, row.value]));
}

/** The ids that say something, as they are stored. */
export function storableIds(ids: ExternalIds): ExternalIds {
  return collectIds(listIds(ids));
}

/** The ids that say something, one by one, as they are stored. */
export function listIds(ids: ExternalIds): readonly IdRow[] {
  const rows: IdRow[] = [];
  let kind: ExternalIdKind;
  for (kind in ids) {
    const value = ids[kind];
    if (value !== undefined && value !== '' && isUsableId(value)) rows.push({ kind, value: storable(value) });
  }
  return rows;
}
