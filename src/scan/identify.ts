import { startAsking } from '../identify/asking.ts';
import { locateByPath } from '../identify/by-path.ts';
import { identifyGroup } from '../identify/chain.ts';
import { conflictingKind } from '../identify/pins.ts';
import type { FingerprintSearch, Identified, IdentifyInput } from '../identify/types.ts';
import { readMedia } from '../media/read-media.ts';
import { compact } from '../model/compact.ts';
import type { FsPath, MediaGroup } from '../model/files.ts';
import type { ExternalIds } from '../model/ids.ts';
import type { Probe } from '../model/media.ts';
import type { Located } from '../providers/port.ts';
import type { GroupIdentity, SavedFile } from '../store/port.ts';
import { type ScanContext, warnUnasked } from './context.ts';
import { type DecisionPlace, decidedSave, isOverruled, needsNobody, spokenFor, withChosenWork } from './decided.ts';
import type { GroupDiff, GroupEnvelope, Recognition, StoredIdentity, With } from './envelope.ts';
import { reportSourceDefect } from './isolate.ts';
import { withoutIds } from './merged-ids.ts';
import { formerIdentity, type Move, movesWithin } from './moved.ts';
import { type ReadGroup, readGroup } from './read-group.ts';
import type { GroupStage } from './stage.ts';

/** Reads a group's files and finds out what work it is. */
export const identifyStage: GroupStage<GroupEnvelope, Pick<With<'identified'>, 'group' | 'identified'>> = {
  name: 'identify',
  // Enough to keep several hosts busy while each host's own limit rules.
  concurrency: 8,
  run: identifyOne,
};

async function identifyOne(
  context: ScanContext,
  changed: GroupEnvelope,
): Promise<Pick<With<'identified'>, 'group' | 'identified'>> {
  const { diff, recognised } = changed;
  context.sink.emit({ type: 'working', stage: 'identify', what: changed.group.key });
  const paths = needsNobody(diff.known?.decision)
    ? { located: [], log: startAsking(context.signal) }
    : await locateByPath(changed.group, context.sources, context.signal);
  const told = { probes: toldProbes(changed.group, paths.located), media: recognised?.media ?? new Map() };
  const read = await readGroup(context, changed.group, diff.unchanged, told);
  const { stored: before, from, moves } = await storedIdentity(context, changed, read.files, paths.log.reasons);
  context.tally.files.moved += moves.length;
  const decision = before?.decision ?? diff.known?.decision;
  const isOther = isOverruled(decision, before);
  const input = {
    group: withChosenWork(read.group, decision),
    nfo: read.nfo,
    tags: read.tags,
    claims: read.claims,
    paths: { ...paths, log: { ...paths.log, degraded: [...paths.log.degraded, ...read.unread] } },
    fingerprints: fingerprintSearches(recognised?.recognitions ?? [], read.files),
    lengths: () => mainLengths(context, read),
    ...(before === undefined || isOther ? {} : { stored: before }),
  };
  const spoken = spokenFor(decision);
  const identified = spoken === undefined ? await identify(context, diff, input) : { identification: spoken };
  const decided = decidedSave(decision, identified.identification, before, from);
  const stored = decided.reassigned === undefined ? before : undefined;
  for (const unasked of identified.identification.degraded) {
    // Of a file that could not be read its reader has told already.
    if (read.unread.includes(unasked)) continue;
    if (unasked.code === 'INTERNAL') reportSourceDefect(context, changed.group.key, unasked);
    else warnUnasked(context, unasked);
  }
  context.progress.done('identify', 1);
  context.progress.expect('gather', 1);
  return { group: read.group, identified: { ...identified, ...decided, read, moves, ...compact({ stored }) } };
}

/**
 * An id that no source could be asked about when the group was stored is asked about anew: a source knows further ids of the
 * work, or that it is another one. Where that does not settle it, the stored identity holds as ever.
 */
async function identify(context: ScanContext, diff: GroupDiff, input: IdentifyInput): Promise<Identified> {
  const { sources, store, signal, options } = context;
  const { thresholds, languages } = options;
  const { stored, ...anew } = input;
  if (stored !== undefined && wasOnlyPinned(diff, stored)) {
    const { reasons, degraded } = input.paths?.log ?? startAsking(signal);
    const paths = {
      located: input.paths?.located ?? [],
      log: { signal, reasons: [...reasons], degraded: [...degraded] },
    };
    const identified = await identifyGroup({ ...anew, paths }, sources, store, { thresholds, languages }, signal);
    const { outcome, ids } = identified.identification;
    if (outcome === 'matched' && isStoredWork(stored.ids, ids, identified)) return identified;
  }
  return identifyGroup(input, sources, store, { thresholds, languages }, signal);
}

/**
 * Whether a work is the stored one by its ids, merged ones aside. What a release belongs to may have been merged or
 * corrected since: that makes it no other release.
 */
