import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { recoverRun } from '../../tagging/gateway/recover-run.ts';
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
  const { runs, bases, pictures, lock, running } = taggingFolders(config);
  await mkdir(runs, { recursive: true, mode: 0o700 });
  const held = lockStore(lock);
  try {
    const run = newRunId(new Date());
    await writeFile(running, run, { mode: 0o600, flush: true });
    const context: ApplyContext = {
      files: diskWriteFileSystem,
      bases: folderBases(bases),
      pictures: folderOwnPictures(pictures),
      storedPicture: storedPictures(config.artwork.folder),
      journal: await openJournal(diskWriteFileSystem, join(runs, run)),
      signal,
    };
    const applied: AppliedWrite[] = [];
    for await (const one of applyPlan(context, writes)) applied.push(one);
    await rm(running, { force: true });
    return applied;
  } finally {
    held.release();
  }
}

/** Puts back the files that the last run was changing when it was killed. Does nothing after a run that came to its end. */
export async function recoverTagging(config: Config): Promise<void> {
  const { runs, lock, running } = taggingFolders(config);
  const run = await readFile(running, 'utf8').catch(() => undefined);
  if (run === undefined) return;
  const held = lockStore(lock);
  try {
    if (/^[\w-]+$/.test(run)) await recoverRun(diskWriteFileSystem, join(runs, run));
    await rm(running, { force: true });
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
