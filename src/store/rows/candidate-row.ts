import type { ItemDraft } from '../../model/drafts.ts';
import { integerOrNull, textOrNull } from '../cells.ts';

/** The columns of a picture that a source offers of an item. */
export interface CandidateRow {
  readonly item_id: number;
  readonly kind: string;
  readonly provider: string;
  readonly url: string;
  readonly group_id: number;
  readonly place: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly language: string | null;
  readonly rating: number | null;
  readonly votes: number | null;
  readonly season: number | null;
}

/** What is offered of an item, by `<kind> <provider> <url>`; of two offers of one address the first counts. */
export function candidateRows(
  itemId: number,
  images: ItemDraft['images'],
  groupId: number,
): ReadonlyMap<string, CandidateRow> {
  const rows = new Map<string, CandidateRow>();
  images.forEach((image, place) => {
    const row = candidateRow(itemId, image, place, groupId);
    const key = `${row.kind} ${row.provider} ${row.url}`;
    if (!rows.has(key)) rows.set(key, row);
  });
  return rows;
}

function candidateRow(
  itemId: number,
  image: ItemDraft['images'][number],
  place: number,
  groupId: number,
): CandidateRow {
  return {
    item_id: itemId,
    kind: image.kind,
    provider: image.provider,
    url: image.url,
    group_id: groupId,
    place,
    width: integerOrNull(image.width),
    height: integerOrNull(image.height),
    language: textOrNull(image.language),
    rating: image.rating ?? null,
    votes: integerOrNull(image.votes),
    season: integerOrNull(image.season),
  };
}

/** The kinds of pictures that are offered, with who offers them. */
export function distinctOffers(
  rows: readonly CandidateRow[],
): Iterable<{ readonly kind: string; readonly provider: string }> {
  return new Map(rows.map((row) => [`${row.kind} ${row.provider}`, row])).values();
}
