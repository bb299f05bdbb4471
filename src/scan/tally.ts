import type { ProviderHealth } from '../http/port.ts';
import type { ProviderSummary, RunSummary } from '../model/events.ts';
import { type ExitName, worstExit } from '../model/exit-codes.ts';
import type { Library } from '../model/files.ts';
import type { RunId } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import { OUTCOMES, type Outcome } from '../model/outcome.ts';
import type { Sources } from '../providers/port.ts';
import { type Searched, searchedAs, sourcesToAdd } from './to-add.ts';

/** The counts of a run as it goes on; plain numbers that the stages add to. */
export interface Tally {
  readonly roots: { scanned: number; unavailable: number };
  readonly files: {
    seen: number;
    unchanged: number;
    added: number;
    changed: number;
    moved: number;
    missing: number;
    skipped: number;
    failed: number;
  };
  readonly groups: Record<Outcome, number> & { total: number; unchanged: number };
  readonly rows: { changed: number };
  readonly images: { fetched: number; local: number; failed: number };
  /** Groups that nobody knows, by what they would be searched as where a source for that were configured. */
  readonly unsearched: Map<Searched, number>;
  warnings: number;
  /** Groups that the budget did not suffice for. */
  left: number;
  /** Groups and units that a defect of the program kept from being stored. */
  failedGroups: number;
  /** Internal errors, of those groups and of pictures. */
  defects: number;
}

export function newTally(): Tally {
  return {
    roots: { scanned: 0, unavailable: 0 },
    files: { seen: 0, unchanged: 0, added: 0, changed: 0, moved: 0, missing: 0, skipped: 0, failed: 0 },
    groups: { matched: 0, ambiguous: 0, unmatched: 0, degraded: 0, ignored: 0, total: 0, unchanged: 0 },
    rows: { changed: 0 },
    images: { fetched: 0, local: 0, failed: 0 },
    unsearched: new Map(),
    warnings: 0,
    left: 0,
    failedGroups: 0,
    defects: 0,
  };
}

/** Counts one group with its outcome. */
export function countGroup(tally: Tally, outcome: Outcome, unchanged: boolean): void {
  tally.groups.total += 1;
  tally.groups[outcome] += 1;
  if (unchanged) tally.groups.unchanged += 1;
}

/** Counts a group that nobody knows because there is no source to search for it. */
export function countUnsearched(
  { tally, sources }: { readonly tally: Tally; readonly sources: Pick<Sources, 'metadata'> },
  library: Library,
  kind: GroupKind,
  outcome: Outcome,
): void {
  if (outcome !== 'unmatched' || sources.metadata.some(({ groups }) => groups.includes(kind))) return;
  const searched = searchedAs(library, kind);
  tally.unsearched.set(searched, (tally.unsearched.get(searched) ?? 0) + 1);
}

export interface SummaryInput {
  readonly tally: Tally;
  readonly run: RunId;
  readonly command: string;
  readonly store: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly interrupted: boolean;
  readonly liveRequests: number;
  readonly health: readonly ProviderHealth[];
  /** Recordings that nothing asked for. */
  readonly unusedCassettes?: readonly string[] | undefined;
  /** Warnings that the tally does not count. */
  readonly warningsBeside?: number;
  readonly peakRss: number;
  readonly strict: boolean;
  /** The exit of the error that ended the run early. */
  readonly fatal?: ExitName | undefined;
}

/** The summary of a run, with the exit code that follows from it. */
export function summarise(input: SummaryInput): RunSummary {
  const { tally } = input;
  return {
    run: input.run,
    command: input.command,
    store: input.store,
    startedAt: input.startedAt.toISOString(),
    duration: (input.finishedAt.getTime() - input.startedAt.getTime()) / 1000,
    interrupted: input.interrupted,
    roots: tally.roots,
    files: tally.files,
    groups: { ...tally.groups, ...(tally.failedGroups === 0 ? {} : { failed: tally.failedGroups }) },
    rows: tally.rows,
    images: tally.images,
    ...unsearchedOf(tally),
    ...(tally.left === 0 ? {} : { left: tally.left }),
    requests: requestsOf(input),
    providers: input.health.map(providerSummary),
    warnings: tally.warnings + (input.warningsBeside ?? 0),
    peakRss: input.peakRss,
    exitCode: worstExit(exitsOf(input)),
  };
}

function unsearchedOf({ unsearched }: Tally): Pick<RunSummary, 'unsearched'> {
  if (unsearched.size === 0) return {};
  const kinds = [...unsearched].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return { unsearched: kinds.map(([kind, groups]) => ({ kind, groups, add: sourcesToAdd(kind) })) };
}

function requestsOf({ health, liveRequests, unusedCassettes = [] }: SummaryInput): RunSummary['requests'] {
  const replayed = health.reduce((sum, provider) => sum + provider.replayed, 0);
  const cached = health.reduce((sum, { hits }) => sum + hitsOf(hits), 0);
  return {
    live: liveRequests,
    replayed,
    ...(cached === 0 ? {} : { cached }),
    // A run that asks nothing, since nothing has changed, says nothing of the recordings.
    ...(replayed === 0 || unusedCassettes.length === 0 ? {} : { unusedCassettes }),
  };
}

export function providerSummary(health: ProviderHealth): ProviderSummary {
  const state =
    health.failures + (health.stale ?? 0) > 0
      ? 'degraded'
      : health.requests + health.replayed + health.notFound + hitsOf(health.hits) > 0
        ? 'ok'
        : 'unused';
  return { ...health, state };
}

function hitsOf(hits: ProviderHealth['hits']): number {
  return hits === undefined ? 0 : hits.memory + hits.redis + hits.local;
}

/** Everything that keeps a run from being a success. */
function exitsOf({ tally, interrupted, strict, health, fatal }: SummaryInput): readonly ExitName[] {
  const isDegraded = tally.groups.degraded > 0 || health.some((provider) => provider.failures > 0);
  const isOpen = OUTCOMES.some((outcome) => needsReview(outcome) && tally.groups[outcome] > 0);
  const exits: readonly (readonly [ExitName | undefined, boolean])[] = [
    [fatal, true],
    ['interrupted', interrupted],
    ['failed', tally.defects > 0],
    ['root', tally.roots.unavailable > 0],
    ['provider', strict && isDegraded],
    ['review', strict && isOpen],
  ];
  return exits.flatMap(([name, holds]) => (name !== undefined && holds ? [name] : []));
}

function needsReview(outcome: Outcome): boolean {
  return outcome === 'ambiguous' || outcome === 'unmatched';
}
