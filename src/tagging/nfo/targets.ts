import type { FsPath } from '../../model/files.ts';
import type { FileView, ItemView } from '../../model/views.ts';
import {
  albumFolder,
  folderAroundDisc,
  folderOf,
  inFolder,
  mainFiles,
  seriesFolder,
  withoutExtension,
} from '../places.ts';
import type { WantedRoot } from './merge.ts';
import { albumRoot, episodeRoot, movieRoot, type NfoOptions, showRoot } from './roots.ts';

/** One NFO file that a work should have. */
export interface NfoTarget {
  readonly library: string;
  /** Title of the work, for a person. */
  readonly title: string;
  /**
   * Places for it, relative to the root of the library, the preferred one first. An NFO file at any of them is used; a text
   * of a release group that occupies one is left alone, and the next place is taken.
   */
  readonly places: readonly [FsPath, ...FsPath[]];
  readonly roots: readonly WantedRoot[];
}

/** The NFO files of a movie, a series with its episodes, or an album (conventions §9.1). Other kinds have none. */
export function nfoTargets(item: ItemView, options: NfoOptions): readonly NfoTarget[] {
  if (item.kind === 'movie') return movieTargets(item, options);
  if (item.kind === 'series') return seriesTargets(item, options);
  return item.kind === 'release' ? albumTargets(item) : [];
}

function movieTargets(item: ItemView, options: NfoOptions): NfoTarget[] {
  const first = mainFiles(item).filter(({ part }) => part === undefined || part === 1);
  return first.map((file) => ({
    library: file.library,
    title: item.title,
    places: moviePlaces(file.path),
    roots: [movieRoot(item, file, options)],
  }));
}

function moviePlaces(path: FsPath): NfoTarget['places'] {
  const disc = folderAroundDisc(path);
  if (disc !== undefined) return [inFolder(disc, 'movie.nfo')];
  const folder = folderOf(path);
  const own = `${withoutExtension(path)}.nfo`;
  return folder === '' ? [own] : [own, inFolder(folder, 'movie.nfo')];
}

function seriesTargets(item: ItemView, options: NfoOptions): NfoTarget[] {
  const episodes = item.children.flatMap((child) => (child.kind === 'season' ? child.children : [child]));
  const byFile = new Map<string, { readonly file: FileView; readonly episodes: ItemView[] }>();
  for (const episode of episodes) {
    for (const file of mainFiles(episode)) {
      const key = `${file.library}\0${file.path}`;
      const known = byFile.get(key) ?? { file, episodes: [] };
      known.episodes.push(episode);
      byFile.set(key, known);
    }
  }
  const files = [...byFile.values()];
  const targets = files.map(
    ({ file, episodes: those }): NfoTarget => ({
      library: file.library,
      title: `${item.title}: ${those.map(({ title }) => title).join(', ')}`,
      places: [`${withoutExtension(file.path)}.nfo`],
      roots: those.map((episode) => episodeRoot(episode, item, file, options)),
    }),
  );
  const shows = [...new Set(files.map(({ file }) => file.library))].flatMap((library): NfoTarget[] => {
    const paths = files.flatMap(({ file }) => (file.library === library ? [file.path] : []));
    const folder = seriesFolder(paths, item.title);
    if (folder === '') return [];
    return [{ library, title: item.title, places: [inFolder(folder, 'tvshow.nfo')], roots: [showRoot(item, options)] }];
  });
  return [...shows, ...targets];
}

function albumTargets(item: ItemView): NfoTarget[] {
  const tracks = [item, ...item.children.flatMap((child) => [child, ...child.children])].flatMap(mainFiles);
  const libraries = [...new Set(tracks.map(({ library }) => library))];
  return libraries.flatMap((library): NfoTarget[] => {
    const paths = tracks.filter((file) => file.library === library).map(({ path }) => path);
    const folder = albumFolder(paths);
    // Albums whose files lie in the root itself, or in the folders of several, have no folder of their own.
    if (folder === '') return [];
    return [{ library, title: item.title, places: [inFolder(folder, 'album.nfo')], roots: [albumRoot(item)] }];
  });
}
