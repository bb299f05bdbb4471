import { RevengeError, toRevengeError } from '../model/errors.ts';
import type { FileEntry, FsPath, Library, SkippedPath } from '../model/files.ts';
import type { DirectoryEntry, FileTree } from './file-tree.ts';
import { NO_RULES, readFolderRules } from './ignore-rules.ts';
import { ioFailure } from './io-error.ts';
import { type Folder, newFindings, visitEntry, type WalkContext, type WalkFailure } from './walk-folder.ts';

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
}

/** Units walked ahead of the one that is asked for. */
const AHEAD = 16;

/**
 * Walks a library root: every unit once, `''` first, then in the order of names. Names are bytes (see `FsPath`). One
 * `readdir` a folder, one `stat` a file. What is left out is in `skipped` with its rule; what could not be read is in
 * `failures`; what is in none of them and not in `files` is not there.
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
  const outer: Folder = { path, relativePath: '', name: '', rules: NO_RULES, subtitlesOnly: false, links: 0 };
  const { isRootStill, entries, rules } = await orUnavailable(
    library,
    unlessAborted(signal, readRoot(library, tree, outer)),
  );
  if (rules.skip !== undefined) {
    yield { unit: '', files: [], skipped: [{ relativePath: '', directory: true, ...rules.skip }], failures: [] };
    return;
  }
  const root: Folder = { ...outer, rules: rules.rules };
  const context: WalkContext = { tree, root, signal, isRootStill };
  const units = await unlessAborted(signal, findUnits(context, entries, namesUnder(path, options.onlyUnder)));
  const queue: Promise<WalkedUnit>[] = [];
  for (const unit of units) {
    signal.throwIfAborted();
    const walking = walkUnit(context, unit);
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
async function readRoot(library: Library, tree: FileTree, root: Folder) {
  const first = await tree.stat(library.root);
  const entries = await tree.readdir(library.root);
  const rules = await readFolderRules(tree, root, entries, NO_RULES);
  const isRootStill = async (): Promise<boolean> => {
    try {
      const now = await tree.stat(library.root);
      return now.device === first.device && now.inode === first.inode;
    } catch {
      return false;
    }
  };
  return { entries, rules, isRootStill };
}

interface PlannedUnit {
  readonly unit: FsPath;
  /** Entries of the root that make it up; none where it is not there. */
  readonly entries: readonly DirectoryEntry[];
}

/** The units in their order. `names`: the wanted entries of the root, all of them where absent. */
async function findUnits(
  context: WalkContext,
  entries: readonly DirectoryEntry[],
  names: ReadonlyMap<FsPath, { readonly deeper: boolean }> | undefined,
): Promise<PlannedUnit[]> {
  const loose: DirectoryEntry[] = [];
  const units: PlannedUnit[] = [];
  await Promise.all(
    entries.map(async (entry) => {
      if (!(await isUnit(context, entry))) loose.push(entry);
      else if (names === undefined || names.has(entry.name)) units.push({ unit: entry.name, entries: [entry] });
    }),
  );
  const found = new Set(units.map(({ unit }) => unit));
  const absent = [...(names ?? [])].filter(([name]) => !found.has(name));
  for (const [name, { deeper }] of absent) {
    if (deeper || !loose.some((entry) => entry.name === name)) units.push({ unit: name, entries: [] });
  }
  units.sort((one, other) => (one.unit < other.unit ? -1 : 1));
  const looseWanted = names === undefined || absent.some(([, { deeper }]) => !deeper);
  return looseWanted ? [{ unit: '', entries: loose }, ...units] : units;
}

async function isUnit(context: WalkContext, entry: DirectoryEntry): Promise<boolean> {
  if (entry.kind !== 'symlink') return entry.kind === 'directory';
  try {
    return (await context.tree.stat(`${context.root.path}/${entry.name}`)).kind === 'directory';
  } catch {
    // Where the link leads cannot be seen: a failure of that one unit.
    return true;
  }
}

async function walkUnit(context: WalkContext, { unit, entries }: PlannedUnit): Promise<WalkedUnit> {
  const found = newFindings();
  try {
    await Promise.all(entries.map((entry) => visitEntry(context, context.root, entry, entries, found)));
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

/** First parts of the wanted paths below the root; `undefined` where all is wanted. */
function namesUnder(root: FsPath, paths: readonly FsPath[] | undefined): Map<FsPath, { deeper: boolean }> | undefined {
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
