import { type ArtworkScope, readArtworkName } from '../../library/group/artwork-names.ts';
import { fileKindOf } from '../../media/kinds.ts';
import type { ArtworkKind, FsPath } from '../../model/files.ts';
import type { ItemView } from '../../model/views.ts';
import {
  albumFolder,
  folderAroundDisc,
  folderOf,
  inFolder,
  mainFiles,
  seriesFolder,
  withoutExtension,
} from '../places.ts';
import {
  ALBUM_NAMES,
  ARTIST_NAMES,
  episodeNames,
  MOVIE_FOLDER_NAMES,
  movieNames,
  type PictureName,
  type PictureNames,
  SERIES_NAMES,
  seasonNames,
} from './names.ts';

type StoredPicture = ItemView['images'][number];

/** One picture that should lie in a folder of a library, under one name or several. */
export interface PictureTarget {
  readonly library: string;
  /** Title of the work, for a person. */
  readonly title: string;
  /** Relative to the root of the library. */
  readonly folder: FsPath;
  readonly kind: ArtworkKind;
  readonly picture: StoredPicture;
  readonly names: readonly PictureName[];
  /** Whether a picture of this name (without extension) is shown as the same thing by some host. */
  isSame(stem: string): boolean;
}

/** Names of all files in a folder of a library. */
export type ListFolder = (library: string, folder: FsPath) => Promise<readonly string[]>;

/** The pictures beside the media of a movie, a series with seasons and episodes, an album or an artist. */
export async function pictureTargets(item: ItemView, list: ListFolder): Promise<readonly PictureTarget[]> {
  if (item.kind === 'movie') return movieTargets(item, list);
  if (item.kind === 'series') return seriesTargets(item);
  if (item.kind === 'release') return albumTargets(item);
  return item.kind === 'artist' ? artistTargets(item) : [];
}

async function movieTargets(item: ItemView, list: ListFolder): Promise<PictureTarget[]> {
  const targets: PictureTarget[] = [];
  const seen = new Set<string>();
  for (const { library, path, part } of mainFiles(item)) {
    const disc = folderAroundDisc(path);
    const folder = disc ?? folderOf(path);
    const isAlone = folder !== '' && (disc !== undefined || (await holdsOnly(item, library, folder, list)));
    const stem = nameOf(withoutExtension(path));
    const key = `${library}\0${folder}\0${isAlone ? '' : stem}`;
    if (seen.has(key) || (part !== undefined && part > 1)) continue;
    seen.add(key);
    const place = { library, folder, title: item.title };
    targets.push(
      ...(isAlone
        ? targetsOf(item, place, MOVIE_FOLDER_NAMES, isOf('movie', [...stemsIn(item, library, folder)]))
        : targetsOf(item, place, movieNames(stem), isBeside('movie', stem))),
    );
  }
  return targets;
}

/** Whether every video in a folder is of this work: then names without that of the video are its own. */
async function holdsOnly(item: ItemView, library: string, folder: FsPath, list: ListFolder): Promise<boolean> {
  const own = new Set(item.files.flatMap((file) => (file.library === library ? [file.path] : [])));
  // A folder that cannot be listed is reported by its targets.
  const names = await list(library, folder).catch(() => undefined);
  if (names === undefined) return false;
  return names.every((name) => fileKindOf(name) !== 'video' || own.has(inFolder(folder, name)));
}

function stemsIn(item: ItemView, library: string, folder: FsPath): Set<string> {
  const here = mainFiles(item).filter((file) => file.library === library && folderOf(file.path) === folder);
  return new Set(here.map(({ path }) => nameOf(withoutExtension(path))));
}

