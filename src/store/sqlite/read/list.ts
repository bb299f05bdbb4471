import type { Database } from 'better-sqlite3';
import type { ItemId } from '../../../model/ids.ts';
import type { GroupKind, ItemKind } from '../../../model/kinds.ts';
import type { Identification, Outcome } from '../../../model/outcome.ts';
import { pathFromBytes } from '../../../model/paths.ts';
import { titleKey } from '../../../naming/title-key.ts';
import { fromJson } from '../../canonical.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../port.ts';
import { member } from '../sql.ts';

/** What `list` shows unless it is asked for others: works that are a group on disk. */
const LISTED: readonly ItemKind[] = ['movie', 'series', 'release'];
const GROUP_OF: Readonly<Partial<Record<ItemKind, GroupKind>>> = { movie: 'movie', series: 'series', release: 'album' };

interface FilterCells {
  readonly kinds: string;
  readonly title: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly outcome: string | null;
  readonly limit: number;
}

interface ItemRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year: number | null;
  readonly artist: string | null;
  readonly files: number;
  readonly children: number;
  readonly sources: string;
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

/** Lists items by title. A work that no group is of any more, now that its files are of another, is left out. */
export function itemLister(database: Database): (filter: ListFilter) => readonly ListRow[] {
  const rows = database.prepare<[FilterCells], ItemRow>(
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
       (SELECT json_group_array(provider) FROM
         (SELECT DISTINCT provider FROM sources WHERE item_id = i.id ORDER BY provider)) AS sources
     FROM items i
     WHERE i.kind IN (SELECT value FROM json_each(@kinds))
       AND (i.kind NOT IN ('movie', 'series', 'release') OR EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id))
       AND (@title IS NULL OR instr(i.title_key, @title) > 0)
       AND (@from IS NULL OR i.year >= @from) AND (@to IS NULL OR i.year <= @to)
       AND (@outcome IS NULL OR EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id AND g.outcome = @outcome
         AND EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id AND f.missing_since IS NULL)))
     ORDER BY i.sort_key, i.year, i.id LIMIT @limit`,
  );
  return (filter) =>
    rows.all(filterCells(filter, filter.kinds ?? LISTED)).map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      ...member('year', row.year),
      ...member('artist', row.artist),
      files: row.files,
      children: row.children,
      sources: fromJson<readonly string[]>(row.sources),
    }));
}

/** Lists groups that have no item and of which there are files. */
export function openGroupLister(database: Database): (filter: ListFilter) => readonly OpenGroupRow[] {
  const rows = database.prepare<[FilterCells], GroupRow>(
    `SELECT * FROM (
       SELECT g.key, r.name AS library, g.kind, g.outcome, g.title, g.year, g.identification, g.title_key,
         (SELECT count(*) FROM files f WHERE f.group_id = g.id AND f.role = 'main' AND f.missing_since IS NULL) AS files
       FROM groups g JOIN roots r ON r.id = g.root_id
       WHERE g.item_id IS NULL AND g.kind IN (SELECT value FROM json_each(@kinds))
         AND (@title IS NULL OR instr(g.title_key, @title) > 0)
         AND (@from IS NULL OR g.year >= @from) AND (@to IS NULL OR g.year <= @to)
         AND (@outcome IS NULL OR g.outcome = @outcome))
     WHERE files > 0 ORDER BY library, title_key, key LIMIT @limit`,
  );
  return (filter) => {
    const kinds = (filter.kinds ?? LISTED).flatMap((kind) => GROUP_OF[kind] ?? []);
    return rows.all(filterCells(filter, kinds)).map((row) => ({
      key: pathFromBytes(row.key),
      library: row.library,
      kind: row.kind,
      outcome: row.outcome,
      ...member('title', row.title),
      ...member('year', row.year),
      files: row.files,
      identification: fromJson<Identification>(row.identification),
    }));
  };
}

function filterCells(filter: ListFilter, kinds: readonly string[]): FilterCells {
  return {
    kinds: JSON.stringify(kinds),
    title: filter.title === undefined ? null : titleKey(filter.title),
    from: filter.yearFrom ?? null,
    to: filter.yearTo ?? null,
    outcome: filter.outcome ?? null,
    limit: filter.limit ?? -1,
  };
}
