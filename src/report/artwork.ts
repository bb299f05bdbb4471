import type { ArtworkKind } from '../model/files.ts';
import type { ItemId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import type { ItemView } from '../model/views.ts';

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

/** What players show of each kind of work, with the least width that fills its place. */
const SHOWN: ReadonlyMap<ItemKind, readonly (readonly [kind: ArtworkKind, width: number])[]> = new Map([
  [
    'movie',
    [
      ['poster', 500],
      ['backdrop', 1280],
    ] as const,
  ],
  [
    'series',
    [
      ['poster', 500],
      ['backdrop', 1280],
    ] as const,
  ],
  ['release', [['cover', 500]] as const],
]);

export function artworkProblems({ id, kind, title, year, images }: ItemView): readonly ArtworkRow[] {
  const base = { id, kind, title, ...(year === undefined ? {} : { year }) };
  return (SHOWN.get(kind) ?? []).flatMap(([artwork, least]): readonly ArtworkRow[] => {
    const image = images.find((one) => one.kind === artwork);
    if (image === undefined) return [{ ...base, artwork, problem: 'missing' }];
    const { width, height } = image;
    return width >= least ? [] : [{ ...base, artwork, problem: 'small', width, height }];
  });
}
