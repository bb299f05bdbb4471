import type { NumberColumn, NumberPlace } from './number-columns.ts';

/** What the numbers of a column count. */
export type ColumnMeaning = 'episode' | 'season-and-episode' | 'grid';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2035;
/** Seasons with more episodes than this are numbered through. */
const LONGEST_SEASON = 60;
const LAST_SEASON = 60;

/**
 * Decides what a column counts, `undefined` where it counts no episodes. `season` is that of the folder.
 * - Numbers with gaps at the hundreds (101–122, 201–224) are season and episode; a run over a hundred (98–103) is counted
 *   through, and so is one whose hundreds are not the folder's season.
 * - A constant number that hangs on the column (`1-02`, `1-03`) is the season.
 */
export function columnMeaning<T>(column: NumberColumn<T>, season: number | undefined): ColumnMeaning | undefined {
  const places = column.cells.map(({ place }) => place);
  if (places.every(({ number, digits }) => digits === 4 && number >= FIRST_YEAR && number <= LAST_YEAR))
    return undefined;
  if (isGrid(places, season)) return 'grid';
  return isSeasonAndEpisode(places, season) ? 'season-and-episode' : 'episode';
}

function isGrid(places: readonly NumberPlace[], season: number | undefined): boolean {
  const rows = new Set(places.map(({ before }) => before?.place.number));
  const [row, ...more] = rows;
  if (row === undefined || more.length > 0 || row > LAST_SEASON) return false;
  if (season !== undefined && row !== season) return false;
  return places.every(({ digits, before }) => {
    if (before === undefined || digits < 2 || before.place.digits > 2) return false;
    return before.joint === '-' || (before.joint === '.' && season !== undefined);
  });
}

function isSeasonAndEpisode(places: readonly NumberPlace[], season: number | undefined): boolean {
  const inSeason = places.map(({ number }) => number % 100);
  if (places.some(({ number }) => number < 100)) return false;
  if (inSeason.some((episode) => episode === 0 || episode > LONGEST_SEASON)) return false;
  const hundreds = new Set(places.map(({ number }) => Math.floor(number / 100)));
  if (season !== undefined) return hundreds.size === 1 && hundreds.has(season);
  return Math.min(...inSeason) <= 2;
}
