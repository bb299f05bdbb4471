import type { ItemView } from '../../model/views.ts';

/**
 * Whether a catalogue knows the work of an item `i`, in SQL that both databases understand. Seasons, episodes and tracks
 * count as their work does. An item that no catalogue has confirmed has no external id.
 */
export const IS_IDENTIFIED = `EXISTS (SELECT 1 FROM item_ids k WHERE k.item_id = CASE
    WHEN i.kind IN ('season', 'track') THEN i.parent_id
    WHEN i.kind = 'episode'
      THEN coalesce((SELECT p.parent_id FROM items p WHERE p.id = i.parent_id AND p.kind = 'season'), i.parent_id)
    ELSE i.id END)`;

/** The same of an item that has been read with its parents. */
export function isIdentified({ kind, ids, parents }: Pick<ItemView, 'kind' | 'ids' | 'parents'>): boolean {
  const isPart = kind === 'season' || kind === 'episode' || kind === 'track';
  const work = isPart ? parents.find((parent) => parent.kind === 'series' || parent.kind === 'release') : { ids };
  return Object.keys(work?.ids ?? {}).length > 0;
}
