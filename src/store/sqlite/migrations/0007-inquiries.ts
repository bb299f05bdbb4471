/**
 * Which sources could have answered when a group was last asked about (JSON, a sorted list of text); of an unmatched group
 * also when that was, and how often in a row nobody knew it. NULL: stored before this was kept.
 */
export const inquiries: readonly string[] = [
  'ALTER TABLE groups ADD COLUMN asked TEXT',
  'ALTER TABLE groups ADD COLUMN asked_at TEXT',
  'ALTER TABLE groups ADD COLUMN asked_times INTEGER',
];
