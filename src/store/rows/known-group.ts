import { compact } from '../../model/compact.ts';
import type { ItemId } from '../../model/ids.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { Outcome, UnaskedSource } from '../../model/outcome.ts';
import { pathFromBytes } from '../../model/paths.ts';
import { fromJson } from '../canonical.ts';
import { member } from '../cells.ts';
import type { KnownGroup } from '../port.ts';
import { decisionOf } from './decision-row.ts';
import { type InquiryColumns, inquiryOf } from './inquiry-row.ts';

/** What `diff` reads of a group, the same in both stores. */
export interface KnownGroupRow extends InquiryColumns {
  readonly key: Buffer;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title: string | null;
  readonly uid: ItemId | null;
  /** Providers with blanks between them, as `ANSWERED` reads them. */
  readonly answered: string | null;
  /** JSON; of degraded groups only. */
  readonly degraded: string | null;
  /** As `decisionSql` reads it. */
  readonly decision: string | null;
}

/**
 * Of an identified group `g` of which it was not kept who was asked: who has said something of its item `i` or those above.
 * `aggregate` joins texts by blanks.
 */
export function answeredSql(aggregate: 'group_concat' | 'string_agg'): string {
  const ofWork = 'IN (i.id, i.parent_id, (SELECT a.parent_id FROM items a WHERE a.id = i.parent_id))';
  return `CASE WHEN g.asked IS NULL AND i.id IS NOT NULL THEN (SELECT ${aggregate}(o.provider, ' ') FROM (
    SELECT s.provider FROM sources s WHERE s.item_id ${ofWork}
    UNION SELECT c.provider FROM image_candidates c WHERE c.item_id ${ofWork} ORDER BY 1) o) END`;
}

export function knownGroupOf(row: KnownGroupRow): KnownGroup {
  return {
    key: pathFromBytes(row.key),
    kind: row.kind,
    outcome: row.outcome,
    ...member('title', row.title),
    ...member('itemId', row.uid),
    ...compact({ inquiry: inquiryOf(row) }),
    ...member('answered', row.answered === null ? null : row.answered.split(' ')),
    ...member('degraded', row.degraded === null ? null : fromJson<readonly UnaskedSource[]>(row.degraded)),
    ...member('decision', decisionOf(row.decision)),
  };
}
