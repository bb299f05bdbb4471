/** A movie of the generated catalogue. */
export interface MovieWork {
  readonly kind: 'movie';
  readonly id: string;
  readonly title: string;
  readonly originalTitle?: string;
  readonly year: number;
  readonly minutes: number;
  readonly collection?: { readonly name: string; readonly number: number };
  /** Whether the library has it; the others are its rivals in the catalogue. */
  readonly owned: boolean;
}

export interface EpisodeWork {
  readonly season: number;
  readonly episode: number;
  /** Counted through all seasons, from 1. */
  readonly absolute: number;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly airDate: string;
}

export interface ShowWork {
  readonly kind: 'series';
  readonly id: string;
  readonly title: string;
  readonly originalTitle?: string;
  readonly year: number;
  readonly episodes: readonly EpisodeWork[];
  readonly owned: boolean;
}

export interface TrackWork {
  readonly disc: number;
  readonly track: number;
  readonly title: string;
  readonly seconds: number;
  /** Where it is another one than the album's. */
  readonly artist?: string;
}

export interface AlbumWork {
  readonly kind: 'album';
  /** Id of the release. */
  readonly id: string;
  /** Id of the release group: its editions are one work. */
  readonly group: string;
  readonly artist: string;
  readonly title: string;
  readonly year: number;
  readonly tracks: readonly TrackWork[];
  readonly owned: boolean;
}

export type Work = MovieWork | ShowWork | AlbumWork;

export interface Catalogue {
  readonly movies: readonly MovieWork[];
  readonly shows: readonly ShowWork[];
  readonly albums: readonly AlbumWork[];
}

/** A small generator of random numbers (xorshift32), so that every run has the same works. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
