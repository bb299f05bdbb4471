import type { MediaGroup } from '../model/files.ts';
import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import { episodeKey } from '../model/place-keys.ts';
import type { WorkClaim } from '../model/reading.ts';
import { compareReading, compareTitle, compareYear, scoredByBest } from './compare.ts';
import type { Comparison } from './distance.ts';

const TITLE = 3;
const YEAR = 1;
const SEASONS = 1;
const EPISODES = 0.5;
/** Sources split seasons differently, so that a season too many speaks against a work but does not rule it out. */
const TOO_MANY = 0.6;

/** What the files of a series ask of the work: the highest season and how many different episodes. */
export interface SeriesExtent {
  readonly highestSeason: number;
  readonly episodes: number;
}

/** Counts seasons and episodes of the main files, without specials. */
export function seriesExtent(group: MediaGroup): SeriesExtent {
  const episodes = new Set<string>();
  let highestSeason = 0;
  let highestAbsolute = 0;
  for (const { role, reading } of group.files) {
    if (role !== 'main' || reading === undefined || reading.season === 0) continue;
    highestSeason = Math.max(highestSeason, reading.season ?? 0, ...reading.seasons);
    highestAbsolute = Math.max(highestAbsolute, ...reading.absolute);
    for (const episode of reading.episodes) episodes.add(episodeKey(reading.season ?? 1, episode));
    if (reading.date !== undefined) episodes.add(reading.date);
  }
  return { highestSeason, episodes: Math.max(episodes.size, highestAbsolute) };
}

/** A series is its title and first year; of two with the same title, the one that has all the seasons on disk. */
export function scoreSeries(claims: readonly WorkClaim[], extent: SeriesExtent, candidate: Candidate): ScoredCandidate {
  const extents = compareExtent(extent, candidate);
  return scoredByBest(claims, candidate, (claim) => [
    compareTitle(claim, candidate, TITLE),
    compareYear(claim, candidate, YEAR),
    ...extents,
    ...compareReading(claim),
  ]);
}

function compareExtent({ highestSeason, episodes }: SeriesExtent, candidate: Candidate): Comparison[] {
  const comparisons: Comparison[] = [];
  const { seasonCount, episodeCount } = candidate;
  if (seasonCount !== undefined && highestSeason > 0) {
    comparisons.push({
      name: 'season-count',
      weight: SEASONS,
      off: highestSeason > seasonCount ? TOO_MANY : 0,
      detail: `season ${highestSeason} on disk, ${seasonCount} known`,
    });
  }
  if (episodeCount !== undefined && episodes > 0) {
    comparisons.push({
      name: 'episode-count',
      weight: EPISODES,
      off: episodes > episodeCount ? TOO_MANY : 0,
      detail: `${episodes} episodes on disk, ${episodeCount} known`,
    });
  }
  return comparisons;
}
