import type { Database } from 'better-sqlite3';
import { fromJson } from '../../canonical.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../port.ts';
import { titleOf } from '../../query/compile.ts';
import { writeCursor } from '../../query/cursor.ts';
import {
  groupKindsOf,
  IS_OPEN,
  LISTED_ITEM_COLUMNS,
  type ListedItemRow,
  listRowOf,
  type OpenGroupCells,
  openGroupOf,
} from '../../rows/list-row.ts';
import { foundItems } from './found-items.ts';

interface FilterCells {
  readonly kinds: string;
  readonly title: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly outcome: string | null;
  readonly limit: number;
}

interface ItemRow extends ListedItemRow {
  readonly sources: string;
  readonly place: string;
}

/** Lists items. Their files and sources are counted of those alone that are shown. */
export function listItems(database: Database, filter: ListFilter): readonly ListRow[] {
  const { sql, values, sort, sortKeys, orderBy } = foundItems(database, filter);
  const rows = database
    .prepare<(string | number)[], ItemRow>(
      `SELECT ${LISTED_ITEM_COLUMNS},
         (SELECT json_group_array(provider) FROM
           (SELECT DISTINCT provider FROM sources WHERE item_id = i.id ORDER BY provider)) AS sources,
         json_array(${sortKeys.join(', ')}) AS place
       FROM (SELECT i.id ${sql} ORDER BY ${orderBy} LIMIT ?) found CROSS JOIN items i ON i.id = found.id
       ORDER BY ${orderBy}`,
    )
    .all(...values, filter.limit ?? -1);
  return rows.map((row) =>
    listRowOf(row, fromJson<readonly string[]>(row.sources), writeCursor(sort, fromJson(row.place))),
  );
}

/** Counts the items that a filter finds. */
export function countItems(database: Database, filter: ListFilter): number {
  const { sql, values } = foundItems(database, filter);
  const count = database.prepare<(string | number)[], number>(`SELECT count(*) ${sql}`).pluck();
  return count.get(...values) ?? 0;
}

/** Lists groups that no catalogue has confirmed and of which there are files. */
export function openGroupLister(database: Database): (filter: ListFilter) => readonly OpenGroupRow[] {
  const rows = database.prepare<[FilterCells], OpenGroupCells>(
    `SELECT * FROM (
       SELECT g.key, r.name AS library, g.kind, g.outcome, g.title, g.year, g.identification, g.title_key, i.uid,
         (SELECT count(*) FROM files f WHERE f.group_id = g.id AND f.role = 'main' AND f.missing_since IS NULL) AS files
       FROM groups g JOIN roots r ON r.id = g.root_id LEFT JOIN items i ON i.id = g.item_id
       WHERE ${IS_OPEN} AND g.kind IN (SELECT value FROM json_each(@kinds))
         AND (@title IS NULL OR instr(g.title_key, @title) > 0)
         AND (@from IS NULL OR g.year >= @from) AND (@to IS NULL OR g.year <= @to)
         AND (@outcome IS NULL OR g.outcome = @outcome))
     WHERE files > 0 ORDER BY library, title_key, key LIMIT @limit`,
  );
  return (filter) => rows.all(filterCells(filter, groupKindsOf(filter))).map(openGroupOf);
}

function filterCells(filter: ListFilter, kinds: readonly string[]): FilterCells {
  return {
    kinds: JSON.stringify(kinds),
    title: titleOf(filter) ?? null,
    from: filter.yearFrom ?? null,
    to: filter.yearTo ?? null,
    outcome: filter.outcome ?? null,
    limit: filter.limit ?? -1,
  };
}
