import type { ItemId } from '../model/ids.ts';
import type { Hold } from '../model/overrides.ts';
import type { PolicyName } from '../model/policies.ts';
import { sortedJson, toJson } from './canonical.ts';
import type { Store } from './port.ts';
import type { HeldValue, SyncedHolds } from './sqlite/synced-holds.ts';

/** What persons hold of one item of the file, and the item that it is in the target, if there is one. */
export interface HeldItem {
  readonly id: ItemId;
  readonly holds: readonly Hold[];
  readonly there: ItemId | undefined;
}

export interface HoldConflict {
  readonly field: string;
  /** One line for a person. */
  readonly detail: string;
}

/** Where holds are carried to. */
export interface HoldTarget {
  readonly target: Store;
  /** What was held when the file was last carried over. */
  readonly base: SyncedHolds;
  readonly policy: PolicyName;
  readonly now: () => Date;
}

type Decision = 'keep' | 'set' | 'release' | 'conflict';

/**
 * Compares what is held of a field in the file and in the target with what was held when both were last the same:
 * whichever has changed since then counts, and it is a conflict only where both have, to different values.
 */
function decide(base: HeldValue | undefined, mine: HeldValue | undefined, theirs: HeldValue | undefined): Decision {
  if (isSame(mine, theirs) || isSame(mine, base)) return 'keep';
  if (isSame(theirs, base)) return mine === undefined ? 'release' : 'set';
  const agree = mine !== undefined && theirs !== undefined && sortedJson(mine.value) === sortedJson(theirs.value);
  return agree ? 'keep' : 'conflict';
}

function isSame(one: HeldValue | undefined, other: HeldValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const values = [one, other].map(({ mode, provider, value }) => sortedJson([mode, provider, value]));
  return values[0] === values[1];
}

/** Carries over what persons hold of an item, and what they have let go; returns the rows changed. */
export async function carryHolds(
  { target, base, policy, now }: HoldTarget,
  { id, holds, there }: HeldItem,
  conflict: (conflict: HoldConflict) => void,
): Promise<number> {
  if (there === undefined) {
    for (const { field, value, author } of holds) {
      conflict({ field, detail: `${toJson(value)} by ${author} without the server, of what is not in the store` });
    }
    return 0;
  }
  const before = byField(base.of(id, there));
  const mine = byField(holds);
  const theirs = byField(await target.holds(there));
  const settled: HeldValue[] = [];
  let rows = 0;
  for (const field of new Set([...before.keys(), ...mine.keys()])) {
    const [was, own, other] = [before.get(field), mine.get(field), theirs.get(field)];
    const decision = decide(was, own, other);
    if (decision === 'conflict') conflict({ field, detail: `${inStore(other)}, ${inFile(own)}` });
    if (decision === 'release') rows += await target.release(there, field, now().toISOString(), policy);
    if (decision === 'set' && own !== undefined) rows += await target.hold(requestOf(own, there, policy));
    // A conflict stays one until a person settles it.
    const agreed = decision === 'conflict' ? was : own;
    if (agreed !== undefined) settled.push(agreed);
  }
  if (before.size > 0 || settled.length > 0) base.note(id, there, settled);
  return rows;
}

function byField<T extends HeldValue>(held: readonly T[]): ReadonlyMap<HeldValue['field'], T> {
  return new Map(held.map((one) => [one.field, one]));
}

function requestOf(hold: Hold, itemId: ItemId, policy: PolicyName): Parameters<Store['hold']>[0] {
  const { field, mode, provider, value, author, at, reason } = hold;
  return {
    itemId,
    field,
    author,
    at,
    policy,
    ...(reason === undefined ? {} : { reason }),
    ...(mode === 'lock' ? { locked: { provider, value } } : { override: value }),
  };
}

function inStore(hold: Hold | undefined): string {
  return hold === undefined ? 'released in the store' : `${toJson(hold.value)} by ${hold.author} in the store`;
}

function inFile(hold: Hold | undefined): string {
  return hold === undefined
    ? 'released without the server'
    : `${toJson(hold.value)} by ${hold.author} without the server`;
}
