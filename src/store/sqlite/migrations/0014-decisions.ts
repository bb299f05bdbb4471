/**
 * What persons say of the work of groups, by root and key: it outlives the row of the group. `kind`: work, none, ignore or
 * withdrawn; `scheme` and `value`: the external id of a work. `due` is 1 until a scan has carried it out.
 */
export const decisions: readonly string[] = [
  `CREATE TABLE decisions (
     root_id INTEGER NOT NULL REFERENCES roots,
     key BLOB NOT NULL,
     kind TEXT NOT NULL,
     scheme TEXT,
     value TEXT,
     author TEXT NOT NULL,
     at TEXT NOT NULL,
     reason TEXT,
     due INTEGER NOT NULL,
     PRIMARY KEY (root_id, key)
   ) STRICT, WITHOUT ROWID`,
];
