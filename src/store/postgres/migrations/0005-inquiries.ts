/** As the SQLite step 0007-inquiries. */
export const inquiries: readonly string[] = [
  `ALTER TABLE groups
     ADD COLUMN asked text COLLATE "C",
     ADD COLUMN asked_at text COLLATE "C",
     ADD COLUMN asked_times bigint`,
];
