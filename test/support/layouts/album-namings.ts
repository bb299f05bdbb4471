import type { LaidFile, Naming } from './layouts.ts';
import { dotted, fileName } from './movie-namings.ts';
import type { AlbumWork, TrackWork } from './works.ts';

interface Words {
  readonly artist: string;
  readonly album: string;
  readonly year: number;
  /** Two digits. */
  readonly tt: string;
  readonly title: string;
  /** `CD2/` where the album has several discs. */
  readonly disc: string;
}

type Path = (words: Words, track: TrackWork, album: AlbumWork) => string;

function naming(how: string, path: Path, isTagged = false): Naming<AlbumWork> {
  return {
    how,
    files: (album: AlbumWork): LaidFile[] => {
      const discs = new Set(album.tracks.map(({ disc }) => disc)).size;
      return album.tracks.map((track) => {
        const { title, disc, seconds, artist = album.artist } = track;
        const tt = String(track.track).padStart(2, '0');
        const names = { artist: fileName(album.artist), album: fileName(album.title), title: fileName(title) };
        const words = { ...names, year: album.year, tt, disc: discs > 1 ? `CD${disc}/` : '' };
        const tags = { artist, album: album.title, title, track: track.track };
        return { path: path(words, track, album), seconds, ...(isTagged ? { tags } : {}) };
      });
    },
  };
}

export const ALBUM_NAMINGS: readonly Naming<AlbumWork>[] = [
  naming(
    'Artist/Album (Year)/01 - Title',
    ({ artist, album, year, disc, tt, title }) => `${artist}/${album} (${year})/${disc}${tt} - ${title}.flac`,
  ),
  naming('tagged', ({ artist, album, disc, tt, title }) => `${artist}/${album}/${disc}${tt} ${title}.mp3`, true),
  naming(
    'scene release',
    ({ artist, album, year, disc, tt, title }) =>
      `${dotted(artist).replaceAll('.', '_')}-${dotted(album).replaceAll('.', '_')}-CD-FLAC-${year}-GRP/${disc}${tt}-${dotted(artist).replaceAll('.', '_').toLowerCase()}-${dotted(title).replaceAll('.', '_').toLowerCase()}.flac`,
  ),
  naming(
    'Artist - Album (Year)/01 Title',
    ({ artist, album, year, disc, tt, title }) => `${artist} - ${album} (${year})/${disc}${tt} ${title}.mp3`,
  ),
  naming(
    '[Year] Album',
    ({ artist, album, year, disc, tt, title }) => `${artist}/[${year}] ${album}/${disc}${tt}. ${title}.flac`,
  ),
  naming(
    'Year - Album',
    ({ artist, album, year, disc, tt, title }) => `${artist}/${year} - ${album}/${disc}${tt} - ${title}.m4a`,
  ),
  naming(
    'Artist - Album - 01 - Title',
    ({ artist, album, disc, tt, title }) => `${artist} - ${album}/${disc}${artist} - ${album} - ${tt} - ${title}.mp3`,
  ),
  naming(
    'disc and track in one number',
    ({ artist, album, year, tt, title }, { disc }) => `${artist}/${album} (${year})/${disc}-${tt} ${title}.flac`,
  ),
  naming(
    'Artist/Album/01 - Artist - Title',
    ({ artist, album, disc, tt, title }) => `${artist}/${album}/${disc}${tt} - ${artist} - ${title}.mp3`,
  ),
  naming(
    'discs side by side',
    ({ artist, album, tt, title }, { disc }, { tracks }) =>
      `${artist}/${album}${tracks.some((each) => each.disc > 1) ? ` (Disc ${disc})` : ''}/${tt} ${title}.flac`,
  ),
];
