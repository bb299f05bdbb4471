/**
 * Indexes in the order in which `list` sorts, with what it commonly filters by beside it: it goes through them up to its
 * limit and reads the rows of those alone that it shows.
 */
export const order: readonly string[] = [
  'DROP INDEX items_by_sort',
  'DROP INDEX items_by_year',
  'DROP INDEX items_by_rating',
  'DROP INDEX items_by_added',
  'CREATE INDEX items_in_order ON items (sort_key, year, uid, kind, rating, added_at)',
  'CREATE INDEX items_by_year ON items (year, sort_key, uid, kind, rating, added_at)',
  'CREATE INDEX items_by_rating ON items (rating, sort_key, uid, kind, year, added_at)',
  'CREATE INDEX items_by_added ON items (added_at, sort_key, uid, kind, year, rating)',
];
