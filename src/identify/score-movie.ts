import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import { compareReading, compareTitle, compareYear, scoredByBest } from './compare.ts';

const TITLE = 3;
const YEAR = 1.5;

/** A movie is its title and its year; the same title with the same year is at distance 0 whatever else is popular. */
export function scoreMovie(claims: readonly WorkClaim[], candidate: Candidate): ScoredCandidate {
  return scoredByBest(claims, candidate, (claim) => [
    compareTitle(claim, candidate, TITLE),
    compareYear(claim, candidate, YEAR),
    ...compareReading(claim),
  ]);
}
