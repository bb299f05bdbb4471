import type { Database } from 'better-sqlite3';
import { identityIds } from '../../model/identity.ts';
import type { ExternalId, ExternalIds, FormerId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { collectIds, externalIdsOf } from '../external-ids.ts';
import type { GroupIdentity } from '../port.ts';
import type { ItemAliasRow } from '../save/tables.ts';

/** Reads the external ids of items. */
export interface ItemIds {
  of(itemId: number): ExternalIds;
  /** Ids that it had before its catalogue merged them. */
  formerOf(itemId: number): readonly ExternalId[];
  /** What it belongs to, the nearest first. */
  parentsOf(itemId: number): NonNullable<GroupIdentity['parents']>;
  /** The id that took the place of a former one. */
  current(former: FormerId): string | undefined;
  /** The item that one of these ids belongs to or belonged to, the most trusted id first. */
  find(kind: ItemKind, ids: ExternalIds): number | undefined;
}

/** The item that has an id of its own, or had it before. No id is both. */
export const OWNER = `SELECT item_id FROM item_ids WHERE kind = @kind AND value = @value AND item_kind = @itemKind AND identity = 1
  UNION ALL SELECT item_id FROM item_aliases WHERE kind = @kind AND value = @value AND item_kind = @itemKind`;

const PARENTS = `WITH RECURSIVE up AS (
    SELECT parent_id AS id, 1 AS height FROM items WHERE id = ?
    UNION ALL SELECT i.parent_id, height + 1 FROM up JOIN items i ON i.id = up.id)
  SELECT i.id, i.kind FROM up JOIN items i ON i.id = up.id ORDER BY up.height`;

const CURRENT_ID = `SELECT x.value FROM item_aliases a JOIN item_ids x ON x.item_id = a.item_id AND x.kind = a.kind
  WHERE a.kind = ? AND a.value = ? AND a.item_kind = ?`;

export function itemIds(database: Database): ItemIds {
  const idsOf = database.prepare<[number], ExternalId>('SELECT kind, value FROM item_ids WHERE item_id = ?');
  const aliasesOf = database.prepare<[number], ItemAliasRow>(
    'SELECT kind, value FROM item_aliases WHERE item_id = ? ORDER BY kind, value',
  );
  const parents = database.prepare<[number], { readonly id: number; readonly kind: ItemKind }>(PARENTS);
  const current = database.prepare<[string, string, string], string>(CURRENT_ID).pluck();
  const owner = database
    .prepare<[{ readonly kind: string; readonly value: string; readonly itemKind: string }], number>(OWNER)
    .pluck();
  return {
    of: (itemId) => collectIds(idsOf.all(itemId)),
    formerOf: (itemId) => externalIdsOf(aliasesOf.all(itemId)),
    parentsOf: (itemId) => parents.all(itemId).map(({ id, kind }) => ({ kind, ids: collectIds(idsOf.all(id)) })),
    current: ({ kind, value, itemKind }) => current.get(kind, value, itemKind),
    find: (kind, ids) => {
      for (const id of identityIds(kind, ids)) {
        const found = owner.get({ ...id, itemKind: kind });
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
