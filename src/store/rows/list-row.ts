import type { ItemId } from '../../model/ids.ts';
import type { GroupKind, ItemKind } from '../../model/kinds.ts';
import type { Identification, Outcome } from '../../model/outcome.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../port.ts';
import { IS_IDENTIFIED } from './identified.ts';

const LISTED: readonly ItemKind[] = ['movie', 'series', 'release'];
const GROUP_OF: Readonly<Partial<Record<ItemKind, GroupKind>>> = { movie: 'movie', series: 'series', release: 'album' };

/** The columns of a listed item (`i` = items) that both databases read alike: its facts, and counts of its files. */
export const LISTED_ITEM_COLUMNS = `i.uid AS id, i.kind, i.title, i.year, i.artist,
  CASE WHEN i.kind IN ('movie', 'series', 'release')
    THEN (SELECT count(*) FROM groups g JOIN files f ON f.group_id = g.id
          WHERE g.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL)
    ELSE (SELECT count(*) FROM file_items l JOIN files f ON f.id = l.file_id
          WHERE l.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL) END AS files,
  (SELECT count(DISTINCT l.item_id) FROM groups g JOIN files f ON f.group_id = g.id
   JOIN file_items l ON l.file_id = f.id JOIN items c ON c.id = l.item_id
   WHERE g.item_id = i.id AND f.role = 'main' AND f.missing_since IS NULL AND c.kind IN ('episode', 'track')
  ) AS children,
  ${IS_IDENTIFIED} AS identified`;

export interface ListedItemRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year: number | null;
  readonly artist: string | null;
  readonly files: number;
  readonly children: number;
  /** SQLite says 0 and 1. */
  readonly identified: boolean | number;
}

/** A listed item from its row, with what the databases give in ways of their own. */
export function listRowOf(row: ListedItemRow, sources: readonly string[], cursor: string): ListRow {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    ...member('year', row.year),
    ...member('artist', row.artist),
    files: row.files,
    children: row.children,
    sources,
    identified: Boolean(row.identified),
    cursor,
  };
}

/**
 * Of a group `g`, whether no catalogue has confirmed its work. A degraded group whose item has an id is identified: only
 * some of its sources could not be asked.
 */
export const IS_OPEN = `(g.outcome <> 'matched'
  AND (g.outcome <> 'degraded' OR NOT EXISTS (SELECT 1 FROM item_ids k WHERE k.item_id = g.item_id)))`;

export interface OpenGroupCells {
  readonly key: Buffer;
  readonly library: string;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title: string | null;
  readonly year: number | null;
  readonly files: number;
  readonly uid: ItemId | null;
  readonly identification: string;
}

/** An open group from its row. */
export function openGroupOf(row: OpenGroupCells): OpenGroupRow {
  return {
    key: pathFromBytes(row.key),
    library: row.library,
    kind: row.kind,
    outcome: row.outcome,
    ...member('title', row.title),
    ...member('year', row.year),
    files: row.files,
    ...member('itemId', row.uid),
    identification: fromJson<Identification>(row.identification),
  };
}

/** The kinds of groups that a filter by kinds of items finds. */
export function groupKindsOf(filter: ListFilter): readonly GroupKind[] {
  return (filter.kinds ?? LISTED).flatMap((kind) => GROUP_OF[kind] ?? []);
}
