import { decisionText, type StoredDecision } from '../model/decisions.ts';
import { identifiesWork } from '../model/external-ids.ts';
import type { FsPath, MediaGroup } from '../model/files.ts';
import type { Identification } from '../model/outcome.ts';
import type { GroupIdentity, GroupSave } from '../store/port.ts';

/** A person's decision about a group, and what the save has to do because of it. */
export type DecidedGroup = Pick<GroupSave, 'reassigned' | 'decided'> & { readonly decision?: StoredDecision };

/** Where a decision stood before the files of its group were moved. */
export interface DecisionPlace {
  readonly root: FsPath;
  readonly relativePath: FsPath;
}

/** Whether nobody has to be asked about a group, because a person has said what it is or that it is none of ours. */
export function needsNobody(decision: StoredDecision | undefined): boolean {
  return decision?.verdict.kind === 'none' || decision?.verdict.kind === 'ignore';
}

/** The identification of a group that a person keeps as a local item or ignores: no source is asked. */
export function spokenFor(decision: StoredDecision | undefined): Identification | undefined {
  if (decision === undefined || !needsNobody(decision)) return undefined;
  const outcome = decision.verdict.kind === 'ignore' ? 'ignored' : 'unmatched';
  return { outcome, ids: {}, by: 'person', reasons: [decisionText(decision)], candidates: [], degraded: [] };
}

/** The group with the work that a person chose as a pin, which silences all others. */
export function withChosenWork(group: MediaGroup, decision: StoredDecision | undefined): MediaGroup {
  if (decision?.verdict.kind !== 'work' || !identifiesWork(decision.verdict.id.kind, group.kind)) return group;
  const pin = { ...decision.verdict.id, source: 'person', text: decisionText(decision) } as const;
  return { ...group, pins: [pin, ...group.pins] };
}

type Stored = Pick<GroupIdentity, 'ids'> & Partial<Pick<GroupIdentity, 'formerIds' | 'isShared'>>;

/** Whether the stored identity of a group is not, or may not be, what a person says it is. */
export function isOverruled(decision: StoredDecision | undefined, stored: Stored | undefined): boolean {
  if (decision === undefined || stored === undefined || Object.keys(stored.ids).length === 0) return false;
  const { verdict, isDue } = decision;
  switch (verdict.kind) {
    case 'none':
      return true;
    case 'ignore':
      return false;
    case 'withdrawn':
      return isDue;
    case 'work': {
      const { kind, value } = verdict.id;
      const isFormer = stored.formerIds?.some((id) => id.kind === kind && id.value === value) === true;
      return stored.ids[kind] !== value && !isFormer;
    }
  }
}

/**
 * What a save has to do about a decision. While no source could be asked for the work, what is stored stays and the
 * decision is still due.
 */
export function decidedSave(
  decision: StoredDecision | undefined,
  { outcome, ids }: Identification,
  stored: Stored | undefined,
  from: DecisionPlace | undefined,
): DecidedGroup {
  if (decision === undefined) return {};
  const isSettled = outcome !== 'degraded' || Object.keys(ids).length > 0;
  const isOther = isSettled && isOverruled(decision, stored);
  return {
    decision,
    ...(isOther ? { reassigned: { isShared: stored?.isShared === true } } : {}),
    ...(from === undefined && !decision.isDue
      ? {}
      : { decided: { isSettled, ...(from === undefined ? {} : { from }) } }),
  };
}
