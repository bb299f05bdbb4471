import type { Candidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import { titlesAgree } from './episode-evidence.ts';
import type { Evidence } from './evidence.ts';
import { isSameLength } from './running-time.ts';
import type { SeriesExtent } from './score-series.ts';
import { titleDistance, weightyWords } from './title-similarity.ts';

const NEAR_YEAR = 1;
/** Titles of so many words are hardly given twice. */
const LONG_TITLE = 4;

/** Whether the names give a year that fits. */
export function isDated(claims: readonly WorkClaim[], { year }: Candidate): boolean {
  return claims.some(
    (claim) => claim.year !== undefined && year !== undefined && Math.abs(claim.year - year) <= NEAR_YEAR,
  );
}

/**
 * What speaks for a work besides its title, for a person; `undefined` where nothing does. Two works of one title are told
 * apart by their year, and where the names give none by something else.
 */
export function secondWitness(
  claims: readonly WorkClaim[],
  { minutes, episodes }: Evidence,
  extent: SeriesExtent | undefined,
  candidate: Candidate,
): string | undefined {
  if (isDated(claims, candidate)) return 'the year';
  if (isSameLength(minutes, candidate)) return 'the running time';
  const found = episodes.get(`${candidate.provider}:${candidate.providerId}`);
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
