import { compact } from '../model/compact.ts';
import type { ItemDraft } from '../model/drafts.ts';
import { toRevengeError } from '../model/errors.ts';
import { groupBy } from '../model/group-by.ts';
import type { ItemId } from '../model/ids.ts';
import type { Identification } from '../model/outcome.ts';
import { resolveBy } from '../model/policies.ts';
import { buildDraft } from '../reconcile/draft.ts';
import type { Changes, GroupSave, Inquiry } from '../store/port.ts';
import type { ScanContext } from './context.ts';
import { saidOfFile } from './editions.ts';
import { type GatheredGroup, keepsItsFacts } from './gather.ts';
import { isolate } from './isolate.ts';
import { sealSave } from './seal-save.ts';
import { countGroup, countUnsearched } from './tally.ts';

/** A group with what the store is to keep of it. */
interface PreparedGroup {
  readonly group: GatheredGroup;
  readonly save: GroupSave;
}

/**
 * reconcile → store: every value is kept, one is picked a field, and the outcome is shown. The groups are one unit of work
 * in the store; where an error is that of one of them, each is saved by itself, and that one is left out.
 */
export async function storeGroups(context: ScanContext, groups: readonly GatheredGroup[]): Promise<void> {
  const prepared: PreparedGroup[] = [];
  for (const group of groups) {
    const made = await isolate(context, placeOf(group), () => ({ group, save: toSave(context, group) }));
    if (made !== undefined) prepared.push(made.value);
  }
  for (const [one, changes] of await saveTogether(context, prepared)) shown(context, one, changes);
  // A reader of the events that is slow slows the scan, instead of filling memory.
  await context.sink.ready?.();
}

async function saveTogether(
  context: ScanContext,
  prepared: readonly PreparedGroup[],
): Promise<readonly (readonly [PreparedGroup, Changes])[]> {
  try {
    return await saveAll(context, prepared);
  } catch (thrown) {
    if (context.signal.aborted || toRevengeError(thrown).code !== 'INTERNAL') throw thrown;
  }
  const saved: (readonly [PreparedGroup, Changes])[] = [];
  for (const one of prepared) {
    const alone = await isolate(context, placeOf(one.group), () => saveAll(context, [one]));
    saved.push(...(alone?.value ?? []));
  }
  return saved;
}

async function saveAll(
  context: ScanContext,
  prepared: readonly PreparedGroup[],
): Promise<readonly (readonly [PreparedGroup, Changes])[]> {
  if (prepared.length === 0) return [];
  if (context.options.dryRun) return prepared.map((one) => [one, { rows: 0 }]);
  const changes = await context.store.saveGroups(prepared.map(({ save }) => save));
  const renewed = groupBy(prepared.filter(isRenewed), ({ group }) => group.library.root);
  for (const [root, those] of renewed) {
    const at = those.map(({ save }) => save.at).sort()[0] ?? context.now().toISOString();
    await context.store.markRefreshed(
      root,
      those.map(({ group }) => group.group.key),
      at,
    );
  }
  return prepared.map((one, place) => [one, changes[place] ?? { rows: 0 }]);
}

function placeOf({ group }: GatheredGroup): Parameters<typeof isolate>[1] {
  return { what: 'group', path: group.key, stage: 'store' };
}

function isRenewed({ group: { renew, stored }, save }: PreparedGroup): boolean {
  return renew === true && stored !== undefined && save.identification.outcome === 'matched';
}

/** Counts and shows a group that is saved. */
function shown(context: ScanContext, { group, save }: PreparedGroup, changes: Changes): void {
  const { identification, draft } = save;
  context.tally.rows.changed += changes.rows;
  context.progress.expect('store', 1);
  context.progress.done('store', 1);
  countGroup(context.tally, identification.outcome, false);
  countUnsearched(context, group.library, group.group.kind, identification.outcome);
  const fields = draft === undefined ? undefined : resolveBy(context.policy)(draft.values, draft.kind);
  const year = fields?.year?.value ?? group.group.reading.year;
  context.sink.emit({
    type: 'group',
    library: group.library.name,
    key: group.group.key,
    kind: group.group.kind,
    outcome: identification.outcome,
    title: fields?.title?.value ?? group.group.reading.title ?? group.group.reading.album ?? group.group.key,
    ...(year === undefined ? {} : { year }),
    ...(identification.by === undefined ? {} : { by: identification.by }),
    ...(identification.score === undefined ? {} : { score: identification.score }),
    files: group.group.files.length,
    ...(changes.itemId === undefined ? {} : { item: changes.itemId }),
    ...(group.moves.length === 0 ? {} : { moved: group.moves }),
    reasons: identification.reasons,
  });
}

function reconcile(context: ScanContext, group: GatheredGroup): ItemDraft | undefined {
  context.progress.expect('reconcile', 1);
  const draft = group.records.length === 0 ? undefined : buildDraft(group.records, group.ids, group.formerIds);
  context.progress.done('reconcile', 1);
  return draft;
}

function toSave(context: ScanContext, group: GatheredGroup): GroupSave {
  const draft = reconcile(context, group);
  const identification = asBefore(group, withMissing(group));
  const { editions, unread } = group.read;
  const isPartial = group.absence === 'unknown' || unread.some(({ provider }) => provider === 'nfo');
  return sealSave({
    at: context.now().toISOString(),
    unit: group.unit,
    group: group.group,
    files: group.read.files.map((file) => ({
      ...file,
      positions: group.links.get(file.relativePath) ?? [],
      ...saidOfFile(group.group, file, editions.get(file.relativePath), isPartial),
      ...compact({ managed: group.managed.get(file.relativePath) }),
    })),
    identification,
    complete: group.complete,
    policy: context.policy,
    ...(draft === undefined ? {} : { draft }),
    ...compact({ inquiry: inquiryOf(context, group, identification), formerItem: formerItemOf(group) }),
  });
}

/** The item that is continued without an id by which the store could find it. */
function formerItemOf({ stored }: GatheredGroup): ItemId | undefined {
  if (stored === undefined || stored.identification !== undefined) return undefined;
  return Object.keys(stored.ids).length === 0 ? stored.itemId : undefined;
}

/** Which sources could have answered. A work whose facts were kept as they are was not asked about, nor was a dry run. */
function inquiryOf(context: ScanContext, group: GatheredGroup, { outcome }: Identification): Inquiry | undefined {
  if (group.known !== undefined && keepsItsFacts(group)) return undefined;
  const { library, identified, missing, idle, unknownTimes = 0 } = group;
  const unasked = [...identified.identification.degraded, ...missing, ...idle];
  return context.inquiries.record({ library, kind: group.group.kind, outcome }, unasked, unknownTimes);
}

/** Why a group is held to be a work stays as it was said when it was found out; asking again about the work is no reason. */
function asBefore({ renew, stored }: GatheredGroup, identification: Identification): Identification {
  const before = stored?.identification;
  const isKept = renew === true && identification.outcome === 'matched' && identification.by === 'store';
  return isKept && before?.outcome === 'matched' ? before : identification;
}

/**
 * A matched group of which a source could not be asked for details is `degraded`: its identity holds, what is known is
 * stored, and the next run asks again first.
 */
function withMissing({ identified: { identification }, missing }: GatheredGroup): Identification {
  if (missing.length === 0 || identification.outcome !== 'matched') return identification;
  const degraded = [...new Set([...identification.degraded, ...missing])];
  return { ...identification, outcome: 'degraded', degraded };
}
