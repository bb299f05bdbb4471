/** Text is compared byte by byte, as SQLite does, so that both stores list in one order whatever the server's locale. */
const TEXT = 'text COLLATE "C"';

/**
 * The first schema. Tables, columns and their meaning are those of the SQLite store; the types are PostgreSQL's own: paths
 * and keys made of paths are `bytea`, what is looked for inside is `jsonb` or an array, and times are ISO text, so that a
 * row that is carried from one store to the other comes out letter for letter. `@trigrams` stands for the operator class
 * of `pg_trgm`; statements with it are left out where the extension is not to be had.
 */
export const first: readonly string[] = [
  // One number in a thousand: a writer takes a block and counts on by itself, so that a batch needs no round trip a row.
  'CREATE SEQUENCE row_ids INCREMENT BY 1000 MINVALUE 1 START 1',
  `CREATE TABLE roots (
     id bigint PRIMARY KEY,
     path bytea NOT NULL UNIQUE,
     name ${TEXT} NOT NULL,
     kind ${TEXT} NOT NULL
   )`,
  `CREATE TABLE units (
     id bigint PRIMARY KEY,
     root_id bigint NOT NULL REFERENCES roots,
     path bytea NOT NULL,
     UNIQUE (root_id, path)
   )`,
  `CREATE TABLE items (
     id bigint PRIMARY KEY,
     uid ${TEXT} NOT NULL UNIQUE,
     kind ${TEXT} NOT NULL,
     parent_id bigint REFERENCES items,
     season bigint,
     episode bigint,
     absolute bigint,
     air_date ${TEXT},
     disc bigint,
     track bigint,
     title ${TEXT} NOT NULL,
     title_key ${TEXT} NOT NULL,
     sort_key ${TEXT} NOT NULL,
     year bigint,
     artist ${TEXT},
     credits_provider ${TEXT},
     rating double precision,
     added_at ${TEXT} NOT NULL,
     updated_at ${TEXT} NOT NULL,
     genres text[] NOT NULL,
     tags text[] NOT NULL,
     countries text[] NOT NULL,
     languages text[] NOT NULL,
     search tsvector NOT NULL,
     fields jsonb NOT NULL
   )`,
  'CREATE INDEX items_by_parent ON items (parent_id)',
  // A B-tree holds at most 2704 bytes; the beginning of a longer title finds it as well.
  'CREATE INDEX items_by_title ON items (kind, left(title_key, 200))',
  'CREATE INDEX items_by_sort ON items (kind, left(sort_key, 200))',
  'CREATE INDEX items_by_year ON items (kind, year)',
  'CREATE INDEX items_by_rating ON items (kind, rating)',
  'CREATE INDEX items_by_added ON items (kind, added_at)',
  'CREATE INDEX items_by_genre ON items USING gin (genres)',
  'CREATE INDEX items_by_tag ON items USING gin (tags)',
  'CREATE INDEX items_by_country ON items USING gin (countries)',
  'CREATE INDEX items_by_language ON items USING gin (languages)',
  'CREATE INDEX items_by_word ON items USING gin (search)',
  "CREATE INDEX items_by_certification ON items USING gin ((fields #> '{certifications,value}') jsonb_path_ops)",
  'CREATE INDEX items_by_trigram ON items USING gin (title_key @trigrams)',
  `CREATE TABLE item_ids (
     item_id bigint NOT NULL REFERENCES items,
     kind ${TEXT} NOT NULL,
     value ${TEXT} NOT NULL,
     item_kind ${TEXT} NOT NULL,
     /* No two items of this kind have this id; false: an id that others may have too (a recording on two releases). */
     identity boolean NOT NULL,
     PRIMARY KEY (item_id, kind)
   )`,
  'CREATE UNIQUE INDEX item_ids_identity ON item_ids (kind, value, item_kind) WHERE identity',
  'CREATE INDEX item_ids_by_value ON item_ids (kind, value)',
  `CREATE TABLE groups (
     id bigint PRIMARY KEY,
     root_id bigint NOT NULL REFERENCES roots,
     unit_id bigint NOT NULL REFERENCES units,
     key bytea NOT NULL,
     kind ${TEXT} NOT NULL,
     outcome ${TEXT} NOT NULL,
     item_id bigint REFERENCES items,
     folder bytea NOT NULL,
     title ${TEXT},
     title_key ${TEXT},
     year bigint,
     saved_at ${TEXT} NOT NULL,
     /* Read whole and never looked into: kept as it was written. */
     identification json NOT NULL,
     UNIQUE (root_id, key)
   )`,
  'CREATE INDEX groups_by_unit ON groups (unit_id)',
  'CREATE INDEX groups_by_item ON groups (item_id)',
  'CREATE INDEX groups_by_folder ON groups (root_id, folder)',
  `CREATE TABLE files (
     id bigint PRIMARY KEY,
     root_id bigint NOT NULL REFERENCES roots,
     unit_id bigint NOT NULL REFERENCES units,
     group_id bigint REFERENCES groups,
     path bytea NOT NULL,
     size bigint NOT NULL,
     mtime double precision NOT NULL,
     inode double precision NOT NULL,
     missing_since ${TEXT},
     role ${TEXT} NOT NULL,
     rule ${TEXT},
     path_key ${TEXT} NOT NULL,
     part bigint,
     version_label ${TEXT},
     extra_type ${TEXT},
     language ${TEXT},
     flags ${TEXT},
     artwork_kind ${TEXT},
     season bigint,
     belongs_to bytea,
     disc_layout ${TEXT},
     hash ${TEXT},
     error_code ${TEXT},
     error_message ${TEXT},
     UNIQUE (root_id, path)
   )`,
  'CREATE INDEX files_by_unit ON files (unit_id)',
  'CREATE INDEX files_by_group ON files (group_id)',
  'CREATE INDEX files_by_hash ON files (hash) WHERE hash IS NOT NULL',
  'CREATE INDEX files_by_path_key ON files (root_id, left(path_key, 500))',
  `CREATE TABLE file_facts (
     file_id bigint PRIMARY KEY REFERENCES files ON DELETE CASCADE,
     probe json,
     tags json,
     managed json
   )`,
  `CREATE TABLE file_items (
     file_id bigint NOT NULL REFERENCES files ON DELETE CASCADE,
     item_id bigint NOT NULL REFERENCES items,
     PRIMARY KEY (file_id, item_id)
   )`,
  'CREATE INDEX file_items_by_item ON file_items (item_id)',
  `CREATE TABLE sources (
     id bigint PRIMARY KEY,
     item_id bigint NOT NULL REFERENCES items,
     provider ${TEXT} NOT NULL,
     provider_id ${TEXT} NOT NULL,
     group_id bigint REFERENCES groups ON DELETE SET NULL,
     fetched_at ${TEXT} NOT NULL,
     digest ${TEXT} NOT NULL,
     UNIQUE (item_id, provider, provider_id)
   )`,
  'CREATE INDEX sources_by_group ON sources (group_id)',
  `CREATE TABLE source_values (
     source_id bigint NOT NULL REFERENCES sources ON DELETE CASCADE,
     field ${TEXT} NOT NULL,
     value jsonb NOT NULL,
     confidence double precision NOT NULL,
     fetched_at ${TEXT} NOT NULL,
     digest ${TEXT} NOT NULL,
     PRIMARY KEY (source_id, field)
   )`,
  `CREATE TABLE people (
     id bigint PRIMARY KEY,
     name ${TEXT} NOT NULL,
     identified boolean NOT NULL,
     profile_url ${TEXT}
   )`,
  // By digest: a name may be longer than a B-tree takes.
  'CREATE UNIQUE INDEX people_by_name ON people (md5(name)) WHERE NOT identified',
  `CREATE TABLE person_ids (
     kind ${TEXT} NOT NULL,
     value ${TEXT} NOT NULL,
     person_id bigint NOT NULL REFERENCES people,
     PRIMARY KEY (kind, value)
   )`,
  'CREATE INDEX person_ids_by_person ON person_ids (person_id)',
  `CREATE TABLE credit_lists (
     item_id bigint NOT NULL REFERENCES items,
     provider ${TEXT} NOT NULL,
     digest ${TEXT} NOT NULL,
     PRIMARY KEY (item_id, provider)
   )`,
  `CREATE TABLE credits (
     item_id bigint NOT NULL,
     provider ${TEXT} NOT NULL,
     place bigint NOT NULL,
     person_id bigint NOT NULL REFERENCES people,
     name ${TEXT} NOT NULL,
     department ${TEXT} NOT NULL,
     job ${TEXT},
     character ${TEXT},
     billing bigint NOT NULL,
     episode_count bigint,
     guest boolean,
     PRIMARY KEY (item_id, provider, place),
     FOREIGN KEY (item_id, provider) REFERENCES credit_lists ON DELETE CASCADE
   )`,
  'CREATE INDEX credits_by_person ON credits (person_id)',
  `CREATE TABLE image_candidates (
     item_id bigint NOT NULL REFERENCES items,
     kind ${TEXT} NOT NULL,
     provider ${TEXT} NOT NULL,
     url ${TEXT} NOT NULL,
     group_id bigint REFERENCES groups ON DELETE SET NULL,
     place bigint NOT NULL,
     width bigint,
     height bigint,
     language ${TEXT},
     rating double precision,
     votes bigint,
     season bigint
   )`,
  'CREATE UNIQUE INDEX image_candidates_key ON image_candidates (item_id, kind, provider, md5(url))',
  'CREATE INDEX image_candidates_by_group ON image_candidates (group_id)',
  `CREATE TABLE images (
     digest ${TEXT} PRIMARY KEY,
     path ${TEXT} NOT NULL,
     format ${TEXT} NOT NULL,
     width bigint NOT NULL,
     height bigint NOT NULL,
     bytes bigint NOT NULL,
     blurhash ${TEXT} NOT NULL,
     thumbnails json NOT NULL
   )`,
  `CREATE TABLE image_urls (
     url ${TEXT} NOT NULL,
     digest ${TEXT} NOT NULL REFERENCES images
   )`,
  'CREATE UNIQUE INDEX image_urls_key ON image_urls (md5(url))',
  `CREATE TABLE artwork (
     item_id bigint NOT NULL REFERENCES items,
     kind ${TEXT} NOT NULL,
     state ${TEXT} NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
     candidates ${TEXT} NOT NULL,
     image ${TEXT} REFERENCES images,
     provider ${TEXT},
     url ${TEXT},
     failure ${TEXT},
     settled_at ${TEXT},
     PRIMARY KEY (item_id, kind)
   )`,
  "CREATE INDEX artwork_pending ON artwork (item_id, kind) WHERE state = 'pending'",
  `CREATE TABLE runs (
     id ${TEXT} PRIMARY KEY,
     command ${TEXT} NOT NULL,
     started_at ${TEXT} NOT NULL,
     finished_at ${TEXT} NOT NULL,
     summary json NOT NULL
   )`,
  /* A person's own value of a field, or their word that it stays as it is; value is null where it stays empty. */
  `CREATE TABLE holds (
     item_id bigint NOT NULL REFERENCES items,
     field ${TEXT} NOT NULL,
     mode ${TEXT} NOT NULL CHECK (mode IN ('override', 'lock')),
     provider ${TEXT} NOT NULL,
     value jsonb,
     author ${TEXT} NOT NULL,
     at ${TEXT} NOT NULL,
     reason ${TEXT},
     PRIMARY KEY (item_id, field)
   )`,
  /* The change journal: what held of a field before and after. */
  `CREATE TABLE changes (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     item_id bigint NOT NULL REFERENCES items ON DELETE CASCADE,
     at ${TEXT} NOT NULL,
     field ${TEXT} NOT NULL,
     before jsonb,
     after jsonb
   )`,
  'CREATE INDEX changes_by_item ON changes (item_id, id)',
];
