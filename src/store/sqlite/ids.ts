import type { Database } from 'better-sqlite3';
import type { ExternalIds } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { Tally } from '../cells.ts';
import { collectIds, type IdRow, listIds } from '../external-ids.ts';
import { identityIds, isIdentity } from '../identity.ts';

/** Reads and writes the external ids of items. */
export interface ItemIds {
  of(itemId: number): ExternalIds;
  /** The item that one of these ids belongs to, the most trusted id first. */
  find(kind: ItemKind, ids: ExternalIds): number | undefined;
  /** Keeps the ids that are given, which are storable; one that belongs to another item stays there. */
  save(itemId: number, kind: ItemKind, ids: ExternalIds, tally: Tally): void;
}

export function itemIds(database: Database): ItemIds {
  const idsOf = database.prepare<[number], IdRow>('SELECT kind, value FROM item_ids WHERE item_id = ?');
  const owner = database
    .prepare<[string, string, string], number>(
      'SELECT item_id FROM item_ids WHERE kind = ? AND value = ? AND item_kind = ? AND identity = 1',
    )
    .pluck();
  const put = database.prepare<[number, string, string, string, number]>(
    `INSERT INTO item_ids (item_id, kind, value, item_kind, identity) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (item_id, kind) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
  );
  return {
    of: (itemId) => collectIds(idsOf.all(itemId)),
    find: (kind, ids) => {
      for (const id of identityIds(kind, ids)) {
        const found = owner.get(id.kind, id.value, kind);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    save: (itemId, kind, ids, tally) => {
      for (const id of listIds(ids)) {
        const identity = isIdentity(kind, id.kind);
        const owned = identity ? owner.get(id.kind, id.value, kind) : undefined;
        if (owned !== undefined && owned !== itemId) continue;
        tally.rows += put.run(itemId, id.kind, id.value, kind, Number(identity)).changes;
      }
    },
  };
}
