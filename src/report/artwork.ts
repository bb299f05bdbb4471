import type { ArtworkKind } from '../model/files.ts';
import type { ItemId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import type { ItemView } from '../model/views.ts';
import { ENOUGH_WIDTH } from '../model/wanted-artwork.ts';

/** A work without a picture that players show, or with one that is too small for them. */
export interface ArtworkRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year?: number;
  readonly artwork: ArtworkKind;
  readonly problem: 'missing' | 'small';
  readonly width?: number;
  readonly height?: number;
}

/** What players show of each kind of work. */
const SHOWN: ReadonlyMap<ItemKind, readonly ArtworkKind[]> = new Map<ItemKind, readonly ArtworkKind[]>([
  ['movie', ['poster', 'backdrop']],
  ['series', ['poster', 'backdrop']],
  ['release', ['cover']],
]);

export function artworkProblems({ id, kind, title, year, images }: ItemView): readonly ArtworkRow[] {
  const base = { id, kind, title, ...(year === undefined ? {} : { year }) };
  return (SHOWN.get(kind) ?? []).flatMap((artwork): readonly ArtworkRow[] => {
    const image = images.find((one) => one.kind === artwork);
    if (image === undefined) return [{ ...base, artwork, problem: 'missing' }];
    const { width, height } = image;
    return width >= (ENOUGH_WIDTH[artwork] ?? 0) ? [] : [{ ...base, artwork, problem: 'small', width, height }];
  });
}
