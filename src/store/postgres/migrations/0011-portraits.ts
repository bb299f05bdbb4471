/** As the SQLite step 0013-portraits. */
export const portraits: readonly string[] = [
  `CREATE TABLE portraits (
     person_id bigint PRIMARY KEY REFERENCES people ON DELETE CASCADE,
     url text COLLATE "C" NOT NULL,
     image text COLLATE "C" REFERENCES images,
     failure text COLLATE "C",
     settled_at text COLLATE "C" NOT NULL
   )`,
];
