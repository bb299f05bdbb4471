import type { ByteWindow } from '../../media/formats/window.ts';
import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { contentDigest } from '../../util/digest.ts';
import { isInPlace, type Splice } from '../embedded/splice.ts';
import { conflict, failed, keepOwnership, type Ownership } from './faults.ts';
import { placeInside, refused, type WritePlace } from './inside-root.ts';
import type { EditEntry, Journal } from './journal.ts';
import type { FileState, WriteFileSystem } from './write-file-system.ts';

/** A file to change in some places. */
export interface FileEdit {
  readonly root: FsPath;
  /** Relative to the root. */
  readonly path: FsPath;
  /** Also write a file that has other names (hard links); these keep the old content. */
  readonly splitLinks: boolean;
  /** What to change in the file as it is now. Throws where the file is not what the plan saw. */
  splices(window: ByteWindow): readonly Splice[];
}

/** Parts of a file that are this near to each other are written as one. */
const NEAR = 64 * 1024;
/** Most places that are written into the file itself: the undo of an unfinished edit has to put all of them back. */
const MOST_PLACES = 2;

/**
 * Changes a media file in some places, journalled before and after. Where the change fits, it is written into the file itself;
 * otherwise a changed copy takes the place of the file. A process that is killed within the former leaves an entry of the journal
 * by which `undoRun` and `recoverRun` put the file back.
 *
 * @throws RevengeError `WRITE_REFUSED`, `WRITE_CONFLICT`, `WRITE_FAILED`.
 */
export async function editFile(
  files: WriteFileSystem,
  journal: Journal,
  edit: FileEdit,
): Promise<'written' | 'unchanged'> {
  const { root, path } = edit;
  const place = await placeInside(files, root, path);
  const state = await files.state(place.path);
  if (state === undefined) throw conflict(place.path, 'it has gone since the plan was made');
  if (state.kind !== 'file') throw refused(place.path, 'it is no regular file');
  if (state.links > 1 && !edit.splitLinks) {
    throw refused(
      place.path,
      `the file has ${state.links} names (hard links)`,
      'Give --split-links to write it all the same. The other names keep the old content.',
    );
  }
  try {
    const change = await files.withWindow(place.path, (window) => changeOf(window, edit.splices(window)));
    if (change.splices.length === 0) return 'unchanged';
    const { size, splices, old } = change;
    if (size !== state.size) throw conflict(place.path, 'it is being written to');
    const inPlace = state.links === 1 && isInPlace(size, splices) && splices.length <= MOST_PLACES;
    const temporary = `${place.folder}/.revenge-${contentDigest(Buffer.from(path)).slice(0, 16)}.tmp`;
    const { mode, uid, gid, atimeMs, mtimeMs } = state;
    const pieces = splices.map(({ at, length, bytes }) => ({ at, length, newLength: bytes.length }));
    const newDigest = contentDigest(Buffer.concat(splices.map(({ bytes }) => bytes)));
    const before = { mode, uid, gid, atimeMs, mtimeMs, size };
    const at = new Date().toISOString();
    const entry = { at, root, path, temporary, inPlace, before, pieces, newDigest };
    const sequence = await journal.beginEdit(entry, old);
    if (inPlace) await patch(files, place, splices, state, old);
    else await replaceByCopy(files, place, temporary, splices, state);
    await journal.done(sequence, (await files.state(place.path))?.mtimeMs);
    return 'written';
  } catch (cause) {
    if (cause instanceof RevengeError) throw cause;
    throw failed(place.path, cause);
  }
}

interface Change {
  readonly size: number;
  readonly splices: readonly Splice[];
  /** The bytes that are replaced, one after the other. */
  readonly old: Buffer;
}

function changeOf(window: ByteWindow, splices: readonly Splice[]): Change {
  const joined = joinedSplices(window, splices);
  const old = Buffer.concat(joined.map(({ at, length }) => window.read(at, length)));
  return { size: window.size, splices: joined, old };
}

/** Fewer splices: those that lie near each other and keep the length of the file become one. */
function joinedSplices(window: ByteWindow, splices: readonly Splice[]): readonly Splice[] {
  if (!isInPlace(window.size, splices)) return splices;
  const joined: Splice[] = [];
  for (const splice of splices) {
    const last = joined.at(-1);
    const end = last === undefined ? 0 : last.at + last.length;
    if (last === undefined || splice.at - end > NEAR) {
      joined.push(splice);
      continue;
    }
    const bytes = Buffer.concat([last.bytes, window.read(end, splice.at - end), splice.bytes]);
    joined[joined.length - 1] = { at: last.at, length: splice.at + splice.length - last.at, bytes };
  }
  return joined;
}

/** Writes into the file; where the system refuses in the midst, puts back what was there. */
async function patch(
  files: WriteFileSystem,
  place: WritePlace,
  splices: readonly Splice[],
  { size, atimeMs, mtimeMs }: FileState,
  old: Buffer,
): Promise<void> {
  const after = size + splices.reduce((sum, { length, bytes }) => sum + bytes.length - length, 0);
  try {
    await files.patch(place.path, splices, after);
  } catch (error) {
    // Where this fails too, the journal still has the old bytes.
    const putBack = async (): Promise<void> => {
      await files.patch(place.path, oldPieces(splices, old), size);
      await files.setTimes(place.path, atimeMs, mtimeMs);
    };
    await putBack().catch(() => undefined);
    throw error;
  }
}

