import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { FingerprintMatch } from '../providers/port.ts';
import { type Asking, ask } from './asking.ts';
import { type Decision, decide } from './decide.ts';
import { type Comparison, distanceOf } from './distance.ts';
import type { FingerprintSearch, Thresholds } from './types.ts';

const KNOWN_FILES = 3;
const DURATION = 1;
/** Lengths are sent in whole seconds, and players round them differently. */
const SAME_SECONDS = 2;
/** A file that differs by so much is another cut, or the fingerprint was sent for the wrong scene. */
const OTHER_SECONDS = 12;

/**
 * The work that the group's files are by their content, from the first source that knows one of them. `undefined` where
 * none does; then names have to do. Files that are known as several works stay `ambiguous`: their names are no better
 * evidence than their bytes.
 */
export async function identifyByFingerprint(
  searches: readonly FingerprintSearch[],
  thresholds: Thresholds,
  log: Asking,
): Promise<Decision | undefined> {
  for (const { provider, files } of searches) {
    const known: (readonly FingerprintMatch[])[] = [];
    for (const { answer } of files) {
      const told = await ask(log, provider, async () => answer);
      known.push(told.status === 'ok' ? told.value : []);
    }
    const works = new Map(known.flat().map(({ candidate }) => [candidate.providerId, candidate]));
    log.reasons.push(
      `${provider} was asked what the files are: ${works.size === 0 ? 'it knows none' : counted(works.size)}`,
    );
    if (works.size === 0) continue;
    return decide(
      [...works.values()].map((candidate) => scoreByFingerprint(candidate, known, files)),
      thresholds,
    );
  }
  return undefined;
}

/** How many of the files are known as this work, and how long they should be then. */
function scoreByFingerprint(
  candidate: Candidate,
  known: readonly (readonly FingerprintMatch[])[],
  files: FingerprintSearch['files'],
): ScoredCandidate {
  const matches = known.map((matched) => matched.find((match) => match.candidate.providerId === candidate.providerId));
  const those = matches.filter((match) => match !== undefined).length;
  const share: Comparison = {
    name: 'fingerprint',
    weight: KNOWN_FILES,
    off: 1 - those / files.length,
    detail: `${those} of ${files.length} files are known as it`,
  };
  const lengths = files.flatMap(({ duration }, place) => compareDuration(duration, matches[place]?.duration));
  const { value, penalties } = distanceOf([share, ...lengths]);
  return { ...candidate, distance: value, penalties };
}

function compareDuration(here: number | undefined, there: number | undefined): Comparison[] {
  if (here === undefined || there === undefined) return [];
  const apart = Math.max(0, Math.abs(here - there) - SAME_SECONDS);
  const off = Math.min(1, apart / (OTHER_SECONDS - SAME_SECONDS));
  return [{ name: 'duration', weight: DURATION, off, detail: `${Math.round(here)} s ≠ ${Math.round(there)} s` }];
}

function counted(works: number): string {
  return works === 1 ? 'one work' : `${works} works`;
}
