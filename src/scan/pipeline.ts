import { compact } from '../model/compact.ts';
import type { Identification } from '../model/outcome.ts';
import { buildDraft } from '../reconcile/draft.ts';
import type { GroupSave, Inquiry, ItemDraft } from '../store/port.ts';
import type { ChangedGroup } from './changed-group.ts';
import type { ScanContext } from './context.ts';
import { discover } from './discover.ts';
import { mapUnordered } from './flow.ts';
import { type GatheredGroup, gatherStage, keepsItsFacts } from './gather.ts';
import { identifyStage } from './identify.ts';
import { isolate } from './isolate.ts';
import { recogniseStage } from './recognise.ts';
import { countGroup, countUnsearched } from './tally.ts';

/** Groups asked about at once: enough to keep several hosts busy while each host's own limit rules. */
const IDENTIFY_CONCURRENCY = 8;
const GATHER_CONCURRENCY = 8;

/**
 * walk → group → diff → identify → gather → reconcile → store. Artwork follows as a stage of its own, after identity is
 * stored and shown (R28). Every stage takes the next group only when there is room for it, so memory stays flat.
 */
export async function runPipeline(context: ScanContext): Promise<void> {
  const changed = recogniseStage(context, discover(context));
  const identified = mapGroups(context, changed, 'identify', IDENTIFY_CONCURRENCY, identifyStage);
  const gathered = mapGroups(context, identified, 'gather', GATHER_CONCURRENCY, gatherStage);
  for await (const group of gathered) {
    await isolate(context, { what: 'group', path: group.group.key, stage: 'store' }, () => storeStage(context, group));
    // A reader of the events that is slow slows the scan, instead of filling memory.
    await context.sink.ready?.();
  }
  for (const stage of ['gather', 'reconcile', 'store'] as const) context.progress.known(stage);
}

/** Puts groups through a stage, some at a time. Groups in which the stage fails are left out. */
async function* mapGroups<T extends ChangedGroup, R>(
  context: ScanContext,
  groups: AsyncIterable<T>,
  stage: 'identify' | 'gather',
  concurrency: number,
  work: (context: ScanContext, group: T) => Promise<R>,
): AsyncGenerator<R> {
  const done = mapUnordered(
    groups,
    concurrency,
    (group) => isolate(context, { what: 'group', path: group.group.key, stage }, () => work(context, group)),
    context.signal,
  );
  for await (const result of done) {
    if (result !== undefined) yield result.value;
    else context.progress.done(stage, 1);
  }
}

/** reconcile → store: every value is kept, one is picked a field, and the outcome is shown. */
async function storeStage(context: ScanContext, group: GatheredGroup): Promise<void> {
  const draft = reconcile(context, group);
  const identification = asBefore(group, withMissing(group));
  const save = toSave(context, group, identification, draft);
  const changes = context.options.dryRun ? { rows: 0 } : await context.store.saveGroup(save);
  context.tally.rows.changed += changes.rows;
  const isRenewed = group.renew === true && group.stored !== undefined && identification.outcome === 'matched';
  if (isRenewed && !context.options.dryRun) {
    await context.store.markRefreshed(group.library.root, [group.group.key], save.at);
  }
  context.progress.expect('store', 1);
  context.progress.done('store', 1);
  countGroup(context.tally, identification.outcome, false);
  countUnsearched(context, group.library, group.group.kind, identification.outcome);
  const fields = draft === undefined ? undefined : context.resolve(draft.values, draft.kind);
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
    reasons: identification.reasons,
  });
}

function reconcile(context: ScanContext, group: GatheredGroup): ItemDraft | undefined {
  context.progress.expect('reconcile', 1);
  const draft = group.records.length === 0 ? undefined : buildDraft(group.records, group.ids, group.formerIds);
  context.progress.done('reconcile', 1);
  return draft;
}

function toSave(
  context: ScanContext,
  group: GatheredGroup,
  identification: Identification,
  draft: ItemDraft | undefined,
): GroupSave {
  return {
    at: context.now().toISOString(),
    unit: group.unit,
    group: group.group,
    files: group.read.files.map((file) => ({
      ...file,
      positions: group.links.get(file.relativePath) ?? [],
      ...compact({ managed: group.managed.get(file.relativePath) }),
    })),
    identification,
    complete: group.complete,
    resolve: context.resolve,
    ...(draft === undefined ? {} : { draft }),
    ...compact({ inquiry: inquiryOf(context, group, identification) }),
  };
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
