import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { contentDigest } from '../../util/digest.ts';
import { conflict, failed, keepOwnership, type Ownership } from './faults.ts';
import { placeInside, refused, type WritePlace } from './inside-root.ts';
import { canKeep, type Journal, type WriteEntry } from './journal.ts';
import type { FileState, WriteFileSystem } from './write-file-system.ts';

/** One file to write, as a plan has it. */
export interface FileWrite {
  readonly root: FsPath;
  /** Relative to the root. */
  readonly path: FsPath;
  /** `null` removes the file. */
  readonly bytes: Uint8Array | null;
  /** SHA-256 of the file that the plan saw; `null` where it saw none. */
  readonly expected: string | null;
}

/** How a write ended. `unchanged`: the file holds these bytes already, or is not there already. */
export type WriteOutcome = 'written' | 'removed' | 'unchanged';

/** Bytes of the largest file that the gateway replaces. */
const MAX_REPLACED = 64 * 1024 * 1024;
const NEW_FILE_MODE = 0o644;

/**
 * Writes or removes one file near the media: atomically (temporary file beside it, rename), journalled before and after, inside its
 * root, and only where the file is still what the plan saw. Owner and mode of a file stay. A hard link to another name is
 * refused, because a rename would tear the two apart.
 *
 * @throws RevengeError `WRITE_REFUSED`, `WRITE_CONFLICT` (the file has changed since the plan), `WRITE_FAILED`.
 */
export async function writeFile(files: WriteFileSystem, journal: Journal, write: FileWrite): Promise<WriteOutcome> {
  const place = await placeInside(files, write.root, write.path);
  const state = await files.state(place.path);
  const current = await currentBytes(files, place, state, write.expected);
  const after = write.bytes === null ? null : contentDigest(write.bytes);
  if ((current === undefined ? null : contentDigest(current)) === after) return 'unchanged';
  const temporary = `${place.folder}/.revenge-${(after ?? write.expected ?? '').slice(0, 16)}.tmp`;
  const { root, path } = write;
  const before = state === undefined || current === undefined ? null : beforeOf(state, current);
  const at = new Date().toISOString();
  try {
    const sequence = await journal.begin({ at, root, path, temporary, before, after }, current);
    if (write.bytes === null) await remove(files, place);
    else await replace(files, place, temporary, write.bytes, state);
    await journal.done(sequence);
  } catch (cause) {
    if (cause instanceof RevengeError) throw cause;
    throw failed(place.path, cause);
  }
  return write.bytes === null ? 'removed' : 'written';
}

/**
 * Puts a file back as it was before an entry of a journal: its old bytes, mode, owner and times, or no file. A file that
 * has changed since the run is left alone unless `force` is set.
 *
 * @returns `kept` where the write had never reached the file.
 * @throws RevengeError `WRITE_CONFLICT`, `WRITE_REFUSED`, `WRITE_FAILED`.
 */
export async function undoWrite(
  files: WriteFileSystem,
  entry: WriteEntry,
  oldBytes: Uint8Array | undefined,
  force: boolean,
): Promise<'restored' | 'kept'> {
  const place = await placeInside(files, entry.root, entry.path);
  try {
    if ((await files.state(entry.temporary)) !== undefined) await files.remove(entry.temporary);
    const state = await files.state(place.path);
    const digest = state?.kind === 'file' ? contentDigest(await files.read(place.path, MAX_REPLACED)) : null;
    if (digest === (entry.before?.digest ?? null)) return 'kept';
    if (digest !== entry.after && !force) {
      throw conflict(place.path, 'it has changed since the run; give --force to replace it all the same');
    }
    if (entry.before === null || oldBytes === undefined) {
      if (state !== undefined) await remove(files, place);
      return 'restored';
    }
    await replace(files, place, entry.temporary, oldBytes, entry.before, entry.before);
    return 'restored';
  } catch (cause) {
    if (cause instanceof RevengeError) throw cause;
    throw failed(place.path, cause);
  }
}

async function currentBytes(
  files: WriteFileSystem,
  place: WritePlace,
  state: FileState | undefined,
  expected: string | null,
): Promise<Buffer | undefined> {
  if (state === undefined) {
    if (expected !== null) throw conflict(place.path, 'it has gone since the plan was made');
    return undefined;
  }
  if (state.kind !== 'file') throw refused(place.path, 'it is no regular file');
  if (state.links > 1) throw refused(place.path, `the file has ${state.links} names (hard links)`);
  if (state.size > MAX_REPLACED || !canKeep(state)) throw refused(place.path, 'it is too large to be replaced safely');
  const current = await files.read(place.path, MAX_REPLACED).catch((cause: unknown) => {
    throw failed(place.path, cause);
  });
  if (contentDigest(current) !== expected) throw conflict(place.path, 'it has changed since the plan was made');
  return current;
}

function beforeOf({ mode, uid, gid, atimeMs, mtimeMs }: FileState, bytes: Uint8Array) {
  return { digest: contentDigest(bytes), mode, uid, gid, atimeMs, mtimeMs };
}

async function remove(files: WriteFileSystem, place: WritePlace): Promise<void> {
  await files.remove(place.path);
  await files.syncFolder(place.folder);
}

async function replace(
  files: WriteFileSystem,
  place: WritePlace,
  temporary: FsPath,
  bytes: Uint8Array,
  kept: Ownership | undefined,
  times?: Pick<FileState, 'atimeMs' | 'mtimeMs'>,
): Promise<void> {
  if ((await files.state(temporary)) !== undefined) await files.remove(temporary);
  try {
    await files.create(temporary, bytes, kept === undefined ? NEW_FILE_MODE : kept.mode);
    if (kept !== undefined) await keepOwnership(files, temporary, kept);
    // Before the rename: a file that has its old bytes is not looked at again.
    if (times !== undefined) await files.setTimes(temporary, times.atimeMs, times.mtimeMs);
    await files.rename(temporary, place.path);
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(place.folder);
}
