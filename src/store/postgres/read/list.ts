import { fromJson } from '../../canonical.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../port.ts';
import { compileFilter, titleOf } from '../../query/compile.ts';
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
import type { Session } from '../session.ts';
import { postgresDialect } from './dialect.ts';

interface ItemRow extends ListedItemRow {
  readonly sources: readonly string[];
  readonly place: string;
}

/** Lists items. Their files and sources are counted of those alone that are shown. */
export async function listItems(session: Session, filter: ListFilter): Promise<readonly ListRow[]> {
  const { dialect, values } = postgresDialect();
  const { where, orderBy, sortKeys, sort } = compileFilter(filter, dialect);
  const limit = filter.limit === undefined ? '' : `LIMIT ${dialect.bind(filter.limit)}`;
  const rows = await session.rows<ItemRow>(
    `SELECT ${LISTED_ITEM_COLUMNS},
       ARRAY(SELECT DISTINCT provider FROM sources WHERE item_id = i.id ORDER BY provider)::text[] AS sources,
       json_build_array(${sortKeys.join(', ')}) AS place
     FROM (SELECT i.* FROM items i WHERE ${where} ORDER BY ${orderBy} ${limit}) i ORDER BY ${orderBy}`,
    values,
  );
  return rows.map((row) => listRowOf(row, row.sources, writeCursor(sort, fromJson(row.place))));
}

/** Counts the items that a filter finds. */
export async function countItems(session: Session, filter: ListFilter): Promise<number> {
  const { dialect, values } = postgresDialect();
  const { where } = compileFilter(filter, dialect);
  const [row] = await session.rows<{ readonly count: number }>(`SELECT count(*) FROM items i WHERE ${where}`, values);
  return row?.count ?? 0;
}

/** Lists groups that no catalogue has confirmed and of which there are files. */
export async function listOpenGroups(session: Session, filter: ListFilter): Promise<readonly OpenGroupRow[]> {
  const rows = await session.rows<OpenGroupCells>(
    `SELECT * FROM (
       SELECT g.key, r.name AS library, g.kind, g.outcome, g.title, g.year, g.identification, g.title_key, i.uid,
         (SELECT count(*) FROM files f WHERE f.group_id = g.id AND f.role = 'main' AND f.missing_since IS NULL) AS files
       FROM groups g JOIN roots r ON r.id = g.root_id LEFT JOIN items i ON i.id = g.item_id
       WHERE ${IS_OPEN} AND g.kind = ANY($1)
         AND ($2::text IS NULL OR strpos(g.title_key, $2) > 0)
         AND ($3::bigint IS NULL OR g.year >= $3) AND ($4::bigint IS NULL OR g.year <= $4)
         AND ($5::text IS NULL OR g.outcome = $5)) open
     WHERE files > 0 ORDER BY library, title_key NULLS FIRST, key LIMIT $6`,
    cells(filter, groupKindsOf(filter)),
  );
  return rows.map(openGroupOf);
}

function cells(filter: ListFilter, kinds: readonly string[]): readonly unknown[] {
  const { yearFrom, yearTo, outcome, limit } = filter;
  return [kinds, titleOf(filter) ?? null, yearFrom ?? null, yearTo ?? null, outcome ?? null, limit ?? null];
}
