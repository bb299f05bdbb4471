import type { ExternalIds } from '../model/ids.ts';
import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { MetadataSource, Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { ask } from './asking.ts';
import { identifyBySound } from './by-sound.ts';
import { trackClaims, workClaims } from './claims.ts';
import { byDistance } from './compare.ts';
import type { Decision } from './decide.ts';
import { decide, sameWork } from './decide.ts';
import { conflictingKind, narrowingIds } from './pins.ts';
import { searchQueries } from './queries.ts';
import { scoreAlbum } from './score-album.ts';
import { scoreMovie } from './score-movie.ts';
import { scoreSeries, seriesExtent } from './score-series.ts';
import type { IdentifyInput, Thresholds } from './types.ts';

/** Looking closer at a candidate costs a request, so only the nearest are. */
const COMPLETED_AT_MOST = 3;
const NEAR_YEAR = 1;
/** An album whose tracks fit as well as this needs no other edition looked at. */
const SURE_EDITION = 0.02;

type Score = (candidate: Candidate) => ScoredCandidate;

/** Searches the sources in their order, spelling by spelling, until one work is certain. */
export async function identifyBySearch(
  input: IdentifyInput,
  sources: Sources,
  thresholds: Thresholds,
  log: Asking,
): Promise<Decision> {
  const { kind } = input.group;
  const claims = workClaims(input);
  const queries = searchQueries(kind, claims, input.tags);
  const score = scoring(input, claims);
  const narrow = narrowingIds(input);
  const found = new Map<string, Candidate>();
  let decision = decide([], thresholds);
  for (const source of sources.metadata) {
    if (!source.groups.includes(kind)) continue;
    for (const query of queries) {
      const answer = await ask(log, source.id, () => source.search(query, log.signal));
      if (answer.status === 'unavailable') break;
      const offers = answer.status === 'ok' ? answer.value.filter((each) => allowed(each, narrow)) : [];
      log.reasons.push(
        `${source.id} was asked for ${spelt(query)}: ${offers.length === 0 ? 'nothing' : count(offers)}`,
      );
      if (!addNew(found, offers)) continue;
      decision = decide([...found.values()].map(score), thresholds);
      if (kind === 'album' || decision.outcome !== 'matched') {
        decision = await lookCloser(source, found, decision, { claims, score, thresholds, log, kind });
      }
      if (decision.outcome === 'matched') return decision;
    }
  }
  return (await identifyBySound(input, sources, thresholds, log)) ?? decision;
}

interface Closer {
  readonly claims: readonly WorkClaim[];
  readonly score: Score;
  readonly thresholds: Thresholds;
  readonly log: Asking;
  readonly kind: IdentifyInput['group']['kind'];
}

/** Completes the nearest candidates (other titles, season counts, track lists) and decides again. */
async function lookCloser(
  source: MetadataSource,
  found: Map<string, Candidate>,
  decision: Decision,
  { claims, score, thresholds, log, kind }: Closer,
): Promise<Decision> {
  const nearest = decision.candidates
    .filter((candidate) => candidate.provider === source.id && worthwhile(candidate, kind, claims, thresholds))
    .slice(0, COMPLETED_AT_MOST);
  const completed: ScoredCandidate[] = [];
  for (const candidate of nearest) {
    const plain = found.get(keyOf(candidate)) ?? candidate;
    const answer = await ask(log, source.id, () => source.complete(plain, log.signal));
    if (answer.status === 'unavailable') break;
    if (answer.status === 'not-found') continue;
    found.set(keyOf(candidate), answer.value);
    const scored = score(answer.value);
    completed.push(scored);
    if (kind === 'album' && scored.distance <= SURE_EDITION) break;
  }
  if (completed.length === 0) return decision;
  const done = new Set(completed.map(keyOf));
  // An edition whose tracks nobody looked at has less that could differ; it must not win by that.
  const rest = [...found.values()]
    .filter((candidate) => !done.has(keyOf(candidate)))
    .map(score)
    .filter((candidate) => kind !== 'album' || !completed.some((closer) => sameWork(closer, candidate)));
  return decide([...completed, ...rest].sort(byDistance), thresholds);
}

/** A movie or series is looked at closer when the year says that it may be known by another title, or when it ties. */
function worthwhile(
  candidate: ScoredCandidate,
  kind: IdentifyInput['group']['kind'],
  claims: readonly WorkClaim[],
  { plausible }: Thresholds,
): boolean {
  if (kind === 'album' || candidate.distance <= plausible) return true;
  const { year } = candidate;
  return claims.some(
    (claim) => year !== undefined && claim.year !== undefined && Math.abs(year - claim.year) <= NEAR_YEAR,
  );
}

function scoring(input: IdentifyInput, claims: readonly WorkClaim[]): Score {
  switch (input.group.kind) {
    case 'movie':
      return (candidate) => scoreMovie(claims, candidate);
    case 'series': {
      const extent = seriesExtent(input.group);
      return (candidate) => scoreSeries(claims, extent, candidate);
    }
    case 'album': {
      const tracks = trackClaims(input);
      return (candidate) => scoreAlbum(claims, tracks, candidate);
    }
  }
}

function allowed(candidate: Candidate, narrow: ExternalIds): boolean {
  return conflictingKind(candidate.ids, narrow) === undefined;
}

function addNew(found: Map<string, Candidate>, offers: readonly Candidate[]): boolean {
  const before = found.size;
  for (const offer of offers) if (!found.has(keyOf(offer))) found.set(keyOf(offer), offer);
  return found.size > before;
}

function keyOf({ provider, providerId }: Candidate): string {
  return `${provider}:${providerId}`;
}

function spelt({ title, year, artist }: { title: string; year?: number; artist?: string }): string {
  return `"${title}"${artist === undefined ? '' : ` by ${artist}`}${year === undefined ? '' : ` (${year})`}`;
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? 'one offer' : `${length} offers`;
}
