import { type FileKind, fileKindOf } from '../media/kinds.ts';
import type { FsPath, Library, RootSigns } from '../model/files.ts';
import { isAbsence } from '../util/error-code.ts';
import type { DirectoryEntry, FileTree } from './file-tree.ts';
import { ioFailure } from './io-error.ts';

/** A file of this name in a library root marks it: a root that has had one is not believed without it. */
export const ROOT_MARKER = '.revenge-root';

/** Whether a library root can be believed. `reason` completes "the root …", `hint` says what to do. */
export type RootState =
  /** `signs`: what it is known by now. */
  | { readonly state: 'ok'; readonly signs: RootSigns }
  | { readonly state: 'unavailable'; readonly reason: string; readonly hint: string };

/** What is known of a root before it is looked at. */
export interface KnownRoot {
  /**
   * Units of it, folders at its top or `''`, of which the store knows files that are not missing. Only asked of a root that
   * holds no folder.
   */
  units(): Promise<readonly FsPath[]>;
  readonly signs: RootSigns;
  /** A person says that a sign that is gone is gone for good. */
  readonly acceptMissing: boolean;
}

const NOTHING_MISSING = 'Nothing was taken as missing.';
const MOUNT_HINT = `Mount it, or correct the path in the configuration. ${NOTHING_MISSING}`;
const TIMEOUT_MS = 30_000;

/**
 * Looks at a root before it is walked, so that a share that is not mounted is not taken for an empty library, nor what
 * lies below its mount point for the library. The root has to be a folder that answers within `timeoutMs`; to hold what
 * marks it: the marker of its configuration, or `.revenge-root` where it had one; to be a mount point where it was one; and
 * to hold something when the store knows files of it, and more than a few strays in place of all that is known. Dot-files and `lost+found` count as nothing, but a root with its
 * marker may be empty. Costs two stats and a readdir, and one stat more for a marker of the configuration.
 */
export async function rootState(
  library: Library,
  tree: FileTree,
  known: KnownRoot,
  timeoutMs = TIMEOUT_MS,
): Promise<RootState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<RootState>((resolve) => {
    const reason = `does not answer within ${Math.round(timeoutMs / 1000)} seconds`;
    timer = setTimeout(() => resolve(unavailable(reason, `Does the share hang? ${MOUNT_HINT}`)), timeoutMs);
  });
  try {
    return await Promise.race([look(library, tree, known), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function look(library: Library, tree: FileTree, known: KnownRoot): Promise<RootState> {
  try {
    const stat = await tree.stat(library.root);
    if (stat.kind !== 'directory') return unavailable('is not a folder', 'Name a folder as the path of the library.');
    const entries = await tree.readdir(library.root);
    const marker = entries.some(({ name }) => name === ROOT_MARKER);
    const mountPoint = (await isMountPoint(library.root, stat.device, tree)) ?? known.signs.mountPoint;
    const holdsNamed = library.marker !== undefined && (await holds(library.root, library.marker, tree));
    const lost = lostSign(library, known, { marker, mountPoint, holdsNamed });
    if (lost !== undefined) return lost;
    const isMarked = marker || holdsNamed;
    if (!isMarked && !entries.some(counts) && (await known.units()).length > 0) {
      return unavailable(
        'is empty although the store knows files of it',
        `Is the share mounted? ${NOTHING_MISSING} If it is meant to be empty, mark it (see docs/store.md) or remove the library from the configuration.`,
      );
    }
    if (!isMarked && !known.acceptMissing && (await holdsOnlyStrays(entries, known))) {
      return unavailable(
        'holds nothing of what the store knows of it, only a few other files',
        `Is the share mounted? ${NOTHING_MISSING} If what was there is gone for good, scan once with --accept-missing.`,
      );
    }
    return { state: 'ok', signs: { marker, mountPoint } };
  } catch (error) {
    if (isAbsence(error)) return unavailable('does not exist', MOUNT_HINT);
    const { message } = ioFailure(error);
    return unavailable(`cannot be read: ${message}`, `May this user read it? ${NOTHING_MISSING}`);
  }
}

/** The sign that should be there and is not. A marker that the configuration names speaks for the root alone. */
function lostSign(
  { marker: named }: Library,
  { signs, acceptMissing }: KnownRoot,
  now: RootSigns & { readonly holdsNamed: boolean },
): RootState | undefined {
  if (named !== undefined) {
    if (now.holdsNamed) return undefined;
    return unavailable(
      `does not hold "${named}", which marks it`,
      `Mount it. If it is mounted, put its marker back, or correct the marker in the configuration. ${NOTHING_MISSING}`,
    );
  }
  if (acceptMissing) return undefined;
  if (signs.marker && !now.marker) {
    return unavailable(
      `has lost its marker ${ROOT_MARKER}`,
      `Mount it. If it is mounted, put the marker back, or scan once with --accept-missing to do without. ${NOTHING_MISSING}`,
    );
  }
  if (signs.mountPoint && !now.mountPoint && !now.marker) {
    return unavailable(
      'is no mount point any more: the file system that lay here is not there',
      `Mount it. If the library lies on this disk now, scan once with --accept-missing. ${NOTHING_MISSING}`,
    );
  }
  return undefined;
}

/** Whether the root lies on another file system than the folder around it; `undefined` where that cannot be seen. */
async function isMountPoint(root: FsPath, device: number, tree: FileTree): Promise<boolean | undefined> {
  const path = root.replace(/\/+$/, '');
  const around = path.slice(0, path.lastIndexOf('/'));
  try {
    return (await tree.stat(around === '' ? '/' : around)).device !== device;
  } catch {
    return undefined;
  }
}

/** Links are followed: one that leads to a disk that is not there marks nothing. */
async function holds(root: FsPath, path: FsPath, tree: FileTree): Promise<boolean> {
  try {
    await tree.stat(`${root}/${path}`);
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

function counts({ name }: DirectoryEntry): boolean {
  return !name.startsWith('.') && name !== 'lost+found';
}

/**
 * Whether a root looks like the folder below a mount point, into which something was written by mistake: none of the known
 * folders is there, nor any other, and of media files none, or far fewer than was known.
 */
async function holdsOnlyStrays(entries: readonly DirectoryEntry[], known: KnownRoot): Promise<boolean> {
  const there = entries.filter(counts);
  const names = new Set(there.map(({ name }) => name));
  const loose = there.filter(({ name, kind }) => kind !== 'directory' && MEDIA.has(fileKindOf(name)));
  // A folder may be where somebody has moved all the others; how much is gone is judged by its files, when it is walked.
  if (there.some(({ kind }) => kind === 'directory' || kind === 'symlink')) return false;
  const units = await known.units();
  // Files in the root itself are known by no name here; any media file may be one of them.
  const isThere = (unit: FsPath): boolean => (unit === '' ? loose.length > 0 : names.has(unit));
  return units.length > 0 && !units.some(isThere) && loose.length * 2 <= units.length;
}

const MEDIA: ReadonlySet<FileKind> = new Set(['video', 'audio', 'disc-image']);

function unavailable(reason: string, hint: string): RootState {
  return { state: 'unavailable', reason, hint };
}
