import type { ItemDraft } from '../../model/drafts.ts';
import { digestOfTexts } from '../../util/digest.ts';
import { type CandidateRow, candidateRows, distinctOffers } from '../rows/candidate-row.ts';
import type { SaveContext } from './context.ts';
import type { ArtworkRow, StoredCandidateRow } from './tables.ts';

/**
 * Takes in the pictures that sources offer of an item. A provider's offer of one kind is replaced only by another of this
 * kind, as far as the same group brought it. What the group's own files offered before and do not offer now is dropped.
 */
export function saveCandidates(itemId: number, images: ItemDraft['images'], context: SaveContext): void {
  const { work, tally, groupId, complete } = context;
  const given = candidateRows(itemId, images, groupId);
  // A person added or deleted these pictures: they lie with the group's own files.
  const byPerson: Pick<CandidateRow, 'kind' | 'url'>[] = [];
  for (const row of given.values()) {
    const isNew = work.candidates.get(keyOf(row)) === undefined;
    if (work.candidates.put(row)) tally.rows += 1;
    if (isNew && complete.includes(row.provider)) byPerson.push(row);
  }
  const drop = (row: StoredCandidateRow): void => {
    if (work.candidates.drop(row)) tally.rows += 1;
    if (complete.includes(row.provider)) byPerson.push(row);
  };
  const isGone = (row: StoredCandidateRow): boolean =>
    row.group_id === groupId && !given.has(`${row.kind} ${row.provider} ${row.url}`);
  for (const { kind, provider } of distinctOffers([...given.values()])) {
    for (const row of work.candidates.of(`${itemId} ${kind}`)) if (row.provider === provider && isGone(row)) drop(row);
  }
  const kinds = new Set<string>(images.map((image) => image.kind));
  if (complete.length > 0) {
    for (const { kind } of work.artwork.of(itemId)) {
      for (const row of work.candidates.of(`${itemId} ${kind}`)) {
        if (complete.includes(row.provider) && isGone(row)) drop(row);
      }
      kinds.add(kind);
    }
  }
  for (const kind of kinds) saveArtworkState(itemId, kind, byPerson, context);
}

/**
 * Artwork that was given up is wanted again when what is offered changes. Artwork that is there is chosen anew when a person
 * adds a picture, or takes away the one that was chosen; without any offer it goes.
 */
function saveArtworkState(
  itemId: number,
  kind: string,
  byPerson: readonly Pick<CandidateRow, 'kind' | 'url'>[],
  { work, tally }: SaveContext,
): void {
  const urls = [...new Set(work.candidates.of(`${itemId} ${kind}`).map((row) => row.url))].sort(byBytes);
  const stored = work.artwork.get(`${itemId} ${kind}`);
  if (urls.length === 0) {
    if (stored !== undefined && work.artwork.drop(stored)) tally.rows += 1;
    return;
  }
  const candidates = digestOfTexts(urls);
  if (stored?.candidates === candidates) return;
  const isChosenAnew = byPerson.some((row) => row.kind === kind && (urls.includes(row.url) || row.url === stored?.url));
  const state = stored === undefined || stored.state === 'failed' || isChosenAnew ? 'pending' : stored.state;
  const row: ArtworkRow = { item_id: itemId, kind, state, candidates, url: stored?.url ?? null };
  if (work.artwork.put(row)) tally.rows += 1;
}

function keyOf(row: CandidateRow): string {
  return `${row.item_id} ${row.kind} ${row.provider} ${row.url}`;
}

/** As both databases sort text: by its bytes in UTF-8. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
