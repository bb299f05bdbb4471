import { fileKindOf } from '../media/kinds.ts';
import type { FileEntry, FsPath, SkippedPath } from '../model/files.ts';
import { builtInFileRule, builtInFolderRule, isSubtitleFolder } from './built-in-rules.ts';
import type { DirectoryEntry, FileStat, FileTree } from './file-tree.ts';
import { type IgnoreRules, ignoreVerdict, readFolderRules, type Verdict } from './ignore-rules.ts';
import { ioFailure, isAbsence } from './io-error.ts';

/** A folder on the way of the walk. */
export interface Folder {
  readonly path: FsPath;
  readonly relativePath: FsPath;
  readonly name: FsPath;
  /** In force in this folder, its own ignore files not yet read unless it is the root. */
  readonly rules: IgnoreRules;
  /** `subs/`: no video in it counts. */
  readonly subtitlesOnly: boolean;
  /** Links followed to get here. */
  readonly links: number;
  readonly parent?: Folder;
}

export interface WalkContext {
  readonly tree: FileTree;
  readonly root: Folder;
  readonly signal: AbortSignal;
  /** Whether the root is still the folder it was at the start. */
  isRootStill(): Promise<boolean>;
}

/** A path that could not be read: what is stored of it, and of all below it, still holds. */
export interface WalkFailure {
  readonly relativePath: FsPath;
  /** errno code: `EACCES`, `EIO` … or `ROOT_LOST` where the root went away during the walk. */
  readonly code: string;
  readonly message: string;
}

/** What was found in a unit. */
export interface Findings {
  readonly files: FileEntry[];
  readonly skipped: SkippedPath[];
  readonly failures: WalkFailure[];
  /** Links to folders that were followed. */
  linksFollowed: number;
}

export function newFindings(): Findings {
  return { files: [], skipped: [], failures: [], linksFollowed: 0 };
}

/** Links may lead to folders full of links; these bounds are far beyond any library and far below for ever. */
const MAX_LINKS_DEEP = 8;
const MAX_LINKS_IN_UNIT = 10_000;

/** Adds what one entry of a folder holds, all the way down, to the findings. Rejects only when aborted. */
export async function visitEntry(
  context: WalkContext,
  folder: Folder,
  entry: DirectoryEntry,
  siblings: readonly DirectoryEntry[],
  found: Findings,
): Promise<void> {
  const { name } = entry;
  const relativePath = folder.relativePath === '' ? name : `${folder.relativePath}/${name}`;
  const skip = (verdict: Verdict, directory: boolean): void => {
    found.skipped.push({ relativePath, directory, rule: verdict.rule, reason: verdict.reason });
  };
  let stat: FileStat | undefined;
  let { kind } = entry;
  if (kind === 'symlink') {
    const early = builtInFileRule(name, () => true);
    if (early !== undefined && early.rule !== 'not-media') return skip(early, false);
    stat = await statEntry(context, folder, entry, relativePath, found);
    if (stat === undefined) return;
    kind = stat.kind;
  }
  if (kind === 'other') return skip({ rule: 'not-a-file', reason: 'a socket, pipe or device' }, false);
  const directory = kind === 'directory';
  const verdict = directory
    ? builtInFolderRule(name, folder.name, folder.relativePath === '')
    : fileRule(folder, name, siblings);
  const left = verdict ?? ignoreVerdict(folder.rules, relativePath, directory);
  if (left !== undefined) return skip(left, directory);
  if (!directory) {
    stat ??= await statEntry(context, folder, entry, relativePath, found);
    if (stat !== undefined) addFile(context, relativePath, stat, found);
    return;
  }
  const child: Folder = {
    path: `${folder.path}/${name}`,
    relativePath,
    name,
    rules: folder.rules,
    subtitlesOnly: folder.subtitlesOnly || isSubtitleFolder(name, folder.relativePath === ''),
    links: folder.links + (stat === undefined ? 0 : 1),
    parent: folder,
  };
  if (stat !== undefined) {
    try {
      const barred = await linkRule(context, child, stat, found);
      if (barred !== undefined) return skip(barred, true);
    } catch (error) {
      return await fail(context, relativePath, error, found);
    }
  }
  await walkFolder(context, child, found);
}

