import type { ArtworkKind } from '../../model/files.ts';
import { HOSTS, type Host } from '../../model/hosts.ts';

/** A name without extension under which hosts look for a picture. */
export interface PictureName {
  readonly name: string;
  readonly hosts: readonly Host[];
}

/** What the hosts look for in one place: names by kind of picture. */
export type PictureNames = Readonly<Partial<Record<ArtworkKind, readonly PictureName[]>>>;

const ALL = HOSTS;
const KODI_AND_JELLYFIN: readonly Host[] = ['kodi', 'jellyfin'];

const of = (name: string, hosts: readonly Host[] = ALL): PictureName => ({ name, hosts });

/*
 * Names by place, after conventions §8: the Kodi wiki (artwork types), Jellyfin's LocalImageProvider, and for Plex secondary
 * pages only. Where one name serves several hosts it stands in place of the others.
 */

/** In a folder that holds one movie and nothing else. */
export const MOVIE_FOLDER_NAMES: PictureNames = {
  poster: [of('poster')],
  backdrop: [of('fanart')],
  banner: [of('banner')],
  landscape: [of('landscape', KODI_AND_JELLYFIN)],
  logo: [of('clearlogo')],
  clearart: [of('clearart', KODI_AND_JELLYFIN)],
  disc: [of('discart', KODI_AND_JELLYFIN)],
};

/** Beside a movie in a folder of several: the names begin with that of the video. */
export function movieNames(stem: string): PictureNames {
  const beside = (name: string): PictureName[] => [of(`${stem}-${name}`, KODI_AND_JELLYFIN)];
  return {
    poster: [...beside('poster'), of(stem, ['jellyfin', 'plex'])],
    backdrop: beside('fanart'),
    banner: beside('banner'),
    landscape: beside('landscape'),
    logo: beside('clearlogo'),
    clearart: beside('clearart'),
    disc: beside('discart'),
  };
}

/** In the folder of a series. */
export const SERIES_NAMES: PictureNames = {
  poster: [of('poster')],
  backdrop: [of('fanart')],
  banner: [of('banner')],
  landscape: [of('landscape', KODI_AND_JELLYFIN)],
  logo: [of('clearlogo')],
  clearart: [of('clearart', KODI_AND_JELLYFIN)],
};

/** Of a season (0 = specials), in the folder of its series. */
export function seasonNames(number: number): PictureNames {
  const digits = String(number).padStart(2, '0');
  const season = number === 0 ? 'season-specials' : `season${digits}`;
  const posters = number === 0 ? [of(`${season}-poster`)] : [of(`${season}-poster`, KODI_AND_JELLYFIN)];
  return {
    poster: number === 0 ? posters : [...posters, of(`Season${digits}`, ['plex'])],
    backdrop: [of(`${season}-fanart`, KODI_AND_JELLYFIN)],
    banner: [of(`${season}-banner`, KODI_AND_JELLYFIN)],
    landscape: [of(`${season}-landscape`, KODI_AND_JELLYFIN)],
  };
}

/** Beside an episode. */
export function episodeNames(stem: string): PictureNames {
  return { still: [of(`${stem}-thumb`, KODI_AND_JELLYFIN), of(stem, ['jellyfin', 'plex'])] };
}

/** In the folder of an album. */
export const ALBUM_NAMES: PictureNames = {
  cover: [of('cover')],
  back: [of('back', ['kodi'])],
  disc: [of('discart', ['kodi']), of('cdart', ['jellyfin'])],
};

/** In the folder of an artist. `poster` and `cover` are what sources call an artist's picture, too. */
export const ARTIST_NAMES: PictureNames = {
  profile: [of('folder', KODI_AND_JELLYFIN), of('artist', ['plex'])],
  backdrop: [of('fanart', KODI_AND_JELLYFIN)],
  banner: [of('banner', KODI_AND_JELLYFIN)],
  logo: [of('clearlogo', KODI_AND_JELLYFIN)],
};

/** Formats that a host shows; the image store has no others than these and `avif` and `tiff`. */
const FORMATS: Readonly<Record<Host, readonly string[]>> = {
  kodi: ['jpg', 'png', 'webp', 'gif'],
  jellyfin: ['jpg', 'png', 'webp', 'gif'],
  plex: ['jpg', 'png'],
};

/**
 * The fewest of the names by which all of these hosts find a picture of this format. Hosts that have no name for it, or do
 * not show the format, get none.
 */
export function namesFor(names: readonly PictureName[], hosts: readonly Host[], format: string): readonly string[] {
  const open = new Set(hosts.filter((host) => FORMATS[host].includes(format)));
  const chosen: string[] = [];
  const served = ({ hosts: readers }: PictureName): number => readers.filter((host) => open.has(host)).length;
  for (;;) {
    const [best] = [...names].sort((one, other) => served(other) - served(one));
    if (best === undefined || served(best) === 0) return chosen;
    chosen.push(best.name);
    for (const host of best.hosts) open.delete(host);
  }
}
