import type { Candidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import { titlesAgree } from './episode-evidence.ts';
import type { Evidence } from './evidence.ts';
import { isSameLength } from './running-time.ts';
import type { SeriesExtent } from './score-series.ts';
import { candidateKey } from './search-state.ts';
import { titleDistance, weightyWords } from './title-similarity.ts';

const NEAR_YEAR = 1;
/** Two works hardly ever share a title of this many words. */
const LONG_TITLE = 4;

/** Whether the names give a year that fits. */
export function isDated(claims: readonly WorkClaim[], { year }: Candidate): boolean {
  return claims.some(
    (claim) => claim.year !== undefined && year !== undefined && Math.abs(claim.year - year) <= NEAR_YEAR,
  );
}

/**
 * Names the evidence for a work besides its title, in words for a reason; `undefined` if there is none. The year tells two
 * works of one title apart; without a year in the names, other evidence must.
 */
export function secondWitness(
  claims: readonly WorkClaim[],
  { minutes, episodes }: Evidence,
  extent: SeriesExtent | undefined,
  candidate: Candidate,
): string | undefined {
  if (isDated(claims, candidate)) return 'the year';
  if (isSameLength(minutes, candidate)) return 'the running time';
  const found = episodes.get(candidateKey(candidate));
  if (found !== undefined && titlesAgree(found)) return 'the titles of its episodes';
  if (extent !== undefined && fits(extent, candidate, found)) return 'its seasons and episodes';
  const titles = [candidate.title, candidate.originalTitle ?? '', ...candidate.alternativeTitles];
  const isLong = claims.some(
    ({ title }) => weightyWords(title) >= LONG_TITLE && titles.some((other) => titleDistance(title, other) === 0),
  );
  return isLong ? 'the length of its title' : undefined;
}

/** Every season and episode on disk is known of the series. */
function fits(
  { highestSeason, episodes }: SeriesExtent,
  { seasonCount, episodeCount }: Candidate,
  found: { readonly numbered: number; readonly listed: number } | undefined,
): boolean {
  if (found !== undefined && found.numbered > 0) return found.listed === found.numbered;
  if (seasonCount === undefined && episodeCount === undefined) return false;
  return highestSeason <= (seasonCount ?? highestSeason) && episodes <= (episodeCount ?? episodes);
}
