/**
 * What library roots were known by, so that another folder in their place is told from them; and what moved files are
 * known again by where their content is not the same: tags, and name with size.
 */
export const continuity: readonly string[] = [
  `CREATE TABLE root_signs (
     path BLOB PRIMARY KEY,
     /* 1: it held a marker. */
     marker INTEGER NOT NULL,
     /* 1: another file system was mounted on it. */
     mount_point INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID`,
  "CREATE INDEX files_by_size ON files (size) WHERE role = 'main'",
  `CREATE INDEX file_facts_by_recording ON file_facts (json_extract(tags, '$.ids."musicbrainz-recording"'))
     WHERE tags IS NOT NULL`,
  `CREATE INDEX file_facts_by_title ON file_facts (json_extract(tags, '$.album'), json_extract(tags, '$.title'))
     WHERE tags IS NOT NULL`,
];
