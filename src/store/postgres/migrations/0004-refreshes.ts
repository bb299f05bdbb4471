/** As the SQLite step 0004-refreshes. */
export const refreshes: readonly string[] = [
  `CREATE TABLE refreshes (
     group_id bigint PRIMARY KEY REFERENCES groups ON DELETE CASCADE,
     at text COLLATE "C" NOT NULL
   )`,
];
