import type { FsPath } from '../model/files.ts';
import { comparePaths } from '../model/paths.ts';
import type { DirectoryEntry } from './file-tree.ts';
import { listing } from './listing.ts';
import { type Findings, newFindings, visitEntry, type WaitingLink, type WalkContext } from './walk-folder.ts';

/** A unit before it is walked. */
export interface PlannedUnit {
  readonly unit: FsPath;
  /** What was found of a link before it is walked. Absent where nothing was looked at yet: a library may have many units. */
  readonly found?: Findings;
  /** Entries of the root that make it up; none where it is not there, or is a link. */
  readonly entries: readonly DirectoryEntry[];
  /** The link that it is, where that may be followed. */
  readonly link?: WaitingLink;
}

/**
 * The units in their order. `names`: the wanted entries of the root, all of them where absent. Links at the top are looked
 * at now, in their order, wanted or not: which of two that lead to one folder is followed does not depend on what is wanted.
 */
export async function findUnits(
  context: WalkContext,
  entries: readonly DirectoryEntry[],
  names: ReadonlyMap<FsPath, { readonly deeper: boolean }> | undefined,
): Promise<PlannedUnit[]> {
  const loose: DirectoryEntry[] = [];
  const planned: PlannedUnit[] = [];
  const siblings = listing(entries);
  const links: DirectoryEntry[] = [];
  for (const entry of entries) {
    if (entry.kind === 'directory') planned.push({ unit: entry.name, entries: [entry] });
    else (entry.kind === 'symlink' ? links : loose).push(entry);
  }
  await Promise.all(
    links.map(async (entry) => {
      if (!(await isFolderLink(context, entry))) return loose.push(entry);
      const found = newFindings();
      await visitEntry(context, context.root, entry, siblings, found);
      const [link] = found.waiting.splice(0);
      return planned.push({ unit: entry.name, found, entries: [], ...(link === undefined ? {} : { link }) });
    }),
  );
  planned.sort(byUnit);
  const units = planned
    .map((unit) => claimed(context, unit))
    .filter(({ unit }) => names === undefined || names.has(unit));
  const there = new Set(units.map(({ unit }) => unit));
  const absent = [...(names ?? [])].filter(([name]) => !there.has(name));
  for (const [name, { deeper }] of absent) {
    if (deeper || !loose.some((entry) => entry.name === name)) {
      units.push({ unit: name, entries: [] });
    }
  }
  units.sort(byUnit);
  const looseWanted = names === undefined || absent.some(([, { deeper }]) => !deeper);
  return looseWanted ? [{ unit: '', entries: loose }, ...units] : units;
}

/** A unit that is a link takes the folder that it leads to, before any folder is walked. */
function claimed(context: WalkContext, planned: PlannedUnit): PlannedUnit {
  const { unit, found = newFindings(), link } = planned;
  const barred = link && context.claims.claim(link.link, found.linksFollowed);
  if (barred === undefined) return planned;
  found.skipped.push({ relativePath: unit, directory: true, ...barred });
  return { unit, found, entries: [] };
}

function byUnit(one: PlannedUnit, other: PlannedUnit): number {
  return comparePaths(one.unit, other.unit);
}

async function isFolderLink(context: WalkContext, entry: DirectoryEntry): Promise<boolean> {
  if (context.symlinks === 'none') return false;
  try {
    return (await context.tree.stat(`${context.root.path}/${entry.name}`)).kind === 'directory';
  } catch {
    // Where the link leads cannot be seen: a failure of that one unit.
    return true;
  }
}

/** First parts of the wanted paths below the root; `undefined` where all is wanted. */
export function namesUnder(
  root: FsPath,
  paths: readonly FsPath[] | undefined,
): Map<FsPath, { deeper: boolean }> | undefined {
  if (paths === undefined) return undefined;
  const names = new Map<FsPath, { deeper: boolean }>();
  for (const path of paths) {
    const plain = path.replace(/\/+$/, '');
    if (plain === root) return undefined;
    if (!plain.startsWith(`${root}/`)) continue;
    const [name = '', ...rest] = plain.slice(root.length + 1).split('/');
    names.set(name, { deeper: rest.length > 0 || (names.get(name)?.deeper ?? false) });
  }
  return names;
}
