/** Of each person whose portrait was asked for: what became of it. `url`: the address that this is about. */
export const portraits: readonly string[] = [
  `CREATE TABLE portraits (
     person_id INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
     url TEXT NOT NULL,
     image TEXT REFERENCES images,
     failure TEXT,
     settled_at TEXT NOT NULL
   ) STRICT`,
];
