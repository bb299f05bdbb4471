import type { ArtworkKind } from '../../../model/files.ts';
import type { ImageCandidate } from '../../../model/records.ts';
import { present } from '../../shared/present.ts';
import type { TvdbArtwork } from '../schema.ts';

/**
 * Kinds of pictures by their number (`/artwork/types`, a list that does not change). Those that we have no use for are
 * left out: icons, cinemagraphs, pictures of companies, awards and lists.
 */
export const ARTWORK_TYPES: ReadonlyMap<number, ArtworkKind> = new Map([
  [1, 'banner'],
  [2, 'poster'],
  [3, 'backdrop'],
  [6, 'banner'],
  [7, 'poster'],
  [8, 'backdrop'],
  [11, 'still'],
  [12, 'still'],
  [13, 'profile'],
  [14, 'poster'],
  [15, 'backdrop'],
  [16, 'banner'],
  [22, 'clearart'],
  [23, 'logo'],
  [24, 'clearart'],
  [25, 'logo'],
]);

/** Of each kind and season, the best by TheTVDB's own order. */
const IMAGES_AT_MOST = 20;

/** The pictures of a work, by its score within each kind; `seasonOf` tells the number of a season by its id. */
export function imagesOf(
  artworks: readonly TvdbArtwork[],
  image: string | undefined,
  seasonOf: (id: string) => number | undefined = () => undefined,
): ImageCandidate[] {
  const counts = new Map<string, number>();
  const ranked = [...artworks].sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const listed = ranked.flatMap((artwork): ImageCandidate[] => {
    const kind = ARTWORK_TYPES.get(artwork.type ?? 0);
    const season = artwork.seasonId === undefined ? undefined : seasonOf(artwork.seasonId);
    if (kind === undefined || artwork.image === undefined) return [];
    // A picture of a season in an order that is not asked for has no place.
    if (artwork.seasonId !== undefined && season === undefined) return [];
    const key = `${kind} ${season ?? ''}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > IMAGES_AT_MOST) return [];
    const { width, height, language } = artwork;
    return [{ kind, url: artwork.image, ...present({ width, height, language: language?.language, season }) }];
  });
  const isListed = listed.some(({ url }) => url === image);
  return image === undefined || isListed ? listed : [...listed, { kind: 'poster', url: image }];
}
