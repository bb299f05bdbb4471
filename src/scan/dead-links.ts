import type { WalkedUnit } from '../library/walk.ts';
import type { FileEntry, FsPath, Library } from '../model/files.ts';
import type { KnownUnit } from '../store/port.ts';
import type { ScanContext } from './context.ts';

/** The rule under which a link without a target is remembered, where nothing else is known of it. */
const DEAD_LINK = 'symlink.dead';
/** The inode of a stored file that is a link whose target was not there when it was last looked at. */
const NO_INODE = 0;

/** The links of a unit that lead nowhere. Each is reported once: it is remembered, and forgotten when its target is back. */
export interface DeadLinks {
  /** Those that an earlier run has reported. */
  readonly reported: ReadonlySet<FsPath>;
  /** Remembers the links of files that the store knows; `saveIgnored` does so for all others. */
  remember(context: ScanContext, library: Library): Promise<void>;
}

type Touched = Pick<FileEntry, 'relativePath' | 'size' | 'mtimeMs' | 'inode'>;

export function deadLinks(walked: WalkedUnit, known: KnownUnit): DeadLinks {
  const paths = deadPaths(walked);
  // A link that was gone in between is a new one.
  const files = known.files.filter((file) => paths.has(file.relativePath) && file.missingSince === undefined);
  const reported = new Set(files.filter(({ inode }) => inode === NO_INODE).map(({ relativePath }) => relativePath));
  const isNew = files.length < paths.size;
  return {
    reported,
    async remember(context, library) {
      if (context.options.dryRun) return;
      const touched = [...files.map((file): Touched => ({ ...file, inode: NO_INODE })), ...backAgain(walked, known)];
      const changed = touched.filter(({ relativePath, inode }) => inode !== NO_INODE || !reported.has(relativePath));
      if (changed.length > 0) context.tally.rows.changed += await context.store.touchFiles(library, changed);
      if (isNew) await saveIgnored(context, library, walked, rulesOf(known), known);
    },
  };
}

/** Files that are what they were before their link led nowhere. */
function backAgain(walked: WalkedUnit, known: KnownUnit): Touched[] {
  const dead = new Map(known.files.flatMap((file) => (file.inode === NO_INODE ? [[file.relativePath, file]] : [])));
  return walked.files.filter(({ relativePath, size, mtimeMs, inode }) => {
    const before = dead.get(relativePath);
    return before !== undefined && inode !== NO_INODE && before.size === size && before.mtimeMs === mtimeMs;
  });
}

/** Remembers the files that belong to no group with the rule that left them out, and links that lead nowhere. */
export async function saveIgnored(
  context: ScanContext,
  library: Library,
  walked: WalkedUnit,
  rules: ReadonlyMap<FsPath, string>,
  known: KnownUnit,
): Promise<void> {
  if (context.options.dryRun) return;
  const grouped = new Set(
    known.files.filter(({ groupKey }) => groupKey !== '').map(({ relativePath }) => relativePath),
  );
  const ignored = walked.files.flatMap((file) => {
    const rule = rules.get(file.relativePath);
    return rule === undefined ? [] : [{ ...file, rule }];
  });
  const dead = [...deadPaths(walked)]
    .filter((path) => !grouped.has(path))
    .map((relativePath) => ({
      path: `${library.root}/${relativePath}`,
      relativePath,
      size: 0,
      mtimeMs: 0,
      inode: NO_INODE,
      rule: DEAD_LINK,
    }));
  // Most units have no such files, and each of these questions would be a transaction.
  if (ignored.length + dead.length === 0 && known.files.every((file) => file.rule === undefined)) return;
  context.tally.rows.changed += await context.store.saveIgnored(library, walked.unit, [...ignored, ...dead]);
}

/** By path: the rules that leave files out, as they were stored. */
function rulesOf({ files }: KnownUnit): ReadonlyMap<FsPath, string> {
  return new Map(files.flatMap(({ relativePath, rule }) => (rule === undefined ? [] : [[relativePath, rule]])));
}

function deadPaths({ failures }: WalkedUnit): ReadonlySet<FsPath> {
  return new Set(failures.filter(({ deadLink }) => deadLink === true).map(({ relativePath }) => relativePath));
}
