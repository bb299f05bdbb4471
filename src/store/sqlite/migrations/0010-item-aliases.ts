/**
 * External ids that items had before their catalogue merged them into others: an item is still found by them. Ids of items
 * (kind `item`) that were joined to another are kept in the same way. No id is both a former one and a current one.
 */
export const itemAliases: readonly string[] = [
  `CREATE TABLE item_aliases (
     kind TEXT NOT NULL,
     value TEXT NOT NULL,
     item_kind TEXT NOT NULL,
     item_id INTEGER NOT NULL REFERENCES items,
     PRIMARY KEY (kind, value, item_kind)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX item_aliases_by_item ON item_aliases (item_id)',
];
