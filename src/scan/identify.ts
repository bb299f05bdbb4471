import { locateByPath } from '../identify/by-path.ts';
import { identifyGroup } from '../identify/chain.ts';
import type { Identified } from '../identify/types.ts';
import type { FsPath, Library, MediaGroup } from '../model/files.ts';
import type { ExternalIds, ItemId } from '../model/ids.ts';
import type { Probe } from '../model/media.ts';
import type { Located } from '../providers/port.ts';
import type { SavedFile } from '../store/port.ts';
import { type ScanContext, warnUnasked } from './context.ts';
import { type ReadGroup, readGroup } from './read-group.ts';

/** A group that is new or changed, as `diff` hands it on. */
export interface ChangedGroup {
  readonly library: Library;
  readonly unit: FsPath;
  readonly group: MediaGroup;
  /** Its files that are as the store knows them. */
  readonly unchanged: ReadonlySet<FsPath>;
}

export interface IdentifiedGroup extends ChangedGroup {
  readonly read: ReadGroup;
  readonly stored?: { readonly itemId: ItemId; readonly ids: ExternalIds };
  readonly identified: Identified;
}

/** Reads a group's files and finds out what work it is. */
export async function identifyStage(context: ScanContext, changed: ChangedGroup): Promise<IdentifiedGroup> {
  context.sink.emit({ type: 'working', stage: 'identify', what: changed.group.key });
  const paths = await locateByPath(changed.group, context.sources, context.signal);
  const read = await readGroup(context, changed.group, changed.unchanged, toldProbes(changed.group, paths.located));
  const stored = await storedIdentity(context, changed, read.files);
  const input = {
    group: read.group,
    nfo: read.nfo,
    tags: read.tags,
    claims: read.claims,
    paths: { ...paths, log: { ...paths.log, degraded: [...paths.log.degraded, ...read.unread] } },
    ...(stored === undefined ? {} : { stored }),
  };
  const { thresholds } = context.options;
  const identified = await identifyGroup(input, context.sources, context.store, { thresholds }, context.signal);
  for (const unasked of identified.identification.degraded) {
    // Of a file that could not be read its reader has told already.
    if (!read.unread.includes(unasked)) warnUnasked(context, unasked);
  }
  context.progress.done('identify', 1);
  context.progress.expect('gather', 1);
  return { ...changed, group: read.group, read, identified, ...(stored === undefined ? {} : { stored }) };
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
 * The identity that the store has for a group: by its key, or, where the group is new, by the content of its files when
 * they lay elsewhere before and do not any more (a move or a rename keeps the identity, R22).
 */
async function storedIdentity(
  context: ScanContext,
  { library, group }: ChangedGroup,
  files: readonly SavedFile[],
): Promise<IdentifiedGroup['stored']> {
  const known = await context.store.groupIdentity(library.root, group.key);
  if (known !== undefined) return known;
  for (const file of files) {
    if (file.role !== 'main' || file.hash === undefined) continue;
    for (const before of await context.store.filesByHash(file.hash, file.size)) {
      if (before.itemId === undefined || (await exists(context, `${before.root}/${before.relativePath}`))) continue;
      context.tally.files.moved += 1;
      return { itemId: before.itemId, ids: before.ids };
    }
  }
  return undefined;
}

async function exists(context: ScanContext, path: FsPath): Promise<boolean> {
  try {
    await context.tree.stat(path);
    return true;
  } catch (error) {
    // Only "there is no such file" says that it is gone; any other failure says nothing (R20).
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}
