import type { ExternalIds, ItemId, ProviderId } from '../../model/ids.ts';
import type { GroupKind } from '../../model/kinds.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { RefreshableGroup, RefreshableOutcome } from '../port.ts';

/** A row of `refreshable`, the same in both stores: ids and times are JSON objects, by kind and by provider. */
export interface RefreshableRow {
  readonly unit: Buffer;
  readonly key: Buffer;
  readonly kind: GroupKind;
  readonly outcome: RefreshableOutcome;
  readonly uid: ItemId | null;
  readonly refreshed_at: string | null;
  readonly ids: string | null;
  readonly fetched: string | null;
  readonly status: string | null;
  readonly date: string | null;
}

/** What is read of the groups of a root; a group all of whose files are missing is not among them. */
export const REFRESHABLE_FROM = `FROM groups g JOIN units u ON u.id = g.unit_id LEFT JOIN items i ON i.id = g.item_id
  LEFT JOIN refreshes r ON r.group_id = g.id
  WHERE EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id AND f.missing_since IS NULL)`;

export function refreshableGroup(row: RefreshableRow): RefreshableGroup {
  return {
    unit: pathFromBytes(row.unit),
    key: pathFromBytes(row.key),
    kind: row.kind,
    outcome: row.outcome,
    ids: row.ids === null ? {} : fromJson<ExternalIds>(row.ids),
    fetchedAt: row.fetched === null ? {} : fromJson<Record<ProviderId, string>>(row.fetched),
    ...member('status', row.status),
    ...member('date', row.date),
    ...member('itemId', row.uid),
    ...member('refreshedAt', row.refreshed_at),
  };
}
