/** As the SQLite step 0014-decisions. */
export const decisions: readonly string[] = [
  `CREATE TABLE decisions (
     root_id bigint NOT NULL REFERENCES roots,
     key bytea NOT NULL,
     kind text COLLATE "C" NOT NULL,
     scheme text COLLATE "C",
     value text COLLATE "C",
     author text COLLATE "C" NOT NULL,
     at text COLLATE "C" NOT NULL,
     reason text COLLATE "C",
     due integer NOT NULL,
     PRIMARY KEY (root_id, key)
   )`,
];
