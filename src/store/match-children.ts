import type { ExternalIds } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { placeKeys } from '../model/place-keys.ts';
import type { Position } from '../model/records.ts';

/** What of a child tells which one it is among its siblings. */
export interface ChildIdentity {
  readonly kind: ItemKind;
  readonly position: Position;
  readonly ids: ExternalIds;
  readonly titleKey: string;
}

/**
 * Finds for each given child the stored one that it is, by place; where the place is new, by an id that no sibling
 * shares (a source renumbered); where there is no place, by title. Each stored child is taken once; `undefined` = new.
 */
export function matchChildren<S extends ChildIdentity>(
  given: readonly ChildIdentity[],
  stored: readonly S[],
): readonly (S | undefined)[] {
  const free = new Set(stored);
  const found = new Map<ChildIdentity, S>();
  const take = (keysOf: (child: ChildIdentity) => readonly string[]) => {
    const byKey = index(free, keysOf);
    for (const child of given) {
      if (found.has(child)) continue;
      const match = firstFree(byKey, keysOf(child), free);
      if (match === undefined) continue;
      found.set(child, match);
      free.delete(match);
    }
  };
  take((child) => placeKeys(child.kind, child.position).slice(0, 1));
  const shared = sharedIds([...given, ...stored].map(idKeys), given.length, stored.length);
  take((child) => idKeys(child).filter((key) => !shared.has(key)));
  take((child) => (placeKeys(child.kind, child.position).length > 0 ? [] : [`${child.kind} ${child.titleKey}`]));
  return given.map((child) => found.get(child));
}

function index<S extends ChildIdentity>(
  children: ReadonlySet<S>,
  keysOf: (child: S) => readonly string[],
): ReadonlyMap<string, readonly S[]> {
  const byKey = new Map<string, S[]>();
  for (const child of children) {
    for (const key of keysOf(child)) {
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [child]);
      else same.push(child);
    }
  }
  return byKey;
}

function firstFree<S>(byKey: ReadonlyMap<string, readonly S[]>, keys: readonly string[], free: ReadonlySet<S>) {
  for (const key of keys) {
    const match = byKey.get(key)?.find((child) => free.has(child));
    if (match !== undefined) return match;
  }
  return undefined;
}

function idKeys(child: ChildIdentity): readonly string[] {
  return Object.entries(child.ids).map(([kind, value]) => `${child.kind} ${kind} ${value}`);
}

/** Ids that two of the given or two of the stored children have: the id of their parent, say. */
function sharedIds(keys: readonly (readonly string[])[], given: number, stored: number): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const siblings of [keys.slice(0, given), keys.slice(given, given + stored)]) {
    const seen = new Set<string>();
    for (const key of siblings.flat()) (seen.has(key) ? shared : seen).add(key);
  }
  return shared;
}
