/**
 * Indexes in the order in which `list` sorts: a list is read from them up to its limit instead of being sorted as a whole.
 * Their expressions are those by which it sorts and filters; of titles the beginning, since a B-tree holds at most 2704
 * bytes.
 */
export const order: readonly string[] = [
  'DROP INDEX items_by_sort',
  'DROP INDEX items_by_year',
  'DROP INDEX items_by_rating',
  'DROP INDEX items_by_added',
  'CREATE INDEX items_in_order ON items (left(sort_key, 200))',
  'CREATE INDEX items_by_year ON items ((coalesce(year, -99999)))',
  'CREATE INDEX items_by_rating ON items ((coalesce(rating, -1)))',
  'CREATE INDEX items_by_added ON items (added_at)',
];
