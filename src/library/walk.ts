import { RevengeError, toRevengeError } from '../model/errors.ts';
import type { FileEntry, FsPath, Library, SkippedPath } from '../model/files.ts';
import type { FileTree } from './file-tree.ts';
import { configuredRules, type IgnoreRules, readFolderRules } from './ignore-rules.ts';
import { ioFailure } from './io-error.ts';
import { linkClaims } from './links.ts';
import { listing } from './listing.ts';
import { findUnits, namesUnder, type PlannedUnit } from './plan-units.ts';
import {
  type Folder,
  followLink,
  newFindings,
  visitEntry,
  type WaitingLink,
  type WalkContext,
  type WalkFailure,
  walkFolder,
} from './walk-folder.ts';

/** One folder at the top of a library root with everything below it, or (`''`) the files that lie in the root itself. */
export interface WalkedUnit {
  readonly unit: FsPath;
  /** By `relativePath`, in the order of code units. */
  readonly files: readonly FileEntry[];
  readonly skipped: readonly SkippedPath[];
  readonly failures: readonly WalkFailure[];
}

export interface WalkOptions {
  readonly signal: AbortSignal;
  /**
   * Absolute paths: only the units that hold them are walked, each as a whole. A path that is not there gives its unit
   * without files, so that what is stored of it can be marked as missing. Paths outside the root give nothing.
   */
  readonly onlyUnder?: readonly FsPath[];
  /** Roots of all libraries: no link to a folder that holds one is followed. */
  readonly roots?: readonly FsPath[];
}

/** Units walked ahead of the one that is asked for. */
const AHEAD = 16;

/**
 * Walks a library root. It gives every unit once: `''` first, then the others sorted by the bytes of their names (see `FsPath`),
 * as the store sorts them. It costs one `readdir` a folder and one `stat` a file. What is left out is in `skipped` with its
 * rule; what could not be read is in `failures`; what is in none of them and not in `files` is not there.
 *
 * @throws RevengeError `ROOT_UNAVAILABLE` when the root cannot be listed, or is another one at the end of the walk (the
 * share went away): nothing may be taken as missing then. Throws the signal's reason when aborted.
 */
export async function* walkLibrary(
  library: Library,
  tree: FileTree,
  options: WalkOptions,
): AsyncGenerator<WalkedUnit, void, undefined> {
  const { signal } = options;
  const path = library.root.endsWith('/') ? library.root.slice(0, -1) : library.root;
  const { isRootStill, entries, rules, real } = await orUnavailable(
    library,
    unlessAborted(signal, readRoot(library, tree, path, configuredRules(library.ignore ?? []))),
  );
  if (rules.skip !== undefined) {
    yield { unit: '', files: [], skipped: [{ relativePath: '', directory: true, ...rules.skip }], failures: [] };
    return;
  }
  const root: Folder = {
    path,
    real,
    relativePath: '',
    name: '',
    rules: rules.rules,
    subtitlesOnly: false,
    links: 0,
  };
  const roots = [real, ...(await unlessAborted(signal, realPaths(tree, options.roots ?? [])))];
  const { symlinks = 'follow' } = library;
  const context: WalkContext = { tree, root, signal, symlinks, claims: linkClaims(roots), isRootStill };
  const units = await unlessAborted(signal, findUnits(context, entries, namesUnder(path, options.onlyUnder)));
  const queue: Promise<WalkedUnit>[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  for (const unit of units) {
    signal.throwIfAborted();
    const before = turn;
    const walking = walkUnit(context, unit, before);
    // A defect in one unit does not keep the links of the next ones waiting.
    turn = before.then(() => walking).then(noMatter, noMatter);
    // An error shows when the unit is asked for; until then it is not unhandled.
    walking.catch(() => undefined);
    queue.push(walking);
    const first = queue.length > AHEAD ? queue.shift() : undefined;
    if (first !== undefined) yield await unlessAborted(signal, first);
  }
  for (const rest of queue) yield await unlessAborted(signal, rest);
  if (!(await unlessAborted(signal, isRootStill()))) {
    throw unavailable(library, 'went away during the walk', 'Is the share still mounted? Scan again when it is back.');
  }
}

/** Lists the root and remembers which folder it is, so that another one in its place is noticed. */
async function readRoot(library: Library, tree: FileTree, path: FsPath, outer: IgnoreRules) {
  const first = await tree.stat(library.root);
  const entries = await tree.readdir(library.root);
  const real = await tree.realpath(library.root);
  const rules = await readFolderRules(tree, { path, relativePath: '' }, entries, outer);
  const isRootStill = async (): Promise<boolean> => {
    try {
      const now = await tree.stat(library.root);
      return now.device === first.device && now.inode === first.inode;
    } catch {
      return false;
    }
  };
  return { entries, rules, real, isRootStill };
}

/** Real paths of library roots; a root that is not there holds nothing that could be walked twice. */
async function realPaths(tree: FileTree, roots: readonly FsPath[]): Promise<readonly FsPath[]> {
  const found = await Promise.all(roots.map((root) => tree.realpath(root).catch(() => undefined)));
  return found.filter((path) => path !== undefined);
}

/**
 * Walks a unit. Folders and files come first, all at once; then, when the units before are done, the links to folders one
 * by one in the order of their paths: of several links to one folder every walk follows the same.
 */
async function walkUnit(context: WalkContext, planned: PlannedUnit, before: Promise<unknown>): Promise<WalkedUnit> {
  const { unit, found = newFindings(), entries, link } = planned;
  const siblings = listing(entries);
  try {
    if (link !== undefined) await walkFolder(context, link.folder, found);
    await Promise.all(entries.map((entry) => visitEntry(context, context.root, entry, siblings, found)));
    if (found.waiting.length > 0) await before;
    while (found.waiting.length > 0) {
      const waiting = found.waiting.splice(0).sort(byPath);
      for (const next of waiting) await followLink(context, next, found);
    }
  } catch (error) {
    // A defect in one unit hides that unit; the others are walked.
    if (context.signal.aborted) throw error;
    found.failures.push({ relativePath: unit, code: 'INTERNAL', message: toRevengeError(error).message });
  }
  for (const list of [found.files, found.skipped, found.failures]) {
    list.sort((one, other) => (one.relativePath < other.relativePath ? -1 : 1));
  }
  return { unit, files: found.files, skipped: found.skipped, failures: found.failures };
}

function noMatter(): void {}

function byPath({ link: one }: WaitingLink, { link: other }: WaitingLink): number {
  return one.relativePath < other.relativePath ? -1 : 1;
}

async function orUnavailable<T>(library: Library, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    const { message } = ioFailure(error);
    throw unavailable(library, `cannot be read: ${message}`, 'Is the share mounted, and may this user read it?', error);
  }
}

function unavailable(library: Library, what: string, hint: string, cause?: unknown): RevengeError {
  return new RevengeError('ROOT_UNAVAILABLE', `The root of library "${library.name}" (${library.root}) ${what}`, {
    hint: `${hint} Nothing was taken as missing.`,
    context: { root: library.root },
    cause,
  });
}

/** The promise, given up when the signal aborts: a call into a share that hangs cannot be taken back. */
function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
