import { groupUnit } from '../../src/library/group/group-unit.ts';
import type { GroupFile, MediaGroup, SkippedPath } from '../../src/model/files.ts';
import type { LibraryKind } from '../../src/model/kinds.ts';
import { type FakeFolder, fakeFileTree } from '../support/fake-file-tree.ts';
import { libraryAt, walkAll } from './walked.ts';

export interface Grouped {
  readonly groups: readonly MediaGroup[];
  /** What the grouping left out, besides what the walk did. */
  readonly skipped: readonly SkippedPath[];
}

/**
 * Walks and groups a library. Sees to what holds for every grouping: each file is in exactly one group or skipped, keys
 * are unique, and each group has a main file.
 */
export async function grouped(kind: LibraryKind, folder: FakeFolder): Promise<Grouped> {
  const library = libraryAt('/lib', kind);
  const units = await walkAll(fakeFileTree({ lib: folder }));
  const results = units.map((unit) => ({ unit, ...groupUnit(unit, library) }));
  for (const { unit, groups, skipped } of results) {
    const placed = [...groups.flatMap(({ files }) => files), ...skipped].map(({ relativePath }) => relativePath);
    const walked = unit.files.map(({ relativePath }) => relativePath);
    if (JSON.stringify(placed.toSorted()) !== JSON.stringify(walked.toSorted())) {
      throw new Error(`files lost or doubled:\n${placed.toSorted().join('\n')}\ninstead of\n${walked.join('\n')}`);
    }
    for (const { files, key } of groups) if (files[0]?.role !== 'main') throw new Error(`${key} has no main file`);
    for (const group of groups) if (group.library !== library) throw new Error(`${group.key} has another library`);
  }
  const groups = results.flatMap((result) => result.groups);
  const keys = groups.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Error(`keys are not unique: ${keys.join(', ')}`);
  return { groups, skipped: results.flatMap((result) => result.skipped) };
}

/** One line a file: path, role and whatever is said of it. */
function line(file: GroupFile): string {
  const {
    relativePath,
    role,
    part,
    versionLabel,
    extraType,
    language,
    flags,
    artworkKind,
    season,
    belongsTo,
    discLayout,
  } = file;
  const facts = [
    part === undefined ? '' : `part=${part}`,
    versionLabel === undefined ? '' : `version=${versionLabel}`,
    extraType ?? '',
    language ?? '',
    ...(flags ?? []),
    artworkKind ?? '',
    season === undefined ? '' : `season=${season}`,
    discLayout ?? '',
    belongsTo === undefined ? '' : `→ ${belongsTo.slice(belongsTo.lastIndexOf('/') + 1)}`,
  ];
  return [`${relativePath}:`, role, ...facts.filter((fact) => fact !== '')].join(' ');
}

export function lines({ files }: { readonly files: readonly GroupFile[] }): string[] {
  return files.map(line);
}

/** The only group; with its files as lines. */
export async function only(kind: LibraryKind, folder: FakeFolder): Promise<MediaGroup & { readonly lines: string[] }> {
  const { groups } = await grouped(kind, folder);
  const [group, ...more] = groups;
  if (group === undefined || more.length > 0)
    throw new Error(`expected one group: ${groups.map(({ key }) => key).join(', ')}`);
  return { ...group, lines: lines(group) };
}

export function keysOf({ groups }: Grouped): string[] {
  return groups.map(({ key }) => key).sort();
}

export function rulesOf({ skipped }: Grouped): string[] {
  return skipped.map(({ relativePath, rule }) => `${relativePath}: ${rule}`).sort();
}
