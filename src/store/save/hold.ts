import { applyHolds } from '../../model/overrides.ts';
import { type PolicyName, resolveBy } from '../../model/policies.ts';
import { fromJson } from '../canonical.ts';
import { fieldChanges } from '../journal.ts';
import type { GroupSave } from '../port.ts';
import { creditsProvider } from './credits.ts';
import { nextItem } from './next-item.ts';
import { valuesOf } from './values.ts';
import type { Work } from './work.ts';

/** Resolves the fields of an item anew, after what a person says of them changed. */
export function resolveAnew(work: Work, id: number, at: string, policy: PolicyName): void {
  const row = work.items.get(String(id));
  if (row === undefined) throw new Error(`Item row ${id} is gone within its own transaction`);
  const fields = applyHolds(resolveBy(policy)(valuesOf(work, id), row.kind), work.holds.get(id) ?? []);
  if (!work.items.put(nextItem(row, { fields, credits: creditsProvider(work, id) }, at))) return;
  for (const change of fieldChanges(fromJson(row.fields), fields)) work.changes.push({ item_id: id, at, ...change });
}

/** Resolves the fields of items to which others were joined for the first of these saves. */
export function resolveJoined(work: Work, items: Iterable<number>, [save]: readonly GroupSave[]): void {
  if (save === undefined) return;
  for (const id of items) if (work.items.get(String(id)) !== undefined) resolveAnew(work, id, save.at, save.policy);
}

/** Items that took the place of others of which persons held fields. */
export function heldReplacements({ replaced, holds }: Work): ReadonlySet<number> {
  return new Set([...replaced].flatMap(([gone, kept]) => (holds.has(gone) ? [kept] : [])));
}

/** For works that make no rows with numbers of their own. */
export function noNewRows(): number {
  throw new Error('Nothing new is made when fields are resolved anew');
}
