import type { ArtworkKind } from '../../model/files.ts';
import { wordTable } from '../../model/word-table.ts';

/** What the picture lies beside; the same name means different things beside a movie and a track. */
export type ArtworkScope = 'movie' | 'series' | 'season' | 'album' | 'artist';

/** A picture by its name: of what kind, and of which season. `kind` is absent where the domain has none (`keyart`). */
export interface ArtworkName {
  readonly kind?: ArtworkKind;
  readonly season?: number;
}

/** Conventions §8: the union of what Kodi writes and Jellyfin and Plex read. */
const ANYWHERE: ReadonlyMap<string, ArtworkKind | 'none'> = wordTable({
  fanart: 'backdrop',
  background: 'backdrop',
  backdrop: 'backdrop',
  art: 'backdrop',
  banner: 'banner',
  landscape: 'landscape',
  logo: 'logo',
  clearlogo: 'logo',
  clearart: 'clearart',
  disc: 'disc',
  cdart: 'disc',
  discart: 'disc',
  keyart: 'none',
  characterart: 'none',
});
const POSTERS = { poster: 'poster', folder: 'poster', cover: 'poster', default: 'poster' } as const;
const SCOPES: Readonly<Record<ArtworkScope, ReadonlyMap<string, ArtworkKind>>> = {
  movie: wordTable({ ...POSTERS, movie: 'poster', thumb: 'landscape' }),
  series: wordTable({ ...POSTERS, show: 'poster', thumb: 'landscape' }),
  season: wordTable({ ...POSTERS, thumb: 'landscape' }),
  album: wordTable({
    cover: 'cover',
    folder: 'cover',
    front: 'cover',
    poster: 'cover',
    jacket: 'cover',
    default: 'cover',
    thumb: 'cover',
    albumart: 'cover',
    back: 'back',
    cd: 'disc',
  }),
  artist: wordTable({
    thumb: 'profile',
    folder: 'profile',
    poster: 'profile',
    artist: 'profile',
    cover: 'profile',
    default: 'profile',
  }),
};

/** `season01-poster`, `Season01`, `season-specials-poster`, `season-all-fanart`. */
const SEASON = /^season[ ._-]?(\d{1,4}|specials|all)(?:[-_. ]?([a-z]+)\d*)?$/;

/** Reads a picture's name without extension and without the stem of what it belongs to: `poster`, `fanart-2`. */
export function readArtworkName(name: string, scope: ArtworkScope): ArtworkName | undefined {
  const key = name.toLowerCase();
  if (scope === 'series' || scope === 'season') {
    const match = SEASON.exec(key);
    if (match !== null) return seasonArtwork(match[1] ?? '', match[2] ?? 'poster');
  }
  const word = key.replace(/[-_ ]?\d{1,2}$/, '');
  const kind = kindOf(word, scope) ?? kindOf(key, scope);
  if (kind === undefined) return undefined;
  return kind === 'none' ? {} : { kind };
}

function kindOf(word: string, scope: ArtworkScope): ArtworkKind | 'none' | undefined {
  return SCOPES[scope].get(word) ?? ANYWHERE.get(word);
}

function seasonArtwork(number: string, word: string): ArtworkName | undefined {
  const kind = kindOf(word, 'season');
  if (kind === undefined) return undefined;
  // A picture for all seasons is of none of them.
  if (number === 'all' || kind === 'none') return {};
  return { kind, season: number === 'specials' ? 0 : Number(number) };
}
