import type { Database } from 'better-sqlite3';
import type { ListFilter } from '../../port.ts';
import { type CompiledFilter, compileFilter, conditionsOf } from '../../query/compile.ts';
import { type IndexedSort, isIndexedSort } from '../../query/sorts.ts';
import { idsByIndex, sqliteDialect } from './dialect.ts';

/** So many items are looked at one by one; where more can be meant, the list is gone through in its order. */
const FEW = 5000;

/** Indexes in the order of a list that hold all that is commonly filtered by, so that no row is read for it. */
const IN_ORDER: Readonly<Record<IndexedSort, string>> = {
  title: 'items_in_order',
  year: 'items_by_year',
  rating: 'items_by_rating',
  added: 'items_by_added',
};

/** A filter as the FROM and WHERE of a query over items `i`, with the values of its placeholders. */
interface FoundItems extends CompiledFilter {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/**
 * How the items of a filter are found. SQLite does not know how many items a genre or a word has: left to itself it reads
 * the rows of them all, a page of the file for each. So it is asked first: the condition that only few can meet leads, and
 * where there is none the index goes through the list in its order, up to its limit.
 */
export function foundItems(database: Database, filter: ListFilter): FoundItems {
  const { dialect, values } = sqliteDialect();
  const leading = leadingIds(database, filter);
  const sort = filter.sort?.by ?? 'title';
  const from =
    leading === undefined
      ? `items i ${isIndexedSort(sort) ? `INDEXED BY ${IN_ORDER[sort]}` : ''}`
      : `(SELECT DISTINCT id FROM (${leading.sql})) few CROSS JOIN items i ON i.id = few.id`;
  values.push(...(leading?.values ?? []));
  const compiled = compileFilter(filter, dialect);
  return { ...compiled, sql: `FROM ${from} WHERE ${compiled.where}`, values };
}

interface Ids {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** The ids of the condition that the fewest items can meet, if they are few. */
function leadingIds(database: Database, filter: ListFilter): Ids | undefined {
  let fewest: Ids | undefined;
  let least = FEW + 1;
  for (const condition of conditionsOf(filter)) {
    const { dialect, values } = sqliteDialect();
    const sql = idsByIndex(condition, dialect.bind);
    if (sql === undefined) continue;
    const count = database
      .prepare<(string | number)[], number>(`SELECT count(*) FROM (SELECT 1 FROM (${sql}) LIMIT ${least})`)
      .pluck()
      .get(...values);
    if (count === undefined || count >= least) continue;
    fewest = { sql, values };
    least = count;
  }
  return fewest;
}
