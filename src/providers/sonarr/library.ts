import { posix } from 'node:path';
import type { FsPath, MediaGroup } from '../../model/files.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type PathIndex, pathIndex } from '../arr/path-index.ts';
import type { SeriesList } from './client.ts';
import { seriesIds } from './map.ts';
import type { SonarrSeries } from './schema.ts';

/** Sonarr's list, ready to be asked by folder and by id. */
export interface SeriesLibrary {
  readonly fetchedAt: string;
  readonly byFolder: PathIndex<SonarrSeries>;
  byIds(ids: ExternalIds): SonarrSeries | undefined;
}

/** Indexes the list by the places at which its folders are here. */
export function seriesLibrary(list: SeriesList, config: ArrConfig, toLocal: (remote: string) => FsPath): SeriesLibrary {
  const byFolder = pathIndex<SonarrSeries>();
  const byId = new Map<string, SonarrSeries>();
  for (const series of list.series) {
    if (series.path !== undefined) byFolder.add(toLocal(series.path), series);
    for (const [kind, value] of Object.entries(seriesIds(series, config))) byId.set(`${kind}:${value}`, series);
  }
  return {
    fetchedAt: list.fetchedAt,
    byFolder,
    byIds(ids) {
      for (const kind of ['sonarr', 'tvdb', 'tmdb', 'imdb', 'tvmaze'] as const) {
        const series = byId.get(`${kind}:${ids[kind]}`);
        if (series !== undefined) return series;
      }
      return undefined;
    },
  };
}

/**
 * The series in whose folders a group's files lie, each file in the nearest such folder up to the library's root. More
 * than one is a contradiction.
 */
export function seriesOf(library: SeriesLibrary, group: MediaGroup): readonly SonarrSeries[] {
  const found = new Set<SonarrSeries>();
  const tried = new Set<string>();
  const folders = group.files
    .filter((file) => file.role === 'main')
    .map((file) => posix.dirname(file.relativePath))
    .concat(group.key === group.folder ? [group.folder || '.'] : []);
  for (const start of folders) {
    for (let folder = start; !tried.has(folder); folder = posix.dirname(folder)) {
      tried.add(folder);
      const series = library.byFolder.at(`${group.library.root}/${folder}`);
      if (series !== undefined) {
        found.add(series);
        break;
      }
    }
  }
  return [...found];
}
