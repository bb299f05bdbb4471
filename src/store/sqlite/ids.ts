import type { Database } from 'better-sqlite3';
import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { storable } from '../../model/text.ts';
import { identityIds, isIdentity } from '../identity.ts';
import type { Tally } from './sql.ts';

interface IdRow {
  readonly kind: ExternalIdKind;
  readonly value: string;
}

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

/** The ids of rows as one object, in the order of the rows. */
export function collectIds(rows: readonly IdRow[]): ExternalIds {
  return Object.fromEntries(rows.map((row) => [row.kind, row.value]));
}

/** The ids that say something, as they are stored. */
export function storableIds(ids: ExternalIds): ExternalIds {
  return collectIds(listIds(ids));
}

function listIds(ids: ExternalIds): readonly IdRow[] {
  const rows: IdRow[] = [];
  let kind: ExternalIdKind;
  for (kind in ids) {
    const value = ids[kind];
    if (value !== undefined && value !== '') rows.push({ kind, value: storable(value) });
  }
  return rows;
}
