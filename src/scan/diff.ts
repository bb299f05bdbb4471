import type { FileEntry, FsPath, MediaGroup } from '../model/files.ts';
import type { KnownFile, KnownGroup, KnownUnit } from '../store/port.ts';

/** How the files of one unit differ from what the store knows of them. */
export interface UnitDiff {
  readonly added: readonly FileEntry[];
  readonly changed: readonly FileEntry[];
  /** There before, as tombstones or in places that could not be read now, and the same again. */
  readonly returned: readonly FileEntry[];
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
    else unchanged += 1;
  }
  const missing: FsPath[] = [];
  for (const file of before.values()) {
    if (file.missingSince === undefined && !isHidden(file.relativePath, unreadable)) missing.push(file.relativePath);
  }
  return { added, changed, returned, unchanged, missing };
}

/** True when nothing at all is to be done for a unit. */
export function isUnchanged(diff: UnitDiff): boolean {
  return (
    diff.added.length === 0 && diff.changed.length === 0 && diff.returned.length === 0 && diff.missing.length === 0
  );
}

/** True when a group of a changed unit has to be looked at again. */
export function isGroupChanged(group: MediaGroup, known: KnownUnit, diff: UnitDiff): boolean {
  if (!known.groups.some((old) => old.key === group.key)) return true;
  const touched = new Set([...diff.added, ...diff.changed, ...diff.returned].map((file) => file.relativePath));
  if (group.files.some((file) => touched.has(file.relativePath))) return true;
  const groupOf = new Map(known.files.map((file) => [file.relativePath, file.groupKey]));
  return group.files.some((file) => groupOf.get(file.relativePath) !== group.key);
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

function isHidden(path: FsPath, unreadable: readonly FsPath[]): boolean {
  return unreadable.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));
}
