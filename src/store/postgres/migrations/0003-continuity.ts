/**
 * What library roots were known by, so that another folder in their place is told from them; and what moved files are
 * known again by where their content is not the same: tags, and name with size.
 */
export const continuity: readonly string[] = [
  `CREATE TABLE root_signs (
     path bytea PRIMARY KEY,
     /* It held a marker. */
     marker boolean NOT NULL,
     /* Another file system was mounted on it. */
     mount_point boolean NOT NULL
   )`,
  "CREATE INDEX files_by_size ON files (size) WHERE role = 'main'",
  `CREATE INDEX file_facts_by_recording ON file_facts ((tags #>> '{ids,musicbrainz-recording}'))
     WHERE tags IS NOT NULL`,
  // A title may be longer than an entry of an index can be.
  `CREATE INDEX file_facts_by_title ON file_facts (left(tags ->> 'album', 200), left(tags ->> 'title', 200))
     WHERE tags IS NOT NULL`,
];