async function replaceByCopy(
  files: WriteFileSystem,
  place: WritePlace,
  temporary: FsPath,
  splices: readonly Splice[],
  kept: Ownership,
  times?: Pick<FileState, 'atimeMs' | 'mtimeMs'>,
): Promise<void> {
  if ((await files.state(temporary)) !== undefined) await files.remove(temporary);
  try {
    await files.createSpliced(temporary, place.path, splices, kept.mode);
    await keepOwnership(files, temporary, kept);
    if (times !== undefined) await files.setTimes(temporary, times.atimeMs, times.mtimeMs);
    await files.rename(temporary, place.path);
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(place.folder);
}

/**
 * Takes an edit back. A file that has changed since is left alone; `force` restores it all the same if its length still fits.
 *
 * @returns `kept` where the edit had never reached the file.
 * @throws RevengeError `WRITE_CONFLICT`, `WRITE_REFUSED`, `WRITE_FAILED`.
 */
export async function undoEdit(
  files: WriteFileSystem,
  entry: EditEntry,
  old: Buffer,
  force: boolean,
): Promise<'restored' | 'kept'> {
  const { before, pieces } = entry;
  const place = await placeInside(files, entry.root, entry.path);
  try {
    if ((await files.state(entry.temporary)) !== undefined) await files.remove(entry.temporary);
    const state = await files.state(place.path);
    if (state?.kind !== 'file') throw conflict(place.path, 'it has gone since the run');
    const now = await files.withWindow(place.path, (window) => stateOf(window, entry));
    if (now === 'before') {
      // The bytes were put back already, the times were not.
      const isStarted = entry.inPlace && Math.abs(state.mtimeMs - before.mtimeMs) >= 1;
      if (isStarted && entry.state === 'begun') {
        await files.setTimes(place.path, before.atimeMs, before.mtimeMs);
      }
      return 'kept';
    }
    const isTorn = entry.state === 'begun' && entry.inPlace && now !== 'foreign';
    const isTouched = entry.editedMs !== undefined && Math.abs(state.mtimeMs - entry.editedMs) >= 1;
    if ((now !== 'after' || isTouched) && !isTorn && !(force && now !== 'foreign')) {
      const isHopeless = now === 'foreign';
      throw conflict(
        place.path,
        `it has changed since the run${isHopeless ? ', and its length too' : '; give --force to restore it all the same'}`,
      );
    }
    if (entry.inPlace && state.links === 1) {
      await files.patch(place.path, oldPieces(pieces, old), before.size);
      await files.setTimes(place.path, before.atimeMs, before.mtimeMs);
    } else await replaceByCopy(files, place, entry.temporary, reversed(pieces, old), before, before);
    return 'restored';
  } catch (cause) {
    if (cause instanceof RevengeError) throw cause;
    throw failed(place.path, cause);
  }
}

type Piece = EditEntry['pieces'][number];

/** `mixed`: of the length that it had before or after, with other bytes in the places of the edit. */
function stateOf(window: ByteWindow, entry: EditEntry): 'before' | 'after' | 'mixed' | 'foreign' {
  const { before, pieces, oldDigest, newDigest } = entry;
  const digestAt = (places: readonly { readonly at: number; readonly length: number }[]): string =>
    contentDigest(Buffer.concat(places.map(({ at, length }) => window.read(at, length))));
  const after = before.size + pieces.reduce((sum, { length, newLength }) => sum + newLength - length, 0);
  if (window.size === before.size && digestAt(pieces) === oldDigest) return 'before';
  if (window.size === after && digestAt(placesAfter(pieces)) === newDigest) return 'after';
  const [least, most] = [Math.min(before.size, after), Math.max(before.size, after)];
  // A file that grows at its end may have been cut off at any length between.
  const isBetween = entry.state === 'begun' && window.size >= least && window.size <= most;
  return isBetween || window.size === after ? 'mixed' : 'foreign';
}

/** Where the pieces are in the file after the edit. */
function placesAfter(pieces: readonly Piece[]): readonly { readonly at: number; readonly length: number }[] {
  let shift = 0;
  return pieces.map(({ at, length, newLength }) => {
    const moved = { at: at + shift, length: newLength };
    shift += newLength - length;
    return moved;
  });
}

function oldPieces(pieces: readonly Pick<Splice, 'at' | 'length'>[], old: Buffer): readonly Splice[] {
  let from = 0;
  return pieces.map(({ at, length }) => {
    const bytes = old.subarray(from, from + length);
    from += length;
    return { at, length, bytes };
  });
}

function reversed(pieces: readonly Piece[], old: Buffer): readonly Splice[] {
  const bytes = oldPieces(pieces, old);
  return placesAfter(pieces).map((place, index) => ({ ...place, bytes: bytes[index]?.bytes ?? Buffer.alloc(0) }));
}