async function walkFolder(context: WalkContext, folder: Folder, found: Findings): Promise<void> {
  context.signal.throwIfAborted();
  let entries: readonly DirectoryEntry[];
  let inside: Folder;
  try {
    entries = await context.tree.readdir(folder.path);
    const own = await readFolderRules(context.tree, folder, entries, folder.rules);
    if (own.skip !== undefined) {
      found.skipped.push({ relativePath: folder.relativePath, directory: true, ...own.skip });
      return;
    }
    inside = { ...folder, rules: own.rules };
  } catch (error) {
    return await fail(context, folder.relativePath, error, found);
  }
  await Promise.all(entries.map((entry) => visitEntry(context, inside, entry, entries, found)));
}

function fileRule(folder: Folder, name: FsPath, siblings: readonly DirectoryEntry[]): Verdict | undefined {
  const rule = builtInFileRule(name, () => hasTrackOfStem(name, siblings));
  if (rule !== undefined || !folder.subtitlesOnly || fileKindOf(name) === 'subtitle') return rule;
  return { rule: 'ignore.subs-folder', reason: 'folders of this name are searched for subtitles only' };
}

function hasTrackOfStem(name: FsPath, siblings: readonly DirectoryEntry[]): boolean {
  const stem = name.slice(0, name.lastIndexOf('.') + 1);
  return siblings.some((other) => other.name.startsWith(stem) && fileKindOf(other.name) === 'audio');
}

function addFile(context: WalkContext, relativePath: FsPath, stat: FileStat, found: Findings): void {
  if (stat.kind !== 'file') {
    found.skipped.push({
      relativePath,
      directory: false,
      rule: 'not-a-file',
      reason: 'changed while it was looked at',
    });
    return;
  }
  const path = `${context.root.path}/${relativePath}`;
  found.files.push({ path, relativePath, size: stat.size, mtimeMs: stat.mtimeMs, inode: stat.inode });
}

async function statEntry(
  context: WalkContext,
  folder: Folder,
  entry: DirectoryEntry,
  relativePath: FsPath,
  found: Findings,
): Promise<FileStat | undefined> {
  try {
    return await context.tree.stat(`${folder.path}/${entry.name}`);
  } catch (error) {
    // The link is there; that its target is not (an offline share, perhaps) does not make it absent.
    if (entry.kind === 'symlink' && isAbsence(error)) {
      found.failures.push({ relativePath, code: 'ENOENT', message: 'a link that leads nowhere' });
    } else await fail(context, relativePath, error, found);
    return undefined;
  }
}

/**
 * Records that a path could not be read. A path that went away between listing and looking is simply not there, unless
 * the root went away with it: then nothing is known.
 */
async function fail(context: WalkContext, relativePath: FsPath, error: unknown, found: Findings): Promise<void> {
  if (!isAbsence(error)) found.failures.push({ relativePath, ...ioFailure(error) });
  else if (!(await context.isRootStill())) {
    found.failures.push({ relativePath, code: 'ROOT_LOST', message: 'the library root went away during the walk' });
  }
}

/** Why a link to a folder is not followed, if so: loops (by device and inode), and folders that are walked anyway. */
async function linkRule(
  context: WalkContext,
  link: Folder,
  target: FileStat,
  found: Findings,
): Promise<Verdict | undefined> {
  if (link.links > MAX_LINKS_DEEP || ++found.linksFollowed > MAX_LINKS_IN_UNIT) {
    return { rule: 'symlink.too-many', reason: 'too many links to folders' };
  }
  for (let above = link.parent; above !== undefined; above = above.parent) {
    const stat = await context.tree.stat(above.relativePath === '' ? `${above.path}/` : above.path);
    if (stat.device === target.device && stat.inode === target.inode) {
      return { rule: 'symlink.loop', reason: 'a link to a folder that holds it' };
    }
  }
  const real = await context.tree.realpath(link.path);
  const realRoot = await context.tree.realpath(`${context.root.path}/`);
  if (!real.startsWith(realRoot.endsWith('/') ? realRoot : `${realRoot}/`)) return undefined;
  const below = real.slice(realRoot.length).replace(/^\//, '');
  const hidden = below.split('/').some((part) => builtInFolderRule(part, '', false) !== undefined);
  return hidden ? undefined : { rule: 'symlink.inside-root', reason: `a link to "${below}", which is walked itself` };
}