function isStoredWork(stored: ExternalIds, { ...ids }: ExternalIds, { formerIds = [] }: Identified): boolean {
  delete ids['musicbrainz-release-group'];
  delete ids['musicbrainz-artist'];
  return conflictingKind(ids, withoutIds(stored, formerIds)) === undefined;
}

/** Ids of which a catalogue has merged one have been asked about. */
function wasOnlyPinned({ known, renew }: GroupDiff, { identification, formerIds }: StoredIdentity): boolean {
  return identification?.by === 'pin' && formerIds === undefined && (renew === true || known?.outcome === 'degraded');
}

/** What each source knows the files as, with how long these are. */
function fingerprintSearches(recognitions: readonly Recognition[], files: readonly SavedFile[]): FingerprintSearch[] {
  return recognitions.map(({ provider, answers }) => ({
    provider,
    files: files.flatMap(({ relativePath, probe }) => {
      const answer = answers.get(relativePath);
      return answer === undefined ? [] : [{ answer, ...compact({ duration: probe?.duration }) }];
    }),
  }));
}

/** Seconds that each main file lasts. One that the store knows already is opened for it. */
async function mainLengths(context: ScanContext, { files }: ReadGroup): Promise<ReadonlyMap<FsPath, number>> {
  const lengths = new Map<FsPath, number>();
  for (const file of files) {
    if (file.role !== 'main' || file.discLayout !== undefined || file.error !== undefined) continue;
    const probe = file.probe ?? (await probeOf(context, file));
    if (probe?.duration !== undefined) lengths.set(file.relativePath, probe.duration);
  }
  return lengths;
}

async function probeOf(context: ScanContext, file: SavedFile): Promise<Probe | undefined> {
  const { probe } = await readMedia(file, context);
  return probe.status === 'ok' ? probe.probe : undefined;
}

/** What the Arrs found in the files that are still as long as they were then: these need not be probed. */
function toldProbes(group: MediaGroup, located: readonly Located[]): ReadonlyMap<FsPath, Probe> {
  const sizes = new Map(group.files.map(({ relativePath, size }) => [relativePath, size]));
  const told = located.flatMap(({ files }) => files).filter((file) => sizes.get(file.relativePath) === file.size);
  return new Map(
    told.flatMap(({ relativePath, probe }) => (probe === undefined ? [] : [[relativePath, probe] as const])),
  );
}

/**
 * The identity that the store has for a group: by its key, or, where the group is new, by its files when they lay elsewhere
 * before and do not any more (a move or a rename keeps the identity, R22). The same where no catalogue has confirmed the
 * item of the group: files that were moved to its place may be those of a confirmed one.
 */
async function storedIdentity(
  context: ScanContext,
  { library: { root }, group, diff }: GroupEnvelope,
  files: readonly SavedFile[],
  reasons: string[],
): Promise<FoundIdentity> {
  if (context.isFirstScan === true) return { moves: [] };
  const known = diff.hasNewKey === true ? undefined : await context.store.groupIdentity(root, group.key);
  // Files that come back to where they were may bring a decision along.
  const isBack = diff.known === undefined && known !== undefined && known.decision === undefined;
  if (known !== undefined && isConfirmed(known) && !isBack) {
    const fresh = files.filter(({ relativePath }) => !diff.unchanged.has(relativePath));
    return { stored: known, moves: await movesWithin(context, root, fresh, known.itemId) };
  }
  const { stored, from, moves, ...former } = await formerIdentity(context, root, files, { isNew: known === undefined });
  if (isBack && stored?.itemId === known.itemId)
    return { stored: { ...known, ...compact({ decision: stored.decision }) }, from, moves };
  if (known !== undefined && isConfirmed(known)) return { stored: known, moves: [] };
  if (stored !== undefined && !isConfirmed(stored) && !takesOver(context, known, stored))
    return { stored: known, moves: [] };
  reasons.push(...former.reasons);
  return stored === undefined ? { stored: known, moves } : { stored, from, moves };
}

interface FoundIdentity {
  readonly stored?: StoredIdentity | undefined;
  /** Where a decision about it stood until now. */
  readonly from?: DecisionPlace | undefined;
  readonly moves: readonly Move[];
}

function isConfirmed({ ids }: Pick<GroupIdentity, 'ids'>): boolean {
  return Object.keys(ids).length > 0;
}

/**
 * Whether a new group continues a moved item that no catalogue has confirmed. Only one group does: nothing tells that two
 * of them are still one work.
 */
function takesOver(
  { continued }: ScanContext,
  known: GroupIdentity | undefined,
  { itemId }: Pick<GroupIdentity, 'itemId'>,
): boolean {
  if (known !== undefined || continued.has(itemId)) return false;
  continued.add(itemId);
  return true;
}
