import { fileKindOf } from '../media/kinds.ts';
import type { FileEntry, FsPath, Library, SkippedPath } from '../model/files.ts';
import { isAbsence } from '../util/error-code.ts';
import { builtInFileRule, builtInFolderRule, isSubtitleFolder } from './built-in-rules.ts';
import type { DirectoryEntry, FileStat, FileTree } from './file-tree.ts';
import { type IgnoreRules, ignoreVerdict, readFolderRules, type Verdict } from './ignore-rules.ts';
import { ioFailure } from './io-error.ts';
import { type FolderLink, isSystemPath, type LinkClaims, SYSTEM_FOLDER } from './links.ts';
import { type Listing, listing } from './listing.ts';

/** A folder on the way of the walk. */
export interface Folder {
  readonly path: FsPath;
  /** Its path without links. */
  readonly real: FsPath;
  readonly relativePath: FsPath;
  readonly name: FsPath;
  /** In force in this folder, its own ignore files not yet read unless it is the root. */
  readonly rules: IgnoreRules;
  /** `subs/`: no video in it counts. */
  readonly subtitlesOnly: boolean;
  /** Links followed to get here. */
  readonly links: number;
}

export interface WalkContext {
  readonly tree: FileTree;
  readonly root: Folder;
  readonly signal: AbortSignal;
  /** Which links are followed. */
  readonly symlinks: NonNullable<Library['symlinks']>;
  readonly claims: LinkClaims;
  /** Whether the root is still the folder it was at the start. */
  isRootStill(): Promise<boolean>;
}

/** A path that could not be read: what is stored of it, and of all below it, still holds. */
export interface WalkFailure {
  readonly relativePath: FsPath;
  /** errno code: `EACCES`, `EIO` … or `ROOT_LOST` where the root went away during the walk. */
  readonly code: string;
  readonly message: string;
  /** A link whose target is not there. */
  readonly deadLink?: true;
}

/** A link to a folder that waits for its turn: links are followed in the order of units and paths, so that every walk takes the same. */
export interface WaitingLink {
  readonly folder: Folder;
  readonly link: FolderLink;
}

/** What was found in a unit. */
export interface Findings {
  readonly files: FileEntry[];
  readonly skipped: SkippedPath[];
  readonly failures: WalkFailure[];
  readonly waiting: WaitingLink[];
  /** Links to folders that were followed. */
  linksFollowed: number;
}

export function newFindings(): Findings {
  return { files: [], skipped: [], failures: [], waiting: [], linksFollowed: 0 };
}

