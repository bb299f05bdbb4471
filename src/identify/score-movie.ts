import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import { compareReading, compareTitle, compareYear, scoredByBest } from './compare.ts';
import { compareRunningTime } from './running-time.ts';

const TITLE = 3;
const YEAR = 1.5;

/**
 * A movie is its title and its year; the same title with the same year is near whatever else is popular. `minutes`: how
 * long each of its versions on disk lasts.
 */
export function scoreMovie(
  claims: readonly WorkClaim[],
  candidate: Candidate,
  minutes: readonly number[] = [],
): ScoredCandidate {
  return scoredByBest(claims, candidate, (claim) => [
    compareTitle(claim, candidate, TITLE),
    compareYear(claim, candidate, YEAR),
    ...compareRunningTime(minutes, candidate, claim),
    ...compareReading(claim),
  ]);
}
