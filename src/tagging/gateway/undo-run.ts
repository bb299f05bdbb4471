import { type RevengeError, toRevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { undoEdit } from './edit-file.ts';
import { type JournalEntry, oldBytesOf, openJournal, readJournal, readKept } from './journal.ts';
import { undoWrite } from './write-file.ts';
import type { WriteFileSystem } from './write-file-system.ts';

/** What became of one file of an undone run. */
export interface UndoneFile {
  readonly root: FsPath;
  readonly path: FsPath;
  /** `kept`: the write had never reached the file; `failed`: the file is as the run left it. */
  readonly outcome: 'restored' | 'kept' | 'failed';
  readonly error?: RevengeError;
}

/**
 * Takes back the writes of a run, newest first. A file that cannot be restored is reported and keeps none of the others
 * from being restored; a second call tries it again.
 */
export async function undoRun(files: WriteFileSystem, folder: FsPath, force: boolean): Promise<readonly UndoneFile[]> {
  const entries = await readJournal(files, folder);
  const journal = await openJournal(files, folder);
  const undone: UndoneFile[] = [];
  for (const entry of entries.filter(({ state }) => state !== 'undone').reverse()) {
    const { root, path } = entry;
    try {
      const outcome = await undoEntry(files, folder, entry, force);
      await journal.undone(entry.sequence);
      undone.push({ root, path, outcome });
    } catch (thrown) {
      undone.push({ root, path, outcome: 'failed', error: toRevengeError(thrown) });
    }
  }
  return undone;
}

async function undoEntry(
  files: WriteFileSystem,
  folder: FsPath,
  entry: JournalEntry,
  force: boolean,
): Promise<'restored' | 'kept'> {
  if (entry.step === 'edit') return undoEdit(files, entry, await oldBytesOf(files, folder, entry), force);
  const { before } = entry;
  const oldBytes = before === null ? undefined : await readKept(files, folder, before.digest);
  return undoWrite(files, entry, oldBytes, force);
}
