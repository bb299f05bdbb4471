import type { ExternalId, ExternalIdKind, ExternalIds } from '../model/ids.ts';

/** The ids of rows as one object, in the order of the rows. */
export function collectIds(rows: readonly ExternalId[]): ExternalIds {
  return Object.fromEntries(rows.map((row) => [row.kind, row.value]));
}

/** The ids one by one. */
export function listIds(ids: ExternalIds): readonly ExternalId[] {
  const rows: ExternalId[] = [];
  let kind: ExternalIdKind;
  for (kind in ids) {
    const value = ids[kind];
    if (value !== undefined) rows.push({ kind, value });
  }
  return rows;
}

/** The former ids among alias rows; the ids of items that were joined are not among them. */
export function externalIdsOf(rows: readonly { readonly kind: ExternalIdKind | 'item'; readonly value: string }[]) {
  return rows.flatMap(({ kind, value }): ExternalId[] => (kind === 'item' ? [] : [{ kind, value }]));
}
