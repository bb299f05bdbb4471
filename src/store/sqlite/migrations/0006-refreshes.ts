/** When the sources were last asked about a group, and had nothing new or are not known to have: what they said is as old as it was. */
export const refreshes: readonly string[] = [
  `CREATE TABLE refreshes (
     group_id INTEGER PRIMARY KEY REFERENCES groups ON DELETE CASCADE,
     at TEXT NOT NULL
   ) STRICT`,
];
