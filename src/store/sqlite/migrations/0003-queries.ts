/**
 * What `list` filters by and `show` finds by: terms, words, parts of titles, ratings. Then what a person overrides and
 * locks, and the change journal. `revenge_*` are functions of this program, so that what is filled in here is as a save
 * would write it.
 */
export const queries: readonly string[] = [
  'ALTER TABLE items ADD COLUMN rating REAL',
  "UPDATE items SET rating = json_extract(fields, '$.ratings.value[0].value')",
  'CREATE INDEX items_by_year ON items (kind, year)',
  'CREATE INDEX items_by_rating ON items (kind, rating)',
  'CREATE INDEX items_by_added ON items (kind, added_at)',
  `CREATE TABLE item_terms (
     kind TEXT NOT NULL,
     term TEXT NOT NULL,
     item_id INTEGER NOT NULL REFERENCES items,
     PRIMARY KEY (kind, term, item_id)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX item_terms_by_item ON item_terms (item_id)',
  ...['genre genres', 'tag tags', 'country countries', 'language languages'].map((pair) => {
    const [kind, field] = pair.split(' ');
    return `INSERT OR IGNORE INTO item_terms (kind, term, item_id)
      SELECT '${kind}', revenge_fold(t.value), i.id FROM items i, json_each(i.fields, '$.${field}.value') t
      WHERE revenge_fold(t.value) <> ''`;
  }),
  // Without a copy of what they index: the words are those of the fields, the titles are in the items.
  "CREATE VIRTUAL TABLE item_words USING fts5(words, content='', contentless_delete=1, detail='none')",
  "CREATE VIRTUAL TABLE item_titles USING fts5(title_key, content='', contentless_delete=1, tokenize='trigram')",
  'INSERT INTO item_words (rowid, words) SELECT id, revenge_words(fields) FROM items',
  'INSERT INTO item_titles (rowid, title_key) SELECT id, title_key FROM items',
  "CREATE VIRTUAL TABLE item_trigrams USING fts5vocab(item_titles, 'row')",
  `CREATE TABLE holds (
     item_id INTEGER NOT NULL REFERENCES items,
     field TEXT NOT NULL,
     mode TEXT NOT NULL CHECK (mode IN ('override', 'lock')),
     provider TEXT NOT NULL,
     /* JSON; NULL where the field stays empty. */
     value TEXT,
     author TEXT NOT NULL,
     at TEXT NOT NULL,
     reason TEXT,
     PRIMARY KEY (item_id, field)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE changes (
     id INTEGER PRIMARY KEY,
     item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
     at TEXT NOT NULL,
     field TEXT NOT NULL,
     before TEXT,
     after TEXT
   ) STRICT`,
  /* What was carried over to another store, as it was then. */
  `CREATE TABLE synced (
     target TEXT NOT NULL,
     root BLOB NOT NULL,
     key BLOB NOT NULL,
     digest TEXT NOT NULL,
     PRIMARY KEY (target, root, key)
   ) STRICT, WITHOUT ROWID`,
  'CREATE TABLE synced_until (target TEXT PRIMARY KEY, run TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX changes_by_item ON changes (item_id, id)',
];
