import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { picturePath } from '../../enrich/image-store.ts';
import { RevengeError } from '../../model/errors.ts';
import { newRunId } from '../../model/ids.ts';
import { lockStore } from '../../store/sqlite/lock.ts';
import { type AppliedWrite, type ApplyContext, applyPlan } from '../../tagging/apply.ts';
import { folderOwnPictures } from '../../tagging/artwork/own-pictures.ts';
import { folderBases } from '../../tagging/bases.ts';
import { openJournal } from '../../tagging/gateway/journal.ts';
import { diskWriteFileSystem } from '../../tagging/gateway/write-file-system.ts';
import type { PlannedWrite } from '../../tagging/planned.ts';
import { contentDigest } from '../../util/digest.ts';
import { taggingFolders } from './folders.ts';

/** Carries out planned writes as one run, which `undo` can take back. One run writes at a time. */
export async function applyWrites(
  config: Config,
  writes: readonly PlannedWrite[],
  signal: AbortSignal,
): Promise<readonly AppliedWrite[]> {
  if (writes.length === 0) return [];
  const { runs, bases, pictures, lock } = taggingFolders(config);
  await mkdir(runs, { recursive: true, mode: 0o700 });
  const held = lockStore(lock);
  try {
    const context: ApplyContext = {
      files: diskWriteFileSystem,
      bases: folderBases(bases),
      pictures: folderOwnPictures(pictures),
      storedPicture: storedPictures(config.artwork.folder),
      journal: await openJournal(diskWriteFileSystem, join(runs, newRunId(new Date()))),
      signal,
    };
    const applied: AppliedWrite[] = [];
    for await (const one of applyPlan(context, writes)) applied.push(one);
    return applied;
  } finally {
    held.release();
  }
}

function storedPictures(folder: string): ApplyContext['storedPicture'] {
  return async ({ digest, format }) => {
    const path = join(folder, picturePath(digest, format));
    const bytes = await readFile(path).catch((cause: unknown) => cause);
    if (bytes instanceof Uint8Array && contentDigest(bytes) === digest) return bytes;
    throw new RevengeError('FILE_UNREADABLE', `The stored picture ${path} cannot be read or is damaged`, {
      cause: bytes,
      hint: 'Remove it if it is there, and run `revenge scan` to fetch it again.',
      context: { path },
    });
  };
}
