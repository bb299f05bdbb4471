import { fileKindOf } from '../media/kinds.ts';
import type { FileEntry, FsPath, MediaGroup } from '../model/files.ts';
import type { KnownFile, KnownGroup, KnownUnit } from '../store/port.ts';

/** How the files of one unit differ from what the store knows of them. */
export interface UnitDiff {
  readonly added: readonly FileEntry[];
  readonly changed: readonly FileEntry[];
  /** There before, as tombstones or in places that could not be read now, and the same again. */
  readonly returned: readonly FileEntry[];
  /** As they were, but the store does not know what is in them. */
  readonly unread: readonly FileEntry[];
  readonly unchanged: number;
  readonly missing: readonly FsPath[];
}

/**
 * Compares path, size and modification time. The inode is no reason of its own: network shares make new ones at each
 * mount. `unreadable` folders (relative paths) hide their files: hidden is not missing (R20).
 */
export function diffUnit(
  files: readonly FileEntry[],
  known: readonly KnownFile[],
  unreadable: readonly FsPath[],
): UnitDiff {
  const before = new Map(known.map((file) => [file.relativePath, file]));
  const added: FileEntry[] = [];
  const changed: FileEntry[] = [];
  const returned: FileEntry[] = [];
  const unread: FileEntry[] = [];
  let unchanged = 0;
  for (const file of files) {
    const old = before.get(file.relativePath);
    if (old === undefined) {
      added.push(file);
      continue;
    }
    before.delete(file.relativePath);
    if (old.size !== file.size || old.mtimeMs !== file.mtimeMs) changed.push(file);
    else if (old.missingSince !== undefined) returned.push(file);
    else if (old.isUnread === true) unread.push(file);
    else unchanged += 1;
  }
  const missing: FsPath[] = [];
  const hidden = new Set(unreadable);
  for (const file of before.values()) {
    if (file.missingSince === undefined && !isHidden(file.relativePath, hidden)) missing.push(file.relativePath);
  }
  return { added, changed, returned, unread, unchanged, missing };
}

/** True when nothing at all is to be done for a unit. */
export function isUnchanged(diff: UnitDiff): boolean {
  return filesToRead(diff).length === 0 && diff.missing.length === 0;
}

/** Files of which the store does not know what is in them now. */
function filesToRead({ added, changed, returned, unread }: UnitDiff): readonly FileEntry[] {
  return [...added, ...changed, ...returned, ...unread];
}

/** Tells which groups of a changed unit have to be looked at again. A unit may have as many groups as files. */
export function groupComparer(
  known: KnownUnit,
  altered: ReadonlySet<FsPath>,
  missing: readonly FsPath[],
): (group: MediaGroup) => boolean {
  const keys = new Set(known.groups.map(({ key }) => key));
  const groupOf = new Map(known.files.map((file) => [file.relativePath, file.groupKey]));
  // A sidecar that is gone takes back what it said; the loss of a media file says nothing new of the work.
  const lost = new Set(missing.filter(isSidecar).map((path) => groupOf.get(path)));
  return ({ key, files }) =>
    !keys.has(key) ||
    lost.has(key) ||
    files.some(({ relativePath }) => altered.has(relativePath) || groupOf.get(relativePath) !== key);
}

/** Keys of known groups of which media files are not there. */
export function groupsWithoutMedia(files: readonly FileEntry[], known: KnownUnit): ReadonlySet<FsPath> {
  const there = new Set(files.map(({ relativePath }) => relativePath));
  const gone = known.files.filter(({ relativePath }) => !there.has(relativePath) && !isBeside(relativePath));
  return new Set(gone.map(({ groupKey }) => groupKey));
}

/** Files that say something of the work, but are no part of it. */
function isSidecar(path: FsPath): boolean {
  const kind = fileKindOf(path);
  return kind === 'nfo' || kind === 'image' || path.endsWith('.plexmatch');
}

/** Files that lie beside those of the work. */
function isBeside(path: FsPath): boolean {
  const kind = fileKindOf(path);
  return isSidecar(path) || kind === 'subtitle' || kind === 'lyrics';
}

/** The files that are not as the store knows them. */
export function alteredFiles(diff: UnitDiff): ReadonlySet<FsPath> {
  return new Set(filesToRead(diff).map(({ relativePath }) => relativePath));
}

/**
 * Known groups that are asked about again although no file changed: those that could not be asked about before. A run
 * without the network leaves those alone that lacked nothing else.
 */
export function wantsRetry(
  group: KnownGroup,
  { retryUnmatched, offline = false }: { readonly retryUnmatched: boolean; readonly offline?: boolean },
): boolean {
  if (group.outcome === 'degraded') return !(offline && lacksOnlyNetwork(group));
  return retryUnmatched && (group.outcome === 'unmatched' || group.outcome === 'ambiguous');
}

function lacksOnlyNetwork({ degraded = [] }: KnownGroup): boolean {
  return degraded.length > 0 && degraded.every(({ code = '' }) => /^(?:HTTP_|OFFLINE$|REPLAY_)/.test(code));
}

/** Whether a path, or a folder that it lies in, could not be read. */
function isHidden(path: FsPath, unreadable: ReadonlySet<FsPath>): boolean {
  if (unreadable.size === 0) return false;
  if (unreadable.has('') || unreadable.has(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (unreadable.has(path.slice(0, end))) return true;
  }
  return false;
}
