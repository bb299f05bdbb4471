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
import type { GatheredGroup, IdentifiedGroup, With } from './envelope.ts';
import { keepsItsFacts } from './gather/keeps-its-facts.ts';
import { isolate } from './isolate.ts';
import { sealSave } from './seal-save.ts';
import { countGroup, countUnsearched } from './tally.ts';

type GatheredEnvelope = With<'identified' | 'gathered'>;

/** A group with what the store is to keep of it. */
interface PreparedGroup {
  readonly envelope: GatheredEnvelope;
  readonly save: GroupSave;
}

/**
 * reconcile → store: every value is kept, one is picked a field, and the outcome is shown. The groups are one unit of work
 * in the store; where an error is that of one of them, each is saved by itself, and that one is left out.
 */
export async function storeGroups(context: ScanContext, envelopes: readonly GatheredEnvelope[]): Promise<void> {
  const prepared: PreparedGroup[] = [];
  for (const envelope of envelopes) {
    const made = await isolate(context, placeOf(envelope), () => ({ envelope, save: toSave(context, envelope) }));
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
    const alone = await isolate(context, placeOf(one.envelope), () => saveAll(context, [one]));
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
  const renewed = groupBy(prepared.filter(isRenewed), ({ envelope }) => envelope.library.root);
  for (const [root, those] of renewed) {
    const at = those.map(({ save }) => save.at).sort()[0] ?? context.now().toISOString();
    await context.store.markRefreshed(
      root,
      those.map(({ envelope }) => envelope.group.key),
      at,
    );
  }
  return prepared.map((one, place) => [one, changes[place] ?? { rows: 0 }]);
}

function placeOf({ group }: GatheredEnvelope): Parameters<typeof isolate>[1] {
  return { what: 'group', path: group.key, stage: 'store' };
}

/** Whether the sources were asked anew. Of a group that they do not know, only this tells when they were asked last. */
function isRenewed({ envelope: { diff, identified }, save }: PreparedGroup): boolean {
  const { outcome } = save.identification;
  if (diff.renew !== true || outcome === 'degraded') return false;
  return outcome !== 'matched' || identified.stored !== undefined;
}

/** Counts and shows a group that is saved. */
function shown(context: ScanContext, { envelope, save }: PreparedGroup, changes: Changes): void {
  const { library, group } = envelope;
  const { identification, draft } = save;
  context.tally.rows.changed += changes.rows;
  context.progress.expect('store', 1);
  context.progress.done('store', 1);
  countGroup(context.tally, identification.outcome, false);
  countUnsearched(context, library, group.kind, identification.outcome);
  const fields = draft === undefined ? undefined : resolveBy(context.policy)(draft.values, draft.kind);
  const year = fields?.year?.value ?? group.reading.year;
  context.sink.emit({
    type: 'group',
    library: library.name,
    key: group.key,
    kind: group.kind,
    outcome: identification.outcome,
    title: fields?.title?.value ?? group.reading.title ?? group.reading.album ?? group.key,
    ...(year === undefined ? {} : { year }),
    ...(identification.by === undefined ? {} : { by: identification.by }),
    ...(identification.score === undefined ? {} : { score: identification.score }),
    files: group.files.length,
    ...(changes.itemId === undefined ? {} : { item: changes.itemId }),
    ...(envelope.identified.moves.length === 0 ? {} : { moved: envelope.identified.moves }),
    reasons: identification.reasons,
  });
}

function reconcile(context: ScanContext, { records, ids, formerIds }: GatheredGroup): ItemDraft | undefined {
  context.progress.expect('reconcile', 1);
  const draft = records.length === 0 ? undefined : buildDraft(records, ids, formerIds);
  context.progress.done('reconcile', 1);
  return draft;
}

function toSave(context: ScanContext, envelope: GatheredEnvelope): GroupSave {
  const { unit, group, diff, identified, gathered } = envelope;
  const draft = reconcile(context, gathered);
  const identification = asBefore(envelope, withMissing(envelope));
  const { files, editions, unread } = identified.read;
  const isPartial = diff.absence === 'unknown' || unread.some(({ provider }) => provider === 'nfo');
  return sealSave({
    at: context.now().toISOString(),
    unit,
    group,
    files: files.map((file) => ({
      ...file,
      positions: gathered.links.get(file.relativePath) ?? [],
      ...saidOfFile(group, file, editions.get(file.relativePath), isPartial),
      ...compact({ managed: gathered.managed.get(file.relativePath) }),
    })),
    identification,
    complete: gathered.complete,
    policy: context.policy,
    ...(draft === undefined ? {} : { draft }),
    ...compact({ inquiry: inquiryOf(context, envelope, identification), formerItem: formerItemOf(identified) }),
    ...compact({ reassigned: identified.reassigned, decided: identified.decided }),
  });
}

/** The item that is continued without an id by which the store could find it. */
function formerItemOf({ stored, identification }: IdentifiedGroup): ItemId | undefined {
  if (stored === undefined || stored.identification !== undefined) return undefined;
  const isIgnored = identification.outcome === 'ignored';
  return isIgnored || Object.keys(stored.ids).length === 0 ? stored.itemId : undefined;
}

/** Which sources could have answered. A work whose facts were kept as they are was not asked about, nor was a dry run. */
function inquiryOf(context: ScanContext, envelope: GatheredEnvelope, { outcome }: Identification): Inquiry | undefined {
  const { library, group, diff, identified, gathered } = envelope;
  if (diff.known !== undefined && keepsItsFacts(envelope)) return undefined;
  const unasked = [...identified.identification.degraded, ...gathered.missing, ...gathered.idle];
  return context.inquiries.record({ library, kind: group.kind, outcome }, unasked, diff.unknownTimes ?? 0);
}

/** Why a group is held to be a work stays as it was said when it was found out; asking again about the work is no reason. */
function asBefore({ diff, identified }: GatheredEnvelope, identification: Identification): Identification {
  const before = identified.stored?.identification;
  const isKept = diff.renew === true && identification.outcome === 'matched' && identification.by === 'store';
  return isKept && before?.outcome === 'matched' ? before : identification;
}

/**
 * A matched group of which a source could not be asked for details is `degraded`: its identity holds, what is known is
 * stored, and the next run asks again first.
 */
function withMissing({ identified: { identification }, gathered: { missing } }: GatheredEnvelope): Identification {
  if (missing.length === 0 || identification.outcome !== 'matched') return identification;
  const degraded = [...new Set([...identification.degraded, ...missing])];
  return { ...identification, outcome: 'degraded', degraded };
}
