import type { GroupFile, MediaGroup, SkippedPath } from '../../model/files.ts';
import type { NamedFile } from './folder-node.ts';

/** What a unit, or a part of it, came to: every one of its files is in exactly one of the two. */
export interface Grouping {
  readonly groups: readonly MediaGroup[];
  readonly skipped: readonly SkippedPath[];
}

export function joinGroupings(parts: readonly Grouping[]): Grouping {
  return { groups: parts.flatMap(({ groups }) => groups), skipped: parts.flatMap(({ skipped }) => skipped) };
}

/** Leaves files out of all groups. */
export function skipAll(files: readonly NamedFile[], rule: string, reason: string): SkippedPath[] {
  return files.map(({ entry }) => ({ relativePath: entry.relativePath, directory: false, rule, reason }));
}

const ORDER: Readonly<Record<GroupFile['role'], number>> = {
  main: 0,
  extra: 1,
  subtitle: 2,
  audio: 3,
  lyrics: 4,
  nfo: 5,
  plexmatch: 6,
  artwork: 7,
  other: 8,
};

/** Files by role; main files stay in the order they are given, the others go by their path. */
export function orderFiles(files: readonly GroupFile[]): GroupFile[] {
  return files.toSorted((one, other) => {
    if (one.role !== other.role) return ORDER[one.role] - ORDER[other.role];
    if (one.role === 'main') return 0;
    return one.relativePath < other.relativePath ? -1 : 1;
  });
}
