/** As the SQLite step 0010-item-aliases. */
export const itemAliases: readonly string[] = [
  `CREATE TABLE item_aliases (
     kind text COLLATE "C" NOT NULL,
     value text COLLATE "C" NOT NULL,
     item_kind text COLLATE "C" NOT NULL,
     item_id bigint NOT NULL REFERENCES items,
     PRIMARY KEY (kind, value, item_kind)
   )`,
  'CREATE INDEX item_aliases_by_item ON item_aliases (item_id)',
];
