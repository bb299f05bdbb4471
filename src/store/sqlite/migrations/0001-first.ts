/**
 * The first schema. Paths, keys made of paths, and units are bytes (BLOB); times are ISO text; what is only ever read
 * whole is JSON. Rows that a re-scan reads for every folder (files, groups) are kept short: what is bulky lies beside
 * them (file_facts) or at the end of the row.
 */
export const first: readonly string[] = [
  `CREATE TABLE roots (
     id INTEGER PRIMARY KEY,
     path BLOB NOT NULL UNIQUE,
     name TEXT NOT NULL,
     kind TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE units (
     id INTEGER PRIMARY KEY,
     root_id INTEGER NOT NULL REFERENCES roots,
     path BLOB NOT NULL,
     UNIQUE (root_id, path)
   ) STRICT`,
  `CREATE TABLE items (
     id INTEGER PRIMARY KEY,
     uid TEXT NOT NULL UNIQUE,
     kind TEXT NOT NULL,
     parent_id INTEGER REFERENCES items,
     season INTEGER,
     episode INTEGER,
     absolute INTEGER,
     air_date TEXT,
     disc INTEGER,
     track INTEGER,
     title TEXT NOT NULL,
     title_key TEXT NOT NULL,
     sort_key TEXT NOT NULL,
     year INTEGER,
     artist TEXT,
     credits_provider TEXT,
     added_at TEXT NOT NULL,
     updated_at TEXT NOT NULL,
     fields TEXT NOT NULL
   ) STRICT`,
  'CREATE INDEX items_by_parent ON items (parent_id)',
  'CREATE INDEX items_by_title ON items (kind, title_key)',
  'CREATE INDEX items_by_sort ON items (kind, sort_key)',
  `CREATE TABLE item_ids (
     item_id INTEGER NOT NULL REFERENCES items,
     kind TEXT NOT NULL,
     value TEXT NOT NULL,
     item_kind TEXT NOT NULL,
     /* 1: no two items of this kind have this id. 0: an id that others may have too (a recording on two releases). */
     identity INTEGER NOT NULL,
     PRIMARY KEY (item_id, kind)
   ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX item_ids_identity ON item_ids (kind, value, item_kind) WHERE identity = 1',
  'CREATE INDEX item_ids_by_value ON item_ids (kind, value)',
  `CREATE TABLE groups (
     id INTEGER PRIMARY KEY,
     root_id INTEGER NOT NULL REFERENCES roots,
     unit_id INTEGER NOT NULL REFERENCES units,
     key BLOB NOT NULL,
     kind TEXT NOT NULL,
     outcome TEXT NOT NULL,
     item_id INTEGER REFERENCES items,
     folder BLOB NOT NULL,
     title TEXT,
     title_key TEXT,
     year INTEGER,
     saved_at TEXT NOT NULL,
     identification TEXT NOT NULL,
     UNIQUE (root_id, key)
   ) STRICT`,
  'CREATE INDEX groups_by_unit ON groups (unit_id)',
  'CREATE INDEX groups_by_item ON groups (item_id)',
  'CREATE INDEX groups_by_folder ON groups (root_id, folder)',
  `CREATE TABLE files (
     id INTEGER PRIMARY KEY,
     root_id INTEGER NOT NULL REFERENCES roots,
     unit_id INTEGER NOT NULL REFERENCES units,
     group_id INTEGER REFERENCES groups,
     path BLOB NOT NULL,
     size INTEGER NOT NULL,
     mtime REAL NOT NULL,
     /* Inode numbers may be larger than a signed 64-bit integer. */
     inode REAL NOT NULL,
     missing_since TEXT,
     role TEXT NOT NULL,
     /* The rule that left the file out; such a file has no group. */
     rule TEXT,
     path_key TEXT NOT NULL,
     part INTEGER,
     version_label TEXT,
     extra_type TEXT,
     language TEXT,
     flags TEXT,
     artwork_kind TEXT,
     season INTEGER,
     belongs_to BLOB,
     disc_layout TEXT,
     hash TEXT,
     error_code TEXT,
     error_message TEXT,
     UNIQUE (root_id, path)
   ) STRICT`,
  'CREATE INDEX files_by_unit ON files (unit_id)',
  'CREATE INDEX files_by_group ON files (group_id)',
  'CREATE INDEX files_by_hash ON files (hash) WHERE hash IS NOT NULL',
  'CREATE INDEX files_by_path_key ON files (root_id, path_key)',
  `CREATE TABLE file_facts (
     file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
     probe TEXT,
     tags TEXT
   ) STRICT`,
  `CREATE TABLE file_items (
     file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
     item_id INTEGER NOT NULL REFERENCES items,
     PRIMARY KEY (file_id, item_id)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX file_items_by_item ON file_items (item_id)',
  /* One answer of one provider on one item; group_id: the group whose save brought it. */
  `CREATE TABLE sources (
     id INTEGER PRIMARY KEY,
     item_id INTEGER NOT NULL REFERENCES items,
     provider TEXT NOT NULL,
     provider_id TEXT NOT NULL,
     group_id INTEGER REFERENCES groups ON DELETE SET NULL,
     fetched_at TEXT NOT NULL,
     digest TEXT NOT NULL,
     UNIQUE (item_id, provider, provider_id)
   ) STRICT`,
  'CREATE INDEX sources_by_group ON sources (group_id)',
  /* fetched_at and digest are those of the answer in which the value was first as it is. */
  `CREATE TABLE source_values (
     source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
     field TEXT NOT NULL,
     value TEXT NOT NULL,
     confidence REAL NOT NULL,
     fetched_at TEXT NOT NULL,
     digest TEXT NOT NULL,
     PRIMARY KEY (source_id, field)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE people (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL,
     /* 0: known by this name only. */
     identified INTEGER NOT NULL,
     profile_url TEXT
   ) STRICT`,
  'CREATE UNIQUE INDEX people_by_name ON people (name) WHERE identified = 0',
  `CREATE TABLE person_ids (
     kind TEXT NOT NULL,
     value TEXT NOT NULL,
     person_id INTEGER NOT NULL REFERENCES people,
     PRIMARY KEY (kind, value)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX person_ids_by_person ON person_ids (person_id)',
  `CREATE TABLE credit_lists (
     item_id INTEGER NOT NULL REFERENCES items,
     provider TEXT NOT NULL,
     digest TEXT NOT NULL,
     PRIMARY KEY (item_id, provider)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE credits (
     item_id INTEGER NOT NULL,
     provider TEXT NOT NULL,
     place INTEGER NOT NULL,
     person_id INTEGER NOT NULL REFERENCES people,
     name TEXT NOT NULL,
     department TEXT NOT NULL,
     job TEXT,
     character TEXT,
     billing INTEGER NOT NULL,
     episode_count INTEGER,
     guest INTEGER,
     PRIMARY KEY (item_id, provider, place),
     FOREIGN KEY (item_id, provider) REFERENCES credit_lists ON DELETE CASCADE
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX credits_by_person ON credits (person_id)',
  `CREATE TABLE image_candidates (
     item_id INTEGER NOT NULL REFERENCES items,
     kind TEXT NOT NULL,
     provider TEXT NOT NULL,
     url TEXT NOT NULL,
     group_id INTEGER REFERENCES groups ON DELETE SET NULL,
     place INTEGER NOT NULL,
     width INTEGER,
     height INTEGER,
     language TEXT,
     rating REAL,
     votes INTEGER,
     season INTEGER,
     PRIMARY KEY (item_id, kind, provider, url)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX image_candidates_by_group ON image_candidates (group_id)',
  `CREATE TABLE images (
     digest TEXT PRIMARY KEY,
     path TEXT NOT NULL,
     format TEXT NOT NULL,
     width INTEGER NOT NULL,
     height INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     blurhash TEXT NOT NULL,
     thumbnails TEXT NOT NULL
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE image_urls (
     url TEXT PRIMARY KEY,
     digest TEXT NOT NULL REFERENCES images
   ) STRICT, WITHOUT ROWID`,
  /* Of each item and kind of artwork that has candidates: what became of it. candidates: digest of their addresses. */
  `CREATE TABLE artwork (
     item_id INTEGER NOT NULL REFERENCES items,
     kind TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
     candidates TEXT NOT NULL,
     image TEXT REFERENCES images,
     provider TEXT,
     url TEXT,
     failure TEXT,
     settled_at TEXT,
     PRIMARY KEY (item_id, kind)
   ) STRICT, WITHOUT ROWID`,
  "CREATE INDEX artwork_pending ON artwork (item_id, kind) WHERE state = 'pending'",
  `CREATE TABLE runs (
     id TEXT PRIMARY KEY,
     command TEXT NOT NULL,
     started_at TEXT NOT NULL,
     finished_at TEXT NOT NULL,
     summary TEXT NOT NULL
   ) STRICT, WITHOUT ROWID`,
];
