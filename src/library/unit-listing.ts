import type { FileEntry, FsPath, SkippedPath } from '../model/files.ts';
import type { WalkFailure } from './walk-folder.ts';

/** A walked unit, with its files as one text, so that it can be compared with the store without an object a file. */
export interface ListedUnit {
  readonly unit: FsPath;
  /** The same text as the store makes of the files that it knows, where none of them has changed. */
  readonly listing: string;
  readonly count: number;
  readonly skipped: readonly SkippedPath[];
  readonly failures: readonly WalkFailure[];
  /** The files themselves: only a unit that differs from the store needs them. */
  readonly files: readonly FileEntry[];
}

/** No path holds this, begins with a slash or ends with one. */
const SEPARATOR = '//';
/** Numbers of milliseconds since 1970 are multiples of 1/4096 from the year 2004 on: as whole numbers they are text without loss. */
const PARTS_OF_MILLISECOND = 4096;
const FIELDS = 3;

/** Path, size and modification time of each file, in the order of the files. */
export function listingOf(files: readonly Pick<FileEntry, 'relativePath' | 'size' | 'mtimeMs'>[]): string {
  let text = '';
  for (const { relativePath, size, mtimeMs } of files) {
    if (text !== '') text += SEPARATOR;
    const time = Math.trunc(mtimeMs * PARTS_OF_MILLISECOND);
    text += relativePath + SEPARATOR + size + SEPARATOR + time;
  }
  return text;
}

/** The paths of a listing. */
export function pathsOfListing(listing: string): FsPath[] {
  return listing === '' ? [] : listing.split(SEPARATOR).filter((_, index) => index % FIELDS === 0);
}
