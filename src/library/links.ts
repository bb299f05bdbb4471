import type { FsPath } from '../model/files.ts';
import { builtInFolderRule } from './built-in-rules.ts';
import type { FileStat } from './file-tree.ts';
import type { Verdict } from './ignore-rules.ts';

/** Folders of the system, which have no media and no end. */
const SYSTEM = ['/proc', '/sys', '/dev'];
/** Links may lead to folders full of links; these bounds are far beyond any library and far below for ever. */
const MAX_LINKS_DEEP = 8;
const MAX_LINKS_IN_UNIT = 10_000;

/** A link to a folder, before it is followed. */
export interface FolderLink {
  readonly relativePath: FsPath;
  /** Real path of the folder that holds the link. */
  readonly around: FsPath;
  /** Real path of the folder that it leads to. */
  readonly real: FsPath;
  readonly target: Pick<FileStat, 'device' | 'inode'>;
  /** Links followed to get here, with this one. */
  readonly links: number;
}

/** The links to folders that one walk has followed. */
export interface LinkClaims {
  /** Why a link is not followed, or `undefined` where it is: then its target is taken, and no other link leads there. */
  claim(link: FolderLink, followedInUnit: number): Verdict | undefined;
  /** Why a folder below a followed link is left out: another link has taken it. */
  taken(real: FsPath): Verdict | undefined;
}

/**
 * Keeps a walk within bounds: each real folder is entered once (by device and inode, and by its real path), none that
 * holds a library root, none of the system. `roots` are real paths; the first is that of the library itself.
 */
export function linkClaims(roots: readonly FsPath[]): LinkClaims {
  const [root = '/'] = roots;
  const byFolder = new Map<string, FsPath>();
  const byPath = new Map<FsPath, FsPath>();
  return {
    claim(link, followedInUnit) {
      const { real, relativePath, target } = link;
      const barred = boundRule(link, followedInUnit) ?? placeRule(link, root, roots);
      if (barred !== undefined) return barred;
      const folder = `${target.device}:${target.inode}`;
      const first = byFolder.get(folder) ?? claimAround(real, byPath);
      if (first !== undefined) return again(first);
      byFolder.set(folder, relativePath);
      byPath.set(real, relativePath);
      return undefined;
    },
    taken(real) {
      const first = byPath.get(real);
      return first === undefined ? undefined : again(first);
    },
  };
}

/** Whether a real path is a folder of the system, or lies in one. */
export function isSystemPath(real: FsPath): boolean {
  return SYSTEM.some((folder) => isWithin(real, folder));
}

function isWithin(path: FsPath, folder: FsPath): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

export const SYSTEM_FOLDER: Verdict = {
  rule: 'ignore.system-folder',
  reason: 'a folder of the system (/proc, /sys or /dev)',
};

function boundRule({ links }: FolderLink, followedInUnit: number): Verdict | undefined {
  if (links <= MAX_LINKS_DEEP && followedInUnit < MAX_LINKS_IN_UNIT) return undefined;
  return { rule: 'symlink.too-many', reason: 'too many links to folders' };
}

function placeRule({ real, around }: FolderLink, root: FsPath, roots: readonly FsPath[]): Verdict | undefined {
  if (isSystemPath(real)) return SYSTEM_FOLDER;
  if (isWithin(around, real)) return { rule: 'symlink.loop', reason: 'a link to a folder that holds it' };
  const held = roots.find((each) => isWithin(each, real));
  if (held !== undefined) {
    return { rule: 'symlink.holds-root', reason: `a link to "${real}", which holds the library root "${held}"` };
  }
  if (!isWithin(real, root) || isHidden(real, root)) return undefined;
  const below = real.slice(root.length).replace(/^\//, '');
  return { rule: 'symlink.inside-root', reason: `a link to "${below}", which is walked itself` };
}

/** The followed link to a folder around this one, unless the way down from there is hidden from the walk. */
function claimAround(real: FsPath, byPath: ReadonlyMap<FsPath, FsPath>): FsPath | undefined {
  for (let end = real.lastIndexOf('/'); end > 0; end = real.lastIndexOf('/', end - 1)) {
    const folder = real.slice(0, end);
    const first = byPath.get(folder);
    if (first !== undefined && !isHidden(real, folder)) return first;
  }
  return undefined;
}

function isHidden(real: FsPath, from: FsPath): boolean {
  const parts = real.slice(from.length).split('/');
  return parts.some((part) => part !== '' && builtInFolderRule(part, '', false) !== undefined);
}

function again(first: FsPath): Verdict {
  return { rule: 'symlink.again', reason: `leads to a folder that is walked as "${first}"` };
}
