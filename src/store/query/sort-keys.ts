import { type Dialect, SORTED_BY } from './dialect.ts';
import { isIndexedSort, SORTED_FIELDS, type Sort, type SortKey } from './sorts.ts';

/** Stands for a number that an item does not have: last of a descending list. */
const NO_NUMBER = -99999;

/** The expressions of a list's order. The id comes last, so that no two items have the same place. */
export function sortKeysOf({ by }: Sort, dialect: Dialect): readonly string[] {
  return [keyOf(by, dialect), by === 'title' ? SORTED_BY.year : SORTED_BY.title, 'i.uid'];
}

/** Without NULLs, which row comparisons do not take. */
function keyOf(by: SortKey, dialect: Dialect): string {
  if (isIndexedSort(by)) return SORTED_BY[by];
  if (by === 'updated') return 'i.updated_at';
  if (by === 'size') return SIZE;
  if (by === 'artist') return textKey('i.artist', dialect);
  switch (SORTED_FIELDS[by]) {
    case 'number':
      return `coalesce(${dialect.fieldNumber(by)}, ${NO_NUMBER})`;
    case 'list':
      return textKey(dialect.fieldText(by, 0), dialect);
    case 'named':
      return textKey(dialect.fieldText(by, 'name'), dialect);
    case 'text':
      return textKey(dialect.fieldText(by), dialect);
  }
}

function textKey(text: string, dialect: Dialect): string {
  return `coalesce(${dialect.lower(text)}, '')`;
}

const SIZE = `coalesce(
  (SELECT sum(f.size) FROM groups g JOIN files f ON f.group_id = g.id WHERE g.item_id = i.id AND f.missing_since IS NULL),
  (SELECT sum(f.size) FROM file_items l JOIN files f ON f.id = l.file_id WHERE l.item_id = i.id AND f.missing_since IS NULL),
  0)`;
