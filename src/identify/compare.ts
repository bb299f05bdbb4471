import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import { compareText } from '../util/compare.ts';
import type { Comparison } from './distance.ts';
import { distanceOf } from './distance.ts';
import { nearestTitle, titleDistance } from './title-similarity.ts';

/** A foreign or alternative title is as good as the title but for this, so that of two works the one *called* so leads. */
const BY_ANOTHER_TITLE = 0.01;

/** The claimed title against all titles of the candidate. */
export function compareTitle(claim: WorkClaim, candidate: Candidate, weight: number): Comparison {
  const others = [candidate.originalTitle, ...candidate.alternativeTitles].filter((title) => title !== undefined);
  const own = titleDistance(claim.title, candidate.title);
  const nearest = nearestTitle(claim.title, others);
  const byOther = nearest.index >= 0 && nearest.distance + BY_ANOTHER_TITLE < own;
  const title = byOther ? (others[nearest.index] ?? candidate.title) : candidate.title;
  return {
    name: 'title',
    weight,
    off: byOther ? nearest.distance + BY_ANOTHER_TITLE : own,
    detail: byOther
      ? `"${claim.title}" ~ "${title}", another title of "${candidate.title}"`
      : `"${claim.title}" ~ "${title}"`,
  };
}

/** How far off a year may be: festivals, other countries and late premieres move it by one, hardly more. */
export function compareYear(claim: WorkClaim, candidate: Candidate, weight: number): Comparison {
  const { year } = claim;
  if (year === undefined || candidate.year === undefined) {
    return {
      name: 'year',
      weight,
      off: 0.1,
      detail: year === undefined ? 'no year in the names' : 'the source knows no year',
    };
  }
  const apart = Math.abs(year - candidate.year);
  const off = apart === 0 ? 0 : apart === 1 ? 0.15 : apart === 2 ? 0.6 : 1;
  return { name: 'year', weight, off, detail: `${year} ≠ ${candidate.year}` };
}

/** A less likely reading of the names has to fit better. */
export function compareReading({ weight, from }: WorkClaim): Comparison[] {
  if (weight >= 1) return [];
  return [{ name: 'reading', weight: 0.5, off: 1 - weight, detail: `by ${from}` }];
}

/** The candidate scored by the claim that it fits best. */
export function scoredByBest(
  claims: readonly WorkClaim[],
  candidate: Candidate,
  compare: (claim: WorkClaim) => readonly Comparison[],
): ScoredCandidate {
  const distances = claims.map((claim) => distanceOf(compare(claim)));
  const best = distances.reduce(
    (least, distance) => (distance.value < least.value ? distance : least),
    distances[0] ?? distanceOf([]),
  );
  return { ...candidate, distance: best.value, penalties: best.penalties };
}

/** Best first. Popularity, then the ids, only order what is equally far. */
export function byDistance(one: ScoredCandidate, other: ScoredCandidate): number {
  return (
    one.distance - other.distance ||
    (other.popularity ?? 0) - (one.popularity ?? 0) ||
    order(one.provider, other.provider) ||
    order(one.providerId, other.providerId)
  );
}

function order(one: string, other: string): number {
  return one.length - other.length || compareText(one, other);
}
