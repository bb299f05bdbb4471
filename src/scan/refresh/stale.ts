import type { ItemId, ProviderId } from '../../model/ids.ts';
import type { RefreshableGroup, RefreshableOutcome } from '../../store/port.ts';

/** Which works are to be asked about again. */
export interface RefreshRule {
  /** Milliseconds since 1970, of all or of each group; what was asked about since is new enough. */
  readonly askedBefore: number | ((group: RefreshableGroup) => number);
  /** Only works that lack something. The lists of changes do not count for them, since no list says what is stored. */
  readonly only?: RefreshOnly;
  /** Only these; they are asked about without a look at any list of changes. */
  readonly items?: ReadonlySet<ItemId>;
  /** Asks about every work that is old enough, whatever the lists of changes say. */
  readonly everything: boolean;
  /** How many works are chosen at most: those that were asked about longest ago. The others wait for the next refresh. */
  readonly atMost?: number;
}

/** What works lack: an identity, an answer of a source, artwork. Each is enough. */
export interface RefreshOnly {
  readonly outcomes: ReadonlySet<RefreshableOutcome>;
  readonly items: ReadonlySet<ItemId>;
}

/** What is read beside the media or made up by a person is not asked for, however old it is. */
const LOCAL: ReadonlySet<ProviderId> = new Set(['nfo', 'tags', 'plexmatch', 'name', 'local', 'person']);

/**
 * When the sources were last asked about a group: when they were found to have nothing new, else the age of the oldest
 * answer. Undefined where no source has said anything yet.
 */
export function lastAsked({ fetchedAt, refreshedAt }: RefreshableGroup): number | undefined {
  const answers = Object.entries(fetchedAt).flatMap(([provider, at]) => (LOCAL.has(provider) ? [] : [Date.parse(at)]));
  const oldest = answers.length === 0 ? undefined : Math.min(...answers);
  const refreshed = refreshedAt === undefined ? undefined : Date.parse(refreshedAt);
  return refreshed === undefined || oldest === undefined ? (refreshed ?? oldest) : Math.max(refreshed, oldest);
}

/** Whether a group is due by its outcome and age; what changed since does not count here. */
export function isDue(group: RefreshableGroup, rule: RefreshRule): boolean {
  if (rule.items !== undefined && (group.itemId === undefined || !rule.items.has(group.itemId))) return false;
  if (rule.only !== undefined && !isLacking(group, rule.only)) return false;
  if (group.outcome === 'degraded') return true;
  const { askedBefore } = rule;
  return (lastAsked(group) ?? 0) < (typeof askedBefore === 'number' ? askedBefore : askedBefore(group));
}

function isLacking({ outcome, itemId }: RefreshableGroup, { outcomes, items }: RefreshOnly): boolean {
  return outcomes.has(outcome) || (itemId !== undefined && items.has(itemId));
}

/** The outcomes of the groups that a rule can choose: without `only`, groups that were never identified are not among them. */
export function refreshableOutcomes({ only }: RefreshRule): readonly RefreshableOutcome[] {
  return [...new Set<RefreshableOutcome>(['matched', 'degraded', ...(only?.outcomes ?? [])])];
}
