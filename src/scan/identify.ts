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
import type { ChangedGroup, Recognition } from './changed-group.ts';
import { type ScanContext, warnUnasked } from './context.ts';
import { reportSourceDefect } from './isolate.ts';
import { withoutIds } from './merged-ids.ts';
import { formerIdentity, type Move, movesWithin } from './moved.ts';
import { type ReadGroup, readGroup } from './read-group.ts';

/** What the store holds the group to be. Of files that were moved here it does not say why. */
type StoredIdentity = Pick<GroupIdentity, 'itemId' | 'ids'> & Partial<GroupIdentity>;

export interface IdentifiedGroup extends ChangedGroup {
  readonly read: ReadGroup;
  readonly stored?: StoredIdentity;
  /** Its main files that lay elsewhere before this run. */
  readonly moves: readonly Move[];
  readonly identified: Identified;
}

/** Reads a group's files and finds out what work it is. */
export async function identifyStage(context: ScanContext, changed: ChangedGroup): Promise<IdentifiedGroup> {
  context.sink.emit({ type: 'working', stage: 'identify', what: changed.group.key });
  const paths = await locateByPath(changed.group, context.sources, context.signal);
  const told = { probes: toldProbes(changed.group, paths.located), media: changed.media ?? new Map() };
  const read = await readGroup(context, changed.group, changed.unchanged, told);
  const { stored, moves } = await storedIdentity(context, changed, read.files, paths.log.reasons);
  context.tally.files.moved += moves.length;
  const input = {
    group: read.group,
    nfo: read.nfo,
    tags: read.tags,
    claims: read.claims,
    paths: { ...paths, log: { ...paths.log, degraded: [...paths.log.degraded, ...read.unread] } },
    fingerprints: fingerprintSearches(changed.recognitions ?? [], read.files),
    lengths: () => mainLengths(context, read),
    ...(stored === undefined ? {} : { stored }),
  };
  const identified = await identify(context, changed, input);
  for (const unasked of identified.identification.degraded) {
    // Of a file that could not be read its reader has told already.
    if (read.unread.includes(unasked)) continue;
    if (unasked.code === 'INTERNAL') reportSourceDefect(context, changed.group.key, unasked);
    else warnUnasked(context, unasked);
  }
  context.progress.done('identify', 1);
  context.progress.expect('gather', 1);
  return { ...changed, group: read.group, read, identified, moves, ...(stored === undefined ? {} : { stored }) };
}

/**
 * An id that no source could be asked about when the group was stored is asked about anew: a source knows further ids of the
 * work, or that it is another one. Where that does not settle it, the stored identity holds as ever.
 */
async function identify(context: ScanContext, changed: ChangedGroup, input: IdentifyInput): Promise<Identified> {
  const { sources, store, signal, options } = context;
  const { thresholds, languages } = options;
  const { stored, ...anew } = input;
  if (stored !== undefined && wasOnlyPinned(changed, stored)) {
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
function wasOnlyPinned({ known, renew }: ChangedGroup, { identification, formerIds }: StoredIdentity): boolean {
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
  { library, group, hasNewKey, unchanged }: ChangedGroup,
  files: readonly SavedFile[],
  reasons: string[],
): Promise<Pick<IdentifiedGroup, 'stored' | 'moves'>> {
  if (context.isFirstScan === true) return { moves: [] };
  const { root } = library;
  const known = hasNewKey === true ? undefined : await context.store.groupIdentity(root, group.key);
  if (known !== undefined && isConfirmed(known)) {
    const fresh = files.filter(({ relativePath }) => !unchanged.has(relativePath));
    return { stored: known, moves: await movesWithin(context, root, fresh, known.itemId) };
  }
  const former = await formerIdentity(context, root, files, { isNew: known === undefined });
  const { moves } = former;
  const before = compact({ stored: known });
  if (former.stored !== undefined && !isConfirmed(former.stored) && !takesOver(context, known, former.stored)) {
    return { ...before, moves: [] };
  }
  reasons.push(...former.reasons);
  return former.stored === undefined ? { ...before, moves } : { stored: former.stored, moves };
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
