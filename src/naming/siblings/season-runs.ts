import type { AlternativeReading, NameReading } from '../../model/reading.ts';

/**
 * Season folders whose numbers go on from one to the next (1–12, 13–24) are counted through: the numbers are absolute, and
 * that of the season stays possible. Only names that leave the season to the folder count, and all of them have to.
 */
export function settleSeasonRuns(readings: readonly NameReading[]): readonly NameReading[] {
  const seasons = new Map<number, number[]>();
  for (const reading of readings) {
    const { season, episodes } = reading;
    if (season === undefined || season === 0) continue;
    if (!isOfFolder(reading) || season >= 1900) return readings;
    const numbers = seasons.get(season);
    if (numbers === undefined) seasons.set(season, [...episodes]);
    else numbers.push(...episodes);
  }
  if (!goesOn(seasons)) return readings;
  return readings.map((reading) => (reading.season === undefined || reading.season < 2 ? reading : counted(reading)));
}

function isOfFolder({ claims, episodes, absolute }: NameReading): boolean {
  return (
    episodes.length > 0 &&
    absolute.length === 0 &&
    claims.some(({ field, source }) => field === 'season' && source === 'season-folder')
  );
}

function goesOn(seasons: ReadonlyMap<number, readonly number[]>): boolean {
  if (seasons.size < 2) return false;
  let next = 1;
  for (let season = 1; season <= seasons.size; season++) {
    const numbers = seasons.get(season);
    if (numbers === undefined) return false;
    const sorted = [...new Set(numbers)].sort((one, other) => one - other);
    if (sorted[0] !== next) return false;
    next = (sorted.at(-1) ?? 0) + 1;
  }
  return true;
}

function counted(reading: NameReading): NameReading {
  const { season, episodes, ...rest } = reading;
  const own: AlternativeReading = {
    weight: 0.3,
    rule: 'alternative.season-folder',
    season: season ?? null,
    episodes,
    absolute: [],
  };
  return { ...rest, episodes: [], absolute: episodes, alternatives: [own, ...rest.alternatives] };
}
