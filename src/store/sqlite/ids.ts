import type { Database } from 'better-sqlite3';
import type { ExternalIds } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { collectIds, type IdRow } from '../external-ids.ts';
import { identityIds } from '../identity.ts';

/** Reads the external ids of items. */
export interface ItemIds {
  of(itemId: number): ExternalIds;
  /** The item that one of these ids belongs to, the most trusted id first. */
  find(kind: ItemKind, ids: ExternalIds): number | undefined;
}

export function itemIds(database: Database): ItemIds {
  const idsOf = database.prepare<[number], IdRow>('SELECT kind, value FROM item_ids WHERE item_id = ?');
  const owner = database
    .prepare<[string, string, string], number>(
      'SELECT item_id FROM item_ids WHERE kind = ? AND value = ? AND item_kind = ? AND identity = 1',
    )
    .pluck();
  return {
    of: (itemId) => collectIds(idsOf.all(itemId)),
    find: (kind, ids) => {
      for (const id of identityIds(kind, ids)) {
        const found = owner.get(id.kind, id.value, kind);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
