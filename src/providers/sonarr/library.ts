import type { ExternalIds } from '../../model/ids.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { Loaded } from '../arr/load-list.ts';
import type { LocalPaths } from '../arr/local-paths.ts';
import { type PathIndex, pathIndex } from '../arr/path-index.ts';
import type { Digested } from '../arr/read-list.ts';
import { folderAdder } from '../arr/same-work.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { seriesIds } from './map.ts';
import type { SonarrSeries } from './schema.ts';

type Series = Digested<SonarrSeries>;

/** Sonarr's list, ready to be asked by folder and by id. */
export interface SeriesLibrary {
  readonly fetchedAt: string;
  readonly byFolder: PathIndex<Series>;
  /** Folders as Sonarr sees them. */
  readonly folders: readonly string[];
  byIds(ids: ExternalIds): Series | undefined;
}

/** Indexes the list by the places at which its folders are here. */
export function seriesLibrary(
  list: Loaded<SonarrSeries>,
  config: ArrConfig,
  local: LocalPaths,
  warn: WarningCollector,
): SeriesLibrary {
  const byFolder = pathIndex<Series>();
  const byId = new Map<string, Series>();
  const idsOf = (series: Series) => seriesIds(series, config);
  const addToFolder = folderAdder(byFolder, local, { provider: 'sonarr', config, warn, idsOf });
  for (const series of list.elements) {
    addToFolder(series);
    for (const [kind, value] of Object.entries(seriesIds(series, config))) byId.set(`${kind}:${value}`, series);
  }
  return {
    fetchedAt: list.fetchedAt,
    byFolder,
    folders: list.elements.flatMap(({ path }) => path ?? []),
    byIds(ids) {
      for (const kind of ['sonarr', 'tvdb', 'tmdb', 'imdb', 'tvmaze'] as const) {
        const series = byId.get(`${kind}:${ids[kind]}`);
        if (series !== undefined) return series;
      }
      return undefined;
    },
  };
}
