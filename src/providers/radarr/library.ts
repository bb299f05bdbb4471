import type { FsPath, MediaGroup } from '../../model/files.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type PathIndex, pathIndex } from '../arr/path-index.ts';
import type { MovieList } from './client.ts';
import { movieIds } from './map.ts';
import type { RadarrMovie } from './schema.ts';

/** Radarr's list, ready to be asked by path and by id. */
export interface MovieLibrary {
  readonly fetchedAt: string;
  readonly byFile: PathIndex<RadarrMovie>;
  readonly byFolder: PathIndex<RadarrMovie>;
  byIds(ids: ExternalIds): RadarrMovie | undefined;
}

/** Indexes the list by the places at which its folders and files are here. */
export function movieLibrary(list: MovieList, config: ArrConfig, toLocal: (remote: string) => FsPath): MovieLibrary {
  const byFile = pathIndex<RadarrMovie>();
  const byFolder = pathIndex<RadarrMovie>();
  const byId = new Map<string, RadarrMovie>();
  for (const movie of list.movies) {
    if (movie.path !== undefined) byFolder.add(toLocal(movie.path), movie);
    const file = filePath(movie);
    if (file !== undefined) byFile.add(toLocal(file), movie);
    for (const [kind, value] of Object.entries(movieIds(movie, config))) byId.set(`${kind}:${value}`, movie);
  }
  return {
    fetchedAt: list.fetchedAt,
    byFile,
    byFolder,
    byIds(ids) {
      for (const kind of ['radarr', 'tmdb', 'imdb'] as const) {
        const movie = byId.get(`${kind}:${ids[kind]}`);
        if (movie !== undefined) return movie;
      }
      return undefined;
    },
  };
}

/** The movies that a group's own files or, where none is known, its folder belong to. More than one is a contradiction. */
export function moviesOf(library: MovieLibrary, group: MediaGroup): readonly RadarrMovie[] {
  const found = new Set<RadarrMovie>();
  for (const file of group.files) {
    const movie = file.role === 'main' ? library.byFile.at(file.path) : undefined;
    if (movie !== undefined) found.add(movie);
  }
  // In a mixed folder, several groups share it: there the folder says nothing of one of them.
  if (found.size === 0 && group.key === group.folder) {
    const movie = library.byFolder.at(`${group.library.root}/${group.folder}`);
    if (movie !== undefined) found.add(movie);
  }
  return [...found];
}

/** Where the movie's file lies, in Radarr's own view. */
export function filePath(movie: RadarrMovie): string | undefined {
  const file = movie.movieFile;
  if (file?.path !== undefined) return file.path;
  return file?.relativePath === undefined || movie.path === undefined
    ? undefined
    : `${movie.path}/${file.relativePath}`;
}
