import { isIdentity, type KnownIds } from '../../model/identity.ts';
import { type ExternalId, hasId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { listIds } from '../external-ids.ts';
import type { SaveContext } from './context.ts';
import type { ItemAliasRow } from './tables.ts';
import { identityKey, ownerOf } from './work.ts';

/**
 * Takes in the ids of an item. An id that belongs to another item is left to it. A former id of the item stays a former
 * one, whoever still gives it, unless the draft says that its catalogue merged the current one into it.
 */
export function saveIds(itemId: number, kind: ItemKind, { ids, formerIds = [] }: KnownIds, context: SaveContext): void {
  const { work, tally } = context;
  for (const id of listIds(ids)) {
    const identity = isIdentity(kind, id.kind);
    const key = identityKey({ ...id, item_kind: kind });
    const owner = identity ? ownerOf(work, kind, id) : undefined;
    if (owner !== undefined && owner !== itemId) continue;
    const before = work.itemIds.get(`${itemId} ${id.kind}`);
    const alias = identity ? work.itemAliases.get(key) : undefined;
    if (alias !== undefined && before !== undefined && !hasId(formerIds, before)) continue;
    if (alias !== undefined) work.itemAliases.drop(alias);
    if (!work.itemIds.put({ item_id: itemId, kind: id.kind, value: id.value, item_kind: kind, identity })) continue;
    tally.rows += 1;
    if (before?.identity === true) work.owners.delete(identityKey(before));
    if (identity) work.owners.set(key, itemId);
  }
  for (const former of formerIds) remember(itemId, kind, former, context);
}

/** Keeps a former id of an item, where no item has or had it. */
function remember(itemId: number, kind: ItemKind, former: ExternalId, { work, tally }: SaveContext): void {
  if (ownerOf(work, kind, former) !== undefined) return;
  const row: ItemAliasRow = { kind: former.kind, value: former.value, item_kind: kind, item_id: itemId };
  if (work.itemAliases.put(row)) tally.rows += 1;
}
