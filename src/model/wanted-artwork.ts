import type { ArtworkKind } from './files.ts';
import type { ItemKind } from './kinds.ts';

/** Kinds of pictures that are fetched, by kind of item. */
export type WantedArtwork = Readonly<Partial<Record<ItemKind, readonly ArtworkKind[]>>>;

/** What is fetched where the configuration says nothing. A still costs a request an episode, so it has to be asked for. */
export const WANTED_ARTWORK = {
  movie: ['poster', 'backdrop', 'logo'],
  series: ['poster', 'backdrop', 'logo'],
  season: ['poster'],
  episode: [],
  artist: ['profile'],
  release: ['cover'],
} as const satisfies WantedArtwork;

/** Pixels of width below which a picture looks poor as what it is. */
export const ENOUGH_WIDTH: Readonly<Partial<Record<ArtworkKind, number>>> = {
  poster: 500,
  backdrop: 1280,
  cover: 500,
  still: 640,
};

/** Of how many of the cast of a movie or series portraits are fetched. */
export const PORTRAITS = 10;

/** Kinds by what a person sees first: lists show posters and covers, a page shows the pictures behind them. */
const SIGHT: readonly (readonly ArtworkKind[])[] = [
  ['poster', 'cover'],
  ['profile', 'backdrop'],
  ['still', 'landscape'],
];

/** What is wanted, in portions to be fetched one after the other. A kind that `SIGHT` does not name is in the last one. */
export function bySight(wanted: WantedArtwork): readonly WantedArtwork[] {
  const named = SIGHT.flat();
  const portions = [
    ...SIGHT.map((kinds) => (kind: ArtworkKind) => kinds.includes(kind)),
    (kind: ArtworkKind) => !named.includes(kind),
  ];
  return portions
    .map((isIn) =>
      Object.fromEntries(
        Object.entries(wanted)
          .map(([item, kinds]) => [item, kinds.filter(isIn)] as const)
          .filter(([, kinds]) => kinds.length > 0),
      ),
    )
    .filter((portion) => Object.keys(portion).length > 0);
}
