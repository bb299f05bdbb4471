/** A statement that moves what is stored of an item to another, in SQL that both databases understand. */
interface JoinStatement {
  readonly sql: string;
  /** `both`: `$1` is the row of the item that stays and `$2` of the one that goes. `gone`: `$1` is the one that goes. */
  readonly of: 'both' | 'gone';
}

const both = (sql: string): JoinStatement => ({ sql, of: 'both' });
const gone = (sql: string): JoinStatement => ({ sql, of: 'gone' });

/** Moves the rows of a table, but for those that the kept item has its own of. */
function moved(table: string, key: readonly string[]): readonly JoinStatement[] {
  const isSame = key.map((column) => `s.${column} = ${table}.${column}`).join(' AND ');
  return [
    both(
      `UPDATE ${table} SET item_id = $1 WHERE item_id = $2
         AND NOT EXISTS (SELECT 1 FROM ${table} s WHERE s.item_id = $1 AND ${isSame})`,
    ),
    gone(`DELETE FROM ${table} WHERE item_id = $1`),
  ];
}

/** The id of the item that goes, as one by which the kept item is found. */
const REMEMBER_ID = both(
  `INSERT INTO item_aliases (kind, value, item_kind, item_id)
   SELECT 'item', l.uid, l.kind, s.id FROM items l JOIN items s ON s.id = $1 WHERE l.id = $2`,
);
const MOVE_ALIASES = both('UPDATE item_aliases SET item_id = $1 WHERE item_id = $2');
const MOVE_GROUPS = both('UPDATE groups SET item_id = $1 WHERE item_id = $2');
const MOVE_CHANGES = both('UPDATE changes SET item_id = $1 WHERE item_id = $2');
const MOVE_PARTS = both('UPDATE items SET parent_id = $1 WHERE parent_id = $2');

/**
 * Joins an item to another. Where both have a value, a hold or a picture, that of the kept item stays; what the other
 * knows besides is added. Ids by which the one that goes was known become former ids.
 */
export const JOIN_ITEMS: readonly JoinStatement[] = [
  MOVE_ALIASES,
  both(
    `INSERT INTO item_aliases (kind, value, item_kind, item_id)
     SELECT x.kind, x.value, x.item_kind, s.item_id FROM item_ids x
     JOIN item_ids s ON s.item_id = $1 AND s.kind = x.kind AND s.value <> x.value
     WHERE x.item_id = $2 AND x.identity`,
  ),
  ...moved('item_ids', ['kind']),
  REMEMBER_ID,
  MOVE_GROUPS,
  ...moved('file_items', ['file_id']),
  // Of one answer that both have, the values that only one of them kept.
  both(
    `INSERT INTO source_values (source_id, field, value, confidence, fetched_at, digest)
     SELECT s.id, v.field, v.value, v.confidence, v.fetched_at, v.digest FROM sources l
     JOIN sources s ON s.item_id = $1 AND s.provider = l.provider AND s.provider_id = l.provider_id
     JOIN source_values v ON v.source_id = l.id
     WHERE l.item_id = $2
       AND NOT EXISTS (SELECT 1 FROM source_values w WHERE w.source_id = s.id AND w.field = v.field)`,
  ),
  ...moved('sources', ['provider', 'provider_id']),
  both(
    `INSERT INTO credit_lists (item_id, provider, group_id, rank, digest)
     SELECT k.id, l.provider, l.group_id, l.rank, l.digest FROM credit_lists l JOIN items k ON k.id = $1 WHERE l.item_id = $2
       AND NOT EXISTS (SELECT 1 FROM credit_lists s WHERE s.item_id = k.id AND s.provider = l.provider)`,
  ),
  both(
    `UPDATE credits SET item_id = $1 WHERE item_id = $2
       AND NOT EXISTS (SELECT 1 FROM credits s WHERE s.item_id = $1 AND s.provider = credits.provider)`,
  ),
  gone('DELETE FROM credit_lists WHERE item_id = $1'),
  ...moved('image_candidates', ['kind', 'provider', 'url']),
  ...moved('artwork', ['kind']),
  ...moved('holds', ['field']),
  MOVE_CHANGES,
  MOVE_PARTS,
];

/**
 * Moves what persons decided about an item to the one that takes its place, with the date on which the first of them was
 * added. What sources said of the item that goes is not moved.
 */
export const REPLACE_ITEM: readonly JoinStatement[] = [
  MOVE_ALIASES,
  REMEMBER_ID,
  MOVE_GROUPS,
  ...moved('file_items', ['file_id']),
  ...moved('holds', ['field']),
  MOVE_CHANGES,
  MOVE_PARTS,
  both(
    `UPDATE items SET added_at = (SELECT l.added_at FROM items l WHERE l.id = $2)
     WHERE id = $1 AND added_at > (SELECT l.added_at FROM items l WHERE l.id = $2)`,
  ),
];

/** Of an item `i`, whether nothing needs it: it can go when its work has got another part or parent in its place. */
export const IS_UNUSED = `NOT EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM file_items l WHERE l.item_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM items c WHERE c.parent_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.item_id = i.id)`;

/** Removes an item that nothing refers to any more. */
export const DROP_ITEM = gone('DELETE FROM items WHERE id = $1');
