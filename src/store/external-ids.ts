import { isUsableId } from '../model/bounds.ts';
import type { ExternalId, ExternalIdKind, ExternalIds } from '../model/ids.ts';
import { storable } from '../model/text.ts';

/** The ids of rows as one object, in the order of the rows. */
export function collectIds(rows: readonly ExternalId[]): ExternalIds {
  return Object.fromEntries(rows.map((row) => [row.kind, row.value]));
}

/** The ids that say something, as they are stored. */
export function storableIds(ids: ExternalIds): ExternalIds {
  return collectIds(listIds(ids));
}

/** The ids that say something, one by one, as they are stored. */
export function listIds(ids: ExternalIds): readonly ExternalId[] {
  const rows: ExternalId[] = [];
  let kind: ExternalIdKind;
  for (kind in ids) {
    const value = ids[kind];
    if (value !== undefined && value !== '' && isUsableId(value)) rows.push({ kind, value: storable(value) });
  }
  return rows;
}

/** The former ids among alias rows; the ids of items that were joined are not among them. */
export function externalIdsOf(rows: readonly { readonly kind: ExternalIdKind | 'item'; readonly value: string }[]) {
  return rows.flatMap(({ kind, value }): ExternalId[] => (kind === 'item' ? [] : [{ kind, value }]));
}

/** The former ids that say something, as they are stored. */
export function storableFormer(ids: readonly ExternalId[] = []): readonly ExternalId[] {
  return ids.flatMap(({ kind, value }) => listIds({ [kind]: value }));
}
