import { IDENTITY_IDS } from './external-ids.ts';
import { type ExternalId, type ExternalIdKind, type ExternalIds, hasId } from './ids.ts';
import type { ItemKind } from './kinds.ts';

/** The ids by which an item of this kind can be found, the most trusted first. */
export function identityIds(kind: ItemKind, ids: ExternalIds): readonly ExternalId[] {
  return IDENTITY_IDS[kind].flatMap((idKind) => {
    const value = ids[idKind];
    return value === undefined ? [] : [{ kind: idKind, value }];
  });
}

/** Whether an id of this kind belongs to one item of this kind alone. */
export function isIdentity(kind: ItemKind, idKind: ExternalIdKind): boolean {
  return IDENTITY_IDS[kind].includes(idKind);
}

/** The ids by which a work is known, and those that a catalogue gave up when it merged entries. */
export interface KnownIds {
  readonly ids: ExternalIds;
  readonly formerIds?: readonly ExternalId[] | undefined;
}

/**
 * What two sets of ids say of each other: one id in common and it is one work, whatever else differs (sources renumber);
 * none in common and one that differs, and it is another.
 */
export function compareIds(kind: ItemKind, stored: ExternalIds, given: ExternalIds): 'same' | 'other' | 'unknown' {
  const comparable = identityIds(kind, given).filter((id) => stored[id.kind] !== undefined);
  if (comparable.some((id) => stored[id.kind] === id.value)) return 'same';
  return comparable.length > 0 ? 'other' : 'unknown';
}

/** The same, where an id that the other side knows as a former one counts as one in common. */
export function compareKnown(kind: ItemKind, stored: KnownIds, given: KnownIds): 'same' | 'other' | 'unknown' {
  const isMerged =
    identityIds(kind, given.ids).some((id) => hasId(stored.formerIds, id)) ||
    identityIds(kind, stored.ids).some((id) => hasId(given.formerIds, id));
  return isMerged ? 'same' : compareIds(kind, stored.ids, given.ids);
}
