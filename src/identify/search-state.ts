import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { Asking } from './asking.ts';
import { trackClaims, workClaims } from './claims.ts';
import { type Decision, decide } from './decide.ts';
import type { Evidence } from './evidence.ts';
import { NO_EVIDENCE } from './evidence.ts';
import { scoreAlbum } from './score-album.ts';
import { scoreMovie } from './score-movie.ts';
import { type SeriesExtent, scoreSeries, seriesExtent } from './score-series.ts';
import type { IdentifyInput, Thresholds } from './types.ts';

/** One identification by search, as far as it has come. */
export interface Search {
  readonly input: IdentifyInput;
  readonly claims: readonly WorkClaim[];
  readonly thresholds: Thresholds;
  /** ISO 639-1, in order of preference. */
  readonly languages: readonly string[];
  readonly log: Asking;
  /** Seasons and episodes on disk; only of a series. */
  readonly extent: SeriesExtent | undefined;
  /** All offers by `candidateKey`, as full as they are known, in the order in which they came. */
  readonly found: Map<string, Candidate>;
  /** Keys of the offers that were completed. */
  readonly completed: Set<string>;
  evidence: Evidence;
}

export function startSearch(
  input: IdentifyInput,
  thresholds: Thresholds,
  languages: readonly string[],
  log: Asking,
): Search {
  return {
    input,
    claims: workClaims(input),
    thresholds,
    languages,
    log,
    extent: input.group.kind === 'series' ? seriesExtent(input.group) : undefined,
    found: new Map(),
    completed: new Set(),
    evidence: NO_EVIDENCE,
  };
}

export function candidateKey({ provider, providerId }: Candidate): string {
  return `${provider}:${providerId}`;
}

/** Adds the offers that are new; whether there were any. */
export function addOffers({ found }: Search, offers: readonly Candidate[]): boolean {
  const before = found.size;
  for (const offer of offers) if (!found.has(candidateKey(offer))) found.set(candidateKey(offer), offer);
  return found.size > before;
}

/** Decides among some of the offers by all that is known so far. */
export function decideAmong(search: Search, candidates: Iterable<Candidate> = search.found.values()): Decision {
  return decide([...candidates].map(scoring(search)), search.thresholds);
}

export function scoring({ input, claims, extent, evidence }: Search): (candidate: Candidate) => ScoredCandidate {
  switch (input.group.kind) {
    case 'movie':
      return (candidate) => scoreMovie(claims, candidate, evidence.minutes);
    case 'series': {
      const known = extent ?? seriesExtent(input.group);
      return (candidate) => scoreSeries(claims, known, candidate, evidence.episodes.get(candidateKey(candidate)));
    }
    case 'album': {
      const tracks = trackClaims(input);
      return (candidate) => scoreAlbum(claims, tracks, candidate);
    }
  }
}
