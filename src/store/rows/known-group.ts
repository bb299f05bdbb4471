import { compact } from '../../model/compact.ts';
import type { ItemId } from '../../model/ids.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { Outcome, UnaskedSource } from '../../model/outcome.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { KnownGroup } from '../port.ts';
import { type InquiryColumns, inquiryOf } from './inquiry-row.ts';

/** What `diff` reads of a group, the same in both stores. */
export interface KnownGroupRow extends InquiryColumns {
  readonly key: Buffer;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title: string | null;
  readonly uid: ItemId | null;
  /** JSON; of degraded groups only. */
  readonly degraded: string | null;
}

export function knownGroupOf(row: KnownGroupRow): KnownGroup {
  return {
    key: pathFromBytes(row.key),
    kind: row.kind,
    outcome: row.outcome,
    ...member('title', row.title),
    ...member('itemId', row.uid),
    ...compact({ inquiry: inquiryOf(row) }),
    ...member('degraded', row.degraded === null ? null : fromJson<readonly UnaskedSource[]>(row.degraded)),
  };
}