function seriesTargets(item: ItemView): PictureTarget[] {
  const seasons = item.children.filter(({ kind }) => kind === 'season');
  const episodes = [...seasons.flatMap(({ children }) => children), ...item.children].filter(
    ({ kind }) => kind === 'episode',
  );
  const libraries = [...new Set(episodes.flatMap(mainFiles).map(({ library }) => library))];
  return libraries.flatMap((library) => {
    const pathsOf = (some: readonly ItemView[]): FsPath[] =>
      some.flatMap(mainFiles).flatMap((file) => (file.library === library ? [file.path] : []));
    const folder = seriesFolder(pathsOf(episodes), item.title);
    const place = { library, folder, title: item.title };
    const stills = episodes.flatMap((episode) =>
      pathsOf([episode]).flatMap((path) => {
        const stem = nameOf(withoutExtension(path));
        const beside = { library, folder: folderOf(path), title: `${item.title}: ${episode.title}` };
        return targetsOf(episode, beside, episodeNames(stem), (name) => name === stem || name === `${stem}-thumb`);
      }),
    );
    // A file of several episodes has one picture: that of its first.
    const seen = new Set<string>();
    const byFile = stills.filter((target) => {
      const key = `${target.folder}\0${target.names[0]?.name}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
    if (folder === '') return byFile;
    return [
      ...targetsOf(item, place, SERIES_NAMES, isOf('series')),
      ...seasons.flatMap((season) => {
        const number = season.position?.season;
        if (number === undefined || pathsOf(season.children).length === 0) return [];
        return targetsOf(season, place, seasonNames(number), isOf('series', [], number));
      }),
      ...byFile,
    ];
  });
}

function albumTargets(item: ItemView): PictureTarget[] {
  const tracks = tracksOf(item);
  return [...new Set(tracks.map(({ library }) => library))].flatMap((library) => {
    const folder = albumFolder(tracks.flatMap((file) => (file.library === library ? [file.path] : [])));
    return folder === '' ? [] : targetsOf(item, { library, folder, title: item.title }, ALBUM_NAMES, isOf('album'));
  });
}

function artistTargets(item: ItemView): PictureTarget[] {
  return artistFolders(item).flatMap(({ library, folder }) =>
    targetsOf(item, { library, folder, title: item.title }, ARTIST_NAMES, isOf('artist')),
  );
}

/** The folders that hold all albums of an artist in a library, and nothing but them as far as the store knows. */
function artistFolders(artist: ItemView): readonly { readonly library: string; readonly folder: FsPath }[] {
  const albums = artist.children.flatMap((group) => (group.kind === 'release' ? [group] : group.children));
  const folders = albums.flatMap((album) => {
    const tracks = tracksOf(album);
    return [...new Set(tracks.map(({ library }) => library))].map((library) => ({
      library,
      folder: folderOf(albumFolder(tracks.flatMap((file) => (file.library === library ? [file.path] : [])))),
    }));
  });
  return [...new Set(folders.map(({ library }) => library))].flatMap((library) => {
    const here = [...new Set(folders.flatMap((one) => (one.library === library ? [one.folder] : [])))];
    const [folder = ''] = here;
    // Folders of several artists, or a root with albums in it, are no folder of an artist.
    return here.length === 1 && folder !== '' && isNamedAfter(folder, artist.title) ? [{ library, folder }] : [];
  });
}

function isNamedAfter(folder: FsPath, title: string): boolean {
  const fold = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return fold(nameOf(folder)) === fold(title);
}

function tracksOf(album: ItemView) {
  return [album, ...album.children.flatMap((child) => [child, ...child.children])].flatMap(mainFiles);
}

type Place = Pick<PictureTarget, 'library' | 'folder' | 'title'>;
type IsKind = (stem: string, kind: ArtworkKind) => boolean;

function targetsOf(item: ItemView, place: Place, names: PictureNames, isKind: IsKind): PictureTarget[] {
  return item.images.flatMap((picture): PictureTarget[] => {
    const { kind } = picture;
    const given = names[kind];
    if (given === undefined) return [];
    return [{ ...place, kind, picture, names: given, isSame: (stem) => isKind(stem, kind) }];
  });
}

/** Names as the scan reads them in a folder of one work; `stems` are those of its videos, whose pictures are posters. */
function isOf(scope: ArtworkScope, stems: readonly string[] = [], season?: number): IsKind {
  return (stem, kind) => {
    if (stems.includes(stem)) return kind === 'poster';
    if (stems.some((one) => isBeside(scope, one)(stem, kind))) return true;
    const read = readArtworkName(stem, scope);
    return read?.kind === kind && read.season === season;
  };
}

function isBeside(scope: ArtworkScope, video: string): IsKind {
  return (stem, kind) => {
    if (stem === video) return kind === 'poster';
    return stem.startsWith(`${video}-`) && readArtworkName(stem.slice(video.length + 1), scope)?.kind === kind;
  };
}

function nameOf(path: FsPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
