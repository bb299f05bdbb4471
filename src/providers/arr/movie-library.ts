import type { MediaGroup } from '../../model/files.ts';
import type { ExternalIdKind, ExternalIds, ProviderId } from '../../model/ids.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { ArrConfig } from './config.ts';
import { remotePath } from './file.ts';
import type { Loaded } from './load-list.ts';
import type { LocalPaths } from './local-paths.ts';
import type { ArrMovie } from './movie.ts';
import { type PathIndex, pathIndex } from './path-index.ts';
import type { Digested } from './read-list.ts';
import { folderAdder } from './same-work.ts';

/** A list of movies, ready to be asked by path and by id. */
export interface MovieLibrary<M> {
  readonly fetchedAt: string;
  readonly byFile: PathIndex<M>;
  readonly byFolder: PathIndex<M>;
  /** Folders as the service sees them. */
  readonly folders: readonly string[];
  byIds(ids: ExternalIds): M | undefined;
}

/** Indexes the list by the places at which its folders and files are here. */
export function movieLibrary<M extends ArrMovie>(
  list: Loaded<M>,
  local: LocalPaths,
  context: { readonly provider: ProviderId; readonly config: ArrConfig; readonly warn: WarningCollector },
  idsOf: (movie: M) => ExternalIds,
  idOrder: readonly ExternalIdKind[],
): MovieLibrary<Digested<M>> {
  const byFile = pathIndex<Digested<M>>();
  const byFolder = pathIndex<Digested<M>>();
  const byId = new Map<string, Digested<M>>();
  const addToFolder = folderAdder(byFolder, local, { ...context, idsOf });
  for (const movie of list.elements) {
    addToFolder(movie);
    const file = remotePath(movie.movieFile, movie.path);
    if (file !== undefined) byFile.add(local.of(file), movie);
    for (const [kind, value] of Object.entries(idsOf(movie))) byId.set(`${kind}:${value}`, movie);
  }
  return {
    fetchedAt: list.fetchedAt,
    byFile,
    byFolder,
    folders: list.elements.flatMap(({ path }) => path ?? []),
    byIds(ids) {
      for (const kind of idOrder) {
        const movie = byId.get(`${kind}:${ids[kind]}`);
        if (movie !== undefined) return movie;
      }
      return undefined;
    },
  };
}

/** The movies that a group's own files or, where none is known, its folder belong to. More than one is a contradiction. */
export function moviesOf<M>(library: MovieLibrary<M>, group: MediaGroup): readonly M[] {
  const found = new Set<M>();
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
