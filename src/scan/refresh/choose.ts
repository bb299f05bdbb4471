import { NOT_FOUND } from '../../model/answer.ts';
import type { RefreshList } from '../../model/events.ts';
import { unaskedSource } from '../../model/outcome.ts';
import type { RefreshableGroup } from '../../store/port.ts';
import { type ScanContext, type ScanTarget, warnUnasked } from '../context.ts';
import { throwIfAborted } from '../flow.ts';
import { isTold, type ListAnswer, listQuestions, verdictOf } from './change-lists.ts';
import { isDue, lastAsked, type RefreshRule, refreshableOutcomes } from './stale.ts';

interface Due extends RefreshableGroup {
  readonly target: ScanTarget;
}

/**
 * Takes the libraries, gives those of their units in which works are due, with the groups to ask about: what is old
 * enough and changed by its sources' own lists, what no list can tell about, and what waits for a source. What the lists
 * say nothing of is noted as being up to date. One statement a library, and few requests for all of them.
 */
export async function chooseStale(context: ScanContext, rule: RefreshRule): Promise<readonly ScanTarget[]> {
  const { sources, store, now, signal } = context;
  const began = now();
  let known = 0;
  const due: Due[] = [];
  for (const target of context.targets) {
    throwIfAborted(signal);
    const groups = groupsUnder(await store.refreshable(target.library.root, refreshableOutcomes(rule)), target);
    known += groups.length;
    // Without the network nothing can be newer than what is stored.
    if (context.options.offline === true) continue;
    for (const group of groups) if (isDue(group, rule)) due.push({ ...group, target });
  }
  const readsLists = !rule.everything && rule.items === undefined && rule.only === undefined;
  const told = readsLists ? due.filter((group) => isTold(group, sources, began.getTime())) : [];
  const lists = await readLists(context, told);
  const verdicts = new Map(told.map((group) => [group, verdictOf(group, sources, lists)]));
  const asked = due.filter((group) => (verdicts.get(group) ?? 'changed') === 'changed');
  const unchanged = due.filter((group) => verdicts.get(group) === 'unchanged');
  if (!context.options.dryRun) await noteUnchanged(context, unchanged, began.toISOString());
  context.sink.emit({
    type: 'refresh',
    known,
    due: due.length,
    unchanged: unchanged.length,
    unasked: due.length - asked.length - unchanged.length,
    asked: asked.length,
    lists: lists.map(listOf),
  });
  const first = oldestOf(asked, rule.atMost);
  context.tally.left += asked.length - first.length;
  return context.targets.flatMap((target) => narrowed(target, first));
}

function oldestOf(groups: readonly Due[], atMost = groups.length): readonly Due[] {
  if (groups.length <= atMost) return groups;
  return [...groups].sort((one, other) => (lastAsked(one) ?? 0) - (lastAsked(other) ?? 0)).slice(0, atMost);
}

async function readLists(context: ScanContext, groups: readonly Due[]): Promise<readonly ListAnswer[]> {
  const lists: ListAnswer[] = [];
  for (const question of listQuestions(groups, context.sources)) {
    const { source, kind, since, works } = question;
    context.sink.emit({ type: 'working', stage: 'diff', what: `changes of ${source.instance ?? source.id}` });
    const said = (await source.changedSince?.(kind, new Date(since), works, context.signal)) ?? NOT_FOUND;
    throwIfAborted(context.signal);
    // The day stands in the question, so that no recording of another day has it.
    const isUnrecorded = said.status === 'unavailable' && said.error.code === 'REPLAY_MISSING';
    const answer = isUnrecorded ? NOT_FOUND : said;
    if (answer.status === 'unavailable') warnUnasked(context, unaskedSource(source.id, answer.error));
    lists.push({ ...question, answer });
  }
  return lists;
}

function listOf({ source, kind, since, answer }: ListAnswer): RefreshList {
  const from = new Date(since).toISOString();
  const list = { provider: source.id, kind, since: from };
  if (answer.status !== 'ok') return { ...list, status: answer.status };
  return answer.value.status === 'known'
    ? { ...list, status: 'known', changed: answer.value.ids.size }
    : { ...list, status: 'too-many' };
}

async function noteUnchanged({ store, targets }: ScanContext, groups: readonly Due[], at: string): Promise<void> {
  for (const target of targets) {
    const keys = groups.filter((group) => group.target === target).map(({ key }) => key);
    if (keys.length > 0) await store.markRefreshed(target.library.root, keys, at);
  }
}

/** The units of a library with groups that are asked about; the library is not visited where there are none. */
function narrowed(target: ScanTarget, asked: readonly Due[]): readonly ScanTarget[] {
  const own = asked.filter((group) => group.target === target);
  if (own.length === 0) return [];
  const root = target.library.root.replace(/\/$/, '');
  // Files in the root itself are a unit without a folder; any name in it that is no folder stands for them.
  const under = new Set(own.map(({ unit }) => `${root}/${unit === '' ? '.' : unit}`));
  return [{ library: target.library, onlyUnder: [...under], renew: new Set(own.map(({ key }) => key)) }];
}

/** The groups whose units hold one of the paths that were given, as a scan takes them. */
function groupsUnder(
  groups: readonly RefreshableGroup[],
  { library, onlyUnder }: ScanTarget,
): readonly RefreshableGroup[] {
  if (onlyUnder === undefined) return groups;
  const folders = new Set(groups.map(({ unit }) => unit));
  const units = onlyUnder.map((path) => {
    const [first = ''] = path.slice(library.root.length).replace(/^\/+/, '').split('/');
    return folders.has(first) ? first : '';
  });
  return groups.filter(({ unit }) => units.includes(unit));
}
