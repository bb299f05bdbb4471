import type { ItemId } from '../../../model/ids.ts';
import type { GroupKind, ItemKind } from '../../../model/kinds.ts';
import type { Identification, Outcome } from '../../../model/outcome.ts';
import { pathFromBytes } from '../../../model/paths.ts';
import { fromJson } from '../../canonical.ts';
import { member } from '../../cells.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../port.ts';
import { compileFilter, titleOf } from '../../query/compile.ts';
import { writeCursor } from '../../query/cursor.ts';
import type { Session } from '../session.ts';
import { postgresDialect } from './dialect.ts';

const LISTED: readonly ItemKind[] = ['movie', 'series', 'release'];
const GROUP_OF: Readonly<Partial<Record<ItemKind, GroupKind>>> = { movie: 'movie', series: 'series', release: 'album' };

interface ItemRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year: number | null;
  readonly artist: string | null;
  readonly files: number;
  readonly children: number;
  readonly sources: readonly string[];
  readonly place: string;
}

interface GroupRow {
  readonly key: Buffer;
  readonly library: string;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title: string | null;
  readonly year: number | null;
  readonly files: number;
  readonly identification: string;
}

/** Lists items. Their files and sources are counted of those alone that are shown. */
export async function listItems(session: Session, filter: ListFilter): Promise<readonly ListRow[]> {
  const { dialect, values } = postgresDialect();
  const { where, orderBy, sortKeys, sort } = compileFilter(filter, dialect);
  const limit = filter.limit === undefined ? '' : `LIMIT ${dialect.bind(filter.limit)}`;
  const rows = await session.rows<ItemRow>(
    `SELECT i.uid AS id, i.kind, i.title, i.year, i.artist,
       CASE WHEN i.kind IN ('movie', 'series', 'release')
         THEN (SELECT count(*) FROM groups g JOIN files f ON f.group_id = g.id
               WHERE g.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL)
         ELSE (SELECT count(*) FROM file_items l JOIN files f ON f.id = l.file_id
               WHERE l.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL) END AS files,
       (SELECT count(DISTINCT l.item_id) FROM groups g JOIN files f ON f.group_id = g.id
        JOIN file_items l ON l.file_id = f.id JOIN items c ON c.id = l.item_id
        WHERE g.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL AND c.kind IN ('episode', 'track')
       ) AS children,
       ARRAY(SELECT DISTINCT provider FROM sources WHERE item_id = i.id ORDER BY provider)::text[] AS sources,
       json_build_array(${sortKeys.join(', ')}) AS place
     FROM (SELECT i.* FROM items i WHERE ${where} ORDER BY ${orderBy} ${limit}) i ORDER BY ${orderBy}`,
    values,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    ...member('year', row.year),
    ...member('artist', row.artist),
    files: row.files,
    children: row.children,
    sources: row.sources,
    cursor: writeCursor(sort, fromJson(row.place)),
  }));
}

/** Counts the items that a filter finds. */
export async function countItems(session: Session, filter: ListFilter): Promise<number> {
  const { dialect, values } = postgresDialect();
  const { where } = compileFilter(filter, dialect);
  const [row] = await session.rows<{ readonly count: number }>(`SELECT count(*) FROM items i WHERE ${where}`, values);
  return row?.count ?? 0;
}

/** Lists groups that have no item and of which there are files. */
export async function listOpenGroups(session: Session, filter: ListFilter): Promise<readonly OpenGroupRow[]> {
  const kinds = (filter.kinds ?? LISTED).flatMap((kind) => GROUP_OF[kind] ?? []);
  const rows = await session.rows<GroupRow>(
    `SELECT * FROM (
       SELECT g.key, r.name AS library, g.kind, g.outcome, g.title, g.year, g.identification, g.title_key,
         (SELECT count(*) FROM files f WHERE f.group_id = g.id AND f.role = 'main' AND f.missing_since IS NULL) AS files
       FROM groups g JOIN roots r ON r.id = g.root_id
       WHERE g.item_id IS NULL AND g.kind = ANY($1)
         AND ($2::text IS NULL OR strpos(g.title_key, $2) > 0)
         AND ($3::bigint IS NULL OR g.year >= $3) AND ($4::bigint IS NULL OR g.year <= $4)
         AND ($5::text IS NULL OR g.outcome = $5)) open
     WHERE files > 0 ORDER BY library, title_key NULLS FIRST, key LIMIT $6`,
    cells(filter, kinds),
  );
  return rows.map((row) => ({
    key: pathFromBytes(row.key),
    library: row.library,
    kind: row.kind,
    outcome: row.outcome,
    ...member('title', row.title),
    ...member('year', row.year),
    files: row.files,
    identification: fromJson<Identification>(row.identification),
  }));
}

function cells(filter: ListFilter, kinds: readonly string[]): readonly unknown[] {
  const { yearFrom, yearTo, outcome, limit } = filter;
  return [kinds, titleOf(filter) ?? null, yearFrom ?? null, yearTo ?? null, outcome ?? null, limit ?? null];
}
