import type { Library } from '../../model/files.ts';
import type { WalkedUnit } from '../walk.ts';
import { groupAlbums } from './albums.ts';
import { groupAnything } from './auto.ts';
import { folderTree } from './folder-node.ts';
import type { Grouping } from './grouping.ts';
import { groupMovies } from './movies.ts';
import { groupSeries } from './series.ts';

const GROUPERS = {
  movies: groupMovies,
  adult: groupMovies,
  tv: groupSeries,
  music: groupAlbums,
  auto: groupAnything,
} as const;

/**
 * Puts the files of a unit together into media groups by conventions §2–§9. Every file of the unit is in exactly one
 * group, or in `skipped` with its rule. Keys are unique in the library and depend on folder and title names only. Pure.
 */
export function groupUnit(walked: WalkedUnit, library: Library): Grouping {
  return GROUPERS[library.kind](folderTree(walked.unit, walked.files), library);
}
