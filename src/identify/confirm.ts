import type { ScoredCandidate } from '../model/outcome.ts';
import type { MetadataSource } from '../providers/port.ts';
import type { Decision } from './decide.ts';
import { compareEpisodeLists, complete } from './look-closer.ts';
import { candidateKey, decideAmong, type Search } from './search-state.ts';
import { secondWitness } from './witness.ts';

/** Several works of one title are all looked at, but no more than these for one group. */
const COMPLETED_AT_MOST = 5;

/**
 * Looks for what else tells works of one title apart: running time, season counts, episode titles. Works that fit equally
 * well are decided anew by it, and a work whose year the names do not give needs some of it to match.
 */
export async function confirm(search: Search, source: MetadataSource, decision: Decision): Promise<Decision> {
  let current = decision;
  if (isSettled(search, current)) return withWitness(search, current);
  const uncompleted = openCandidates(search, current, source).filter(
    (each) => !search.completed.has(candidateKey(each)),
  );
  await complete(search, source, uncompleted.slice(0, Math.max(0, COMPLETED_AT_MOST - search.completed.size)));
  current = decideAmong(search);
  if (search.input.group.kind === 'series' && !isSettled(search, current)) {
    await compareEpisodeLists(search, source, openCandidates(search, current, source));
    current = decideAmong(search);
  }
  return withWitness(search, current);
}

/** Whether there is nothing to confirm: no candidate is near enough, or more than its title speaks for the one chosen. */
function isSettled(search: Search, decision: Decision): boolean {
  if (decision.chosen === undefined) return tiedCandidates(search, decision).length === 0;
  return witnessOf(search, decision.chosen) !== undefined;
}

/** The candidates that are still to be told apart, or to be confirmed. */
function openCandidates(search: Search, decision: Decision, { id }: MetadataSource): readonly ScoredCandidate[] {
  const open = decision.chosen === undefined ? tiedCandidates(search, decision) : [decision.chosen];
  return open.filter(({ provider }) => provider === id);
}

/** The best candidates, where they are near enough and about equally so. */
function tiedCandidates({ thresholds }: Search, { candidates }: Decision): readonly ScoredCandidate[] {
  const [best] = candidates;
  if (best === undefined || best.distance > thresholds.match) return [];
  return candidates.filter(({ distance }) => distance - best.distance < thresholds.margin);
}

function witnessOf(search: Search, chosen: ScoredCandidate): string | undefined {
  const full = search.found.get(candidateKey(chosen)) ?? chosen;
  return secondWitness(search.claims, search.evidence, search.extent, full);
}

function withWitness(search: Search, decision: Decision): Decision {
  const { chosen, candidates, reasons } = decision;
  if (chosen === undefined) return decision;
  const witness = witnessOf(search, chosen);
  if (witness === 'the year') return decision;
  if (witness !== undefined)
    return { ...decision, reasons: [...reasons, `besides its title ${witness} speaks for it`] };
  const reason = `nothing but its title speaks for "${chosen.title}": no year in the names, no running time or episodes that fit`;
  return { outcome: 'ambiguous', candidates, reasons: [reason] };
}
