import { compareKnown } from '../../model/identity.ts';
import type { GroupSave } from '../port.ts';
import { formerIdentities } from './sought.ts';
import { formerIdsOf, idsOf, type Work } from './work.ts';

/**
 * The item that a save of a group may go on with. None where a person has made the group another work than its item, or one
 * that no catalogue has: an item with ids is then taken only if it is the work that was chosen.
 */
export function itemToKeep(
  work: Work,
  { draft, reassigned }: Pick<GroupSave, 'draft' | 'reassigned'>,
  before: number | undefined,
): number | undefined {
  if (reassigned === undefined || draft === undefined || before === undefined) return before;
  const known = { ids: idsOf(work, before), formerIds: formerIdsOf(work, before) };
  if (Object.keys(known.ids).length === 0) return before;
  const chosen = { ids: draft.ids, formerIds: formerIdentities(draft) };
  return compareKnown(draft.kind, known, chosen) === 'same' ? before : undefined;
}
