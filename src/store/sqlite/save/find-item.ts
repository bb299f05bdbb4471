import type { Database } from 'better-sqlite3';
import type { ExternalIds } from '../../../model/ids.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import { titleKey } from '../../../naming/title-key.ts';
import { compareIds } from '../../identity.ts';
import type { ItemIds } from '../ids.ts';

/**
 * Finds the item that a draft is of: the one it was last time where their ids agree, else the one that has its ids,
 * else the one it was last time where its ids say nothing of it, else one without ids of the same title (artists that no
 * source knows). `undefined`: it is new. An item whose ids say that it is another work is never taken.
 */
export function itemFinder(database: Database, ids: ItemIds) {
  const byTitle = database
    .prepare<[string, string], number>(
      `SELECT id FROM items WHERE kind = ? AND title_key = ?
         AND NOT EXISTS (SELECT 1 FROM item_ids WHERE item_id = items.id AND identity = 1) ORDER BY id LIMIT 1`,
    )
    .pluck();
  return (kind: ItemKind, given: ExternalIds, stored: number | undefined, title: string | undefined) => {
    const compared = stored === undefined ? 'other' : compareIds(kind, ids.of(stored), given);
    if (compared === 'same') return stored;
    const owner = ids.find(kind, given);
    if (owner !== undefined) return owner;
    if (compared === 'unknown') return stored;
    return title === undefined || title === '' ? undefined : byTitle.get(kind, titleKey(title));
  };
}
