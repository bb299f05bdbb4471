import type { Identification } from '../../model/outcome.ts';
import { fromJson } from '../canonical.ts';
import { joined, lostHolds, matchedParts } from './join.ts';
import type { ItemRow } from './tables.ts';
import type { Work } from './work.ts';

/** A group whose work a catalogue has just confirmed. */
export interface ConfirmedGroup {
  readonly groupId: number;
  /** Item that held what the files say until now. */
  readonly before: number | undefined;
  readonly item: number;
  readonly at: string;
  /** Items that the save of the group holds something of. */
  readonly saved: ReadonlySet<number>;
  /** By a person's word it is not the work any more that a catalogue had confirmed. */
  readonly isOther: boolean;
}

/** Whether a stored group had no confirmed identity, and has one now. */
export function isConfirmed(before: { readonly identification: string } | undefined, now: Identification): boolean {
  if (before === undefined || Object.keys(now.ids).length === 0) return false;
  return Object.keys(fromJson<Identification>(before.identification).ids).length === 0;
}

/**
 * Sees to what was stored of the work while only its files told of it: parts that the catalogue does not have go, and so
 * does the item itself where the work has one already. What persons decided about them moves.
 *
 * @param files by the parts that they were, the parts that they are now
 */
export function replaceUnconfirmed(
  work: Work,
  { groupId, before, item, at, saved, isOther }: ConfirmedGroup,
  files: ReadonlyMap<number, ReadonlySet<number>>,
): void {
  const old = before === undefined || before === item ? undefined : work.items.get(String(before));
  const now = work.items.get(String(item));
  if (old !== undefined && now !== undefined && old.kind === now.kind && (isOther || isUnconfirmed(work, old))) {
    const rows = [...matchedParts(work, now, old), { kept: item, gone: old.id }];
    work.changes.push(joined(work, now, old, at), ...lostHolds(work, rows, at));
    for (const { kept, gone } of rows) replace(work, gone, kept);
    if (old.parent_id !== null) work.loose.add(old.parent_id);
  }
  for (const part of [...descendants(work, item), ...(old === undefined ? [] : descendants(work, old.id))]) {
    if (saved.has(part.id) || work.replaced.has(part.id) || !isOf(work, part, groupId)) continue;
    const [target, ...others] = files.get(part.id) ?? [];
    if (target === undefined || others.length > 0 || target === item || !work.holds.has(part.id))
      work.loose.add(part.id);
    else replace(work, part.id, target);
  }
}

function replace(work: Work, gone: number, kept: number): void {
  work.replaced.set(gone, kept);
  work.loose.add(gone);
}

function isUnconfirmed(work: Work, old: ItemRow): boolean {
  return work.itemIds.of(old.id).length === 0;
}

/** Parts of a work, those within them first. */
function descendants(work: Work, id: number): readonly ItemRow[] {
  return work.items
    .of(id)
    .filter(({ kind }) => kind === 'season' || kind === 'episode' || kind === 'track')
    .flatMap((part) => [...descendants(work, part.id), part]);
}

/** Whether only this group has said anything of a part. */
function isOf(work: Work, { id }: ItemRow, groupId: number): boolean {
  return work.sources.of(id).every((source) => source.group_id === groupId);
}
