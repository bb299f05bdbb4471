import type { Answer } from '../../model/answer.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { ChangedWorks, MetadataSource, Sources } from '../../providers/port.ts';
import type { RefreshableGroup } from '../../store/port.ts';
import { lastAsked } from './stale.ts';

/** Works of one kind that a source has a list of changes for, and since when they want to know. */
export interface ListQuestion {
  readonly source: MetadataSource;
  readonly kind: GroupKind;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Each costs a request where the list does not tell; hence also how many requests the list may cost. */
  readonly works: number;
}

/** What a list said, or why it did not. */
export interface ListAnswer extends ListQuestion {
  readonly answer: Answer<ChangedWorks>;
}

/** A work that was not asked about for longer is asked about anyway: for its sake a list would be read over months. */
const FURTHEST_DAYS = 90;
const DAY = 86_400_000;

/** The sources that would be asked about a group, as far as it has their ids. */
function sourcesOf({ kind, ids }: RefreshableGroup, { metadata }: Sources): readonly MetadataSource[] {
  return metadata.filter(({ groups, idKind }) => {
    const own = idKind[kind];
    return groups.includes(kind) && own !== undefined && ids[own] !== undefined;
  });
}

/** Whether lists of changes can tell about all that sources say of a group. */
export function isTold(group: RefreshableGroup, sources: Sources, now: number): boolean {
  const asked = sourcesOf(group, sources);
  const at = lastAsked(group);
  if (group.outcome === 'degraded' || at === undefined || at < now - FURTHEST_DAYS * DAY) return false;
  return asked.length > 0 && asked.every(({ changedSince }) => changedSince !== undefined);
}

/** What to ask the lists, so that each is read once for all of these groups. A single work is asked for by itself. */
export function listQuestions(groups: readonly RefreshableGroup[], sources: Sources): readonly ListQuestion[] {
  const questions = new Map<string, ListQuestion>();
  for (const group of groups) {
    for (const source of sourcesOf(group, sources)) {
      const { kind } = group;
      const key = `${source.id} ${kind}`;
      const { since = Number.POSITIVE_INFINITY, works = 0 } = questions.get(key) ?? {};
      questions.set(key, { source, kind, since: Math.min(since, lastAsked(group) ?? 0), works: works + 1 });
    }
  }
  return [...questions.values()].filter(({ works }) => works > 1);
}

/** What the lists come to for a group: `unasked` where one could not be read, so that nobody knows. */
export function verdictOf(
  group: RefreshableGroup,
  sources: Sources,
  lists: readonly ListAnswer[],
): 'changed' | 'unchanged' | 'unasked' {
  const verdicts = sourcesOf(group, sources).map((source) => {
    const list = lists.find((one) => one.source === source && one.kind === group.kind);
    if (list === undefined || list.answer.status === 'not-found') return 'changed';
    if (list.answer.status === 'unavailable') return 'unasked';
    const own = source.idKind[group.kind];
    const works = list.answer.value;
    const id = own === undefined ? undefined : group.ids[own];
    return works.status === 'too-many' || id === undefined || works.ids.has(id) ? 'changed' : 'unchanged';
  });
  if (verdicts.includes('changed')) return 'changed';
  return verdicts.includes('unasked') ? 'unasked' : 'unchanged';
}
