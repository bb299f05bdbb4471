import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { MetadataSource } from '../providers/port.ts';
import { ask } from './asking.ts';
import { type Decision, sameWork } from './decide.ts';
import { episodeEvidence } from './episode-evidence.ts';
import { versionMinutes } from './running-time.ts';
import { candidateKey, decideAmong, type Search, scoring } from './search-state.ts';
import { isDated } from './witness.ts';

/** Looking closer at a candidate costs a request, so only the nearest are. */
const COMPLETED_AT_MOST = 3;
/** An album whose tracks fit as well as this needs no other edition looked at. */
const SURE_EDITION = 0.02;

/**
 * Completes the candidates that may be the work (other titles, running time, season counts, track lists) and decides
 * again. `offers`: what the source has just answered, best first as it ranks them.
 */
export async function lookCloser(
  search: Search,
  source: MetadataSource,
  decision: Decision,
  offers: readonly Candidate[],
): Promise<Decision> {
  if (search.input.group.kind === 'album') return completeAlbums(search, source, decision);
  const own = decision.candidates.filter(({ provider }) => provider === source.id);
  const worth = own.filter((candidate) => isWorthwhile(search, candidate));
  // A title in another language has nothing in common with the one that the source shows; its ranking knows both.
  const nearest = worth.length > 0 ? worth : offers;
  await complete(search, source, nearest.slice(0, COMPLETED_AT_MOST));
  return decideAmong(search);
}

/** A movie or series is looked at closer when it may be known by another title, as its year says, or when it ties. */
function isWorthwhile({ claims, thresholds }: Search, candidate: ScoredCandidate): boolean {
  return candidate.distance <= thresholds.plausible || isDated(claims, candidate);
}

/** Asks for fuller facts of candidates, each once, and for the running times on disk. */
export async function complete(
  search: Search,
  source: MetadataSource,
  candidates: readonly Candidate[],
): Promise<void> {
  await measure(search);
  for (const candidate of candidates) {
    const key = candidateKey(candidate);
    if (search.completed.has(key)) continue;
    const plain = search.found.get(key) ?? candidate;
    const answer = await ask(search.log, source.id, () => source.complete(plain, search.log.signal));
    if (answer.status === 'unavailable') return;
    search.completed.add(key);
    if (answer.status === 'ok') search.found.set(key, answer.value);
  }
}

async function measure(search: Search): Promise<void> {
  const { group, lengths } = search.input;
  if (group.kind !== 'movie' || lengths === undefined || search.evidence.minutes.length > 0) return;
  search.evidence = { ...search.evidence, minutes: versionMinutes(group, await lengths()) };
}

/** Compares the episodes on disk with those of candidates, as the source lists them. */
export async function compareEpisodeLists(
  search: Search,
  source: MetadataSource,
  candidates: readonly Candidate[],
): Promise<void> {
  const { input, log, languages } = search;
  const seasons = [...new Set(input.group.files.flatMap(({ reading }) => reading?.season ?? []))].sort((a, b) => a - b);
  for (const candidate of candidates.slice(0, COMPLETED_AT_MOST)) {
    const key = candidateKey(candidate);
    if (search.evidence.episodes.has(key)) continue;
    const wanted = seasons.length === 0 ? { languages } : { languages, seasons };
    const answer = await ask(log, source.id, () => source.fetch(candidate.ids, 'series', wanted, log.signal));
    if (answer.status === 'unavailable') return;
    if (answer.status !== 'ok') continue;
    const episodes = new Map(search.evidence.episodes).set(key, episodeEvidence(input.group, answer.value));
    search.evidence = { ...search.evidence, episodes };
  }
}

/** Completes the nearest editions until one fits; an edition whose tracks were not compared has less that could differ. */
async function completeAlbums(search: Search, source: MetadataSource, decision: Decision): Promise<Decision> {
  const nearest = decision.candidates.filter(({ provider }) => provider === source.id).slice(0, COMPLETED_AT_MOST);
  const score = scoring(search);
  const completed: ScoredCandidate[] = [];
  for (const candidate of nearest) {
    const plain = search.found.get(candidateKey(candidate)) ?? candidate;
    const answer = await ask(search.log, source.id, () => source.complete(plain, search.log.signal));
    if (answer.status === 'unavailable') break;
    if (answer.status === 'not-found') continue;
    search.found.set(candidateKey(candidate), answer.value);
    const scored = score(answer.value);
    completed.push(scored);
    if (scored.distance <= SURE_EDITION) break;
  }
  if (completed.length === 0) return decision;
  const done = new Set(completed.map(candidateKey));
  const rest = [...search.found.values()].filter(
    (candidate) => !done.has(candidateKey(candidate)) && !completed.some((each) => sameWork(each, score(candidate))),
  );
  return decideAmong(search, [...completed, ...rest]);
}