/** Adds what one entry of a folder holds, all the way down, to the findings. Rejects only when aborted. */
export async function visitEntry(
  context: WalkContext,
  folder: Folder,
  entry: DirectoryEntry,
  siblings: Listing,
  found: Findings,
): Promise<void> {
  const { name } = entry;
  const relativePath = folder.relativePath === '' ? name : `${folder.relativePath}/${name}`;
  const skip = (verdict: Verdict, directory: boolean): void => skipPath(found, relativePath, verdict, directory);
  let stat: FileStat | undefined;
  let { kind } = entry;
  if (kind === 'symlink') {
    const early = linkVerdict(context, folder, name, relativePath);
    if (early !== undefined) return skip(early, false);
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
  if (directory && stat !== undefined && context.symlinks === 'files') return skip(NOT_FOLLOWED, true);
  if (!directory) {
    const isLink = stat !== undefined;
    stat ??= await statEntry(context, folder, entry, relativePath, found);
    if (stat === undefined) return;
    if (isLink && (await isSystemFile(context, folder, name, stat))) return skip(SYSTEM_FOLDER, false);
    return addFile(context, relativePath, stat, found);
  }
  const child = childFolder(folder, name, relativePath, stat !== undefined);
  if (stat === undefined) return await enterFolder(context, child, found);
  try {
    const real = await context.tree.realpath(child.path);
    const link = { relativePath, around: folder.real, real, target: stat, links: child.links };
    found.waiting.push({ folder: { ...child, real }, link });
  } catch (error) {
    await fail(context, relativePath, error, found);
  }
}

const NOT_FOLLOWED: Verdict = { rule: 'symlink.not-followed', reason: 'a link, which this library does not follow' };

/** Why a link is left out before anybody looks where it leads. */
function linkVerdict(context: WalkContext, folder: Folder, name: FsPath, path: FsPath): Verdict | undefined {
  const early = builtInFileRule(name, () => true);
  if (early !== undefined && early.rule !== 'not-media') return early;
  // Whether it is a folder is not known: a pattern for folders alone counts below, one for both counts here.
  return context.symlinks === 'none' ? NOT_FOLLOWED : ignoreVerdict(folder.rules, path, false);
}

function childFolder(folder: Folder, name: FsPath, relativePath: FsPath, isLink: boolean): Folder {
  return {
    path: `${folder.path}/${name}`,
    real: folder.real.endsWith('/') ? `${folder.real}${name}` : `${folder.real}/${name}`,
    relativePath,
    name,
    rules: folder.rules,
    subtitlesOnly: folder.subtitlesOnly || isSubtitleFolder(name, folder.relativePath === ''),
    links: folder.links + (isLink ? 1 : 0),
  };
}

/** Follows a link that has waited, if nothing speaks against it. Links found behind it wait in turn. */
export async function followLink(context: WalkContext, { folder, link }: WaitingLink, found: Findings): Promise<void> {
  const barred = context.claims.claim(link, found.linksFollowed);
  if (barred !== undefined) return skipPath(found, link.relativePath, barred, true);
  found.linksFollowed++;
  await walkFolder(context, folder, found);
}

async function enterFolder(context: WalkContext, folder: Folder, found: Findings): Promise<void> {
  const barred = isSystemPath(folder.real)
    ? SYSTEM_FOLDER
    : folder.links > 0
      ? context.claims.taken(folder.real)
      : undefined;
  if (barred !== undefined) return skipPath(found, folder.relativePath, barred, true);
  await walkFolder(context, folder, found);
}

function skipPath(found: Findings, relativePath: FsPath, { rule, reason }: Verdict, directory: boolean): void {
  found.skipped.push({ relativePath, directory, rule, reason });
}

/** Adds what a folder holds to the findings. */
export async function walkFolder(context: WalkContext, folder: Folder, found: Findings): Promise<void> {
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
  const siblings = listing(entries);
  await Promise.all(entries.map((entry) => visitEntry(context, inside, entry, siblings, found)));
}

function fileRule(folder: Folder, name: FsPath, siblings: Listing): Verdict | undefined {
  const rule = builtInFileRule(name, () => siblings.hasTrackOfStem(name.slice(0, name.lastIndexOf('.'))));
  if (rule !== undefined || !folder.subtitlesOnly || fileKindOf(name) === 'subtitle') return rule;
  return { rule: 'ignore.subs-folder', reason: 'folders of this name are searched for subtitles only' };
}

/** Files of /proc and /sys have no size, or that of a page; only such a link is worth a look at where it leads. */
async function isSystemFile(context: WalkContext, folder: Folder, name: FsPath, stat: FileStat): Promise<boolean> {
  if (stat.size !== 0 && stat.size !== 4096) return false;
  const real = await context.tree.realpath(`${folder.path}/${name}`).catch(() => undefined);
  return real !== undefined && isSystemPath(real);
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
    const path = `${folder.path}/${entry.name}`;
    return context.tree.statNow?.(path) ?? (await context.tree.stat(path));
  } catch (error) {
    // The link is there; that its target is not (an offline share, perhaps) does not make it absent.
    if (entry.kind === 'symlink' && isAbsence(error)) {
      found.failures.push({ relativePath, code: 'ENOENT', message: 'a link that leads nowhere', deadLink: true });
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
