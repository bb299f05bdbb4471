import type { ItemDraft } from '../../model/drafts.ts';
import { digestOfTexts } from '../../util/digest.ts';
import { candidateRows, distinctOffers } from '../rows/candidate-row.ts';
import type { SaveContext } from './context.ts';

/**
 * Takes in the pictures that sources offer of an item. A provider's offer of one kind is replaced only by another of this
 * kind, as far as the same group brought it. Artwork that was given up is wanted again when what is offered changes.
 */
export function saveCandidates(itemId: number, images: ItemDraft['images'], context: SaveContext): void {
  const { work, tally, groupId } = context;
  const given = candidateRows(itemId, images, groupId);
  for (const row of given.values()) if (work.candidates.put(row)) tally.rows += 1;
  for (const { kind, provider } of distinctOffers([...given.values()])) {
    for (const row of work.candidates.of(`${itemId} ${kind}`)) {
      if (row.provider !== provider || row.group_id !== groupId) continue;
      if (!given.has(`${kind} ${provider} ${row.url}`) && work.candidates.drop(row)) tally.rows += 1;
    }
  }
  for (const kind of new Set(images.map((image) => image.kind))) {
    const urls = [...new Set(work.candidates.of(`${itemId} ${kind}`).map((row) => row.url))].sort(byBytes);
    const stored = work.artwork.get(`${itemId} ${kind}`);
    const candidates = digestOfTexts(urls);
    if (stored?.candidates === candidates) continue;
    const state = stored === undefined || stored.state === 'failed' ? 'pending' : stored.state;
    if (work.artwork.put({ item_id: itemId, kind, state, candidates })) tally.rows += 1;
  }
}

/** As both databases sort text: by its bytes in UTF-8. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
