import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { RevengeError } from '../model/errors.ts';
import type { StoredImage } from '../model/views.ts';
import { contentDigest } from '../util/digest.ts';
import { errorCode } from '../util/error-code.ts';
import { sweepTemporaries, temporaryPath } from './temporary-pictures.ts';
import type { ProcessedImage } from './thumbnails.ts';

/** A folder of pictures, each named by the SHA-256 of its bytes, two levels deep so that no folder grows large. */
export interface ImageStore {
  /**
   * Keeps a picture and its thumbnails; what is there already is left as it is.
   * @throws RevengeError `ARTWORK_UNWRITABLE` where the disk does not take this picture now: it may take another one.
   */
  keep(original: Uint8Array, processed: ProcessedImage, thumbnailExtension: string): Promise<StoredImage>;
  /** Whether all files of a picture are there. */
  holds(image: StoredImage): Promise<boolean>;
  /** Removes what runs that were killed left half written. */
  sweep(): Promise<void>;
}

/** Errors of a disk that has no room or is in trouble; others say that the folder is no place for pictures at all. */
const OF_THE_DISK: ReadonlySet<string> = new Set(
  'ENOSPC EDQUOT EFBIG EIO ESTALE ETIMEDOUT EAGAIN EBUSY EMFILE ENFILE'.split(' '),
);

/**
 * Opens the artwork folder; it is made at the first picture.
 * @throws RevengeError `CONFIG_INVALID` when it lies inside a library root: only tagging writes near media.
 */
export function openImageStore(folder: string, roots: readonly string[]): ImageStore {
  const base = resolve(folder);
  for (const root of roots) {
    const way = relative(resolve(root), base);
    if (way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))) {
      throw new RevengeError('CONFIG_INVALID', `the artwork folder ${base} lies inside the library ${root}`, {
        hint: 'Choose a folder outside the media for it.',
      });
    }
  }
  return {
    keep: async (original, processed, thumbnailExtension) => {
      const digest = contentDigest(original);
      const { format, width, height, blurhash } = processed;
      const path = picturePath(digest, format);
      const files = processed.thumbnails.map(({ width, height, bytes }) => ({
        bytes,
        thumbnail: { width, height, path: pathOf(digest, `.w${width}.${thumbnailExtension}`) },
      }));
      const writing = await Promise.allSettled([
        writeOnce(base, path, original),
        ...files.map(({ bytes, thumbnail }) => writeOnce(base, thumbnail.path, bytes)),
      ]);
      // Only when none is under way any more: a write that goes on behind an error leaves its temporary file.
      for (const written of writing) if (written.status === 'rejected') throw unwritable(written.reason, base);
      const thumbnails = files.map(({ thumbnail }) => thumbnail);
      return { digest, path, format, width, height, bytes: original.byteLength, blurhash, thumbnails };
    },
    holds: async ({ path, thumbnails }) => {
      const sizes = await Promise.all(
        [path, ...thumbnails.map((each) => each.path)].map((each) => sizeOf(join(base, each))),
      );
      return sizes.every((size) => size !== undefined && size > 0);
    },
    sweep: () => sweepTemporaries(base),
  };
}

function unwritable(thrown: unknown, base: string): unknown {
  const code = errorCode(thrown);
  if (code === undefined || !OF_THE_DISK.has(code)) return thrown;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new RevengeError(
    'ARTWORK_UNWRITABLE',
    `the artwork folder ${base} cannot be written: ${isFull ? 'no space left' : code}`,
    {
      cause: thrown,
      context: { folder: base, code },
      hint: `${isFull ? 'Free some space there' : 'Check its disk'}; the next run tries again.`,
    },
  );
}

/** Path of a picture below the artwork folder. */
export function picturePath(digest: string, format: string): string {
  return pathOf(digest, `.${format}`);
}

function pathOf(digest: string, ending: string): string {
  return `${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}${ending}`;
}

/** Writes beside and renames, so that a file under its name is always whole; the content is in the name, so once is enough. */
async function writeOnce(base: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(base, path);
  if ((await sizeOf(target)) === bytes.byteLength) return;
  await mkdir(dirname(target), { recursive: true });
  const temporary = await temporaryPath(base);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true ? stats.size : undefined;
}
