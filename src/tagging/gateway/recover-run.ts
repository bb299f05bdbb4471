import type { FsPath } from '../../model/files.ts';
import { undoEdit } from './edit-file.ts';
import { oldBytesOf, openJournal, readJournal } from './journal.ts';
import type { WriteFileSystem } from './write-file-system.ts';

/**
 * Puts back the files that a run was changing when it was killed, so that none of them is half written. All other files of the
 * run stay as it left them.
 *
 * @throws RevengeError where such a file cannot be put back.
 */
export async function recoverRun(files: WriteFileSystem, folder: FsPath): Promise<void> {
  const entries = await readJournal(files, folder);
  const journal = await openJournal(files, folder);
  for (const entry of entries) {
    if (entry.step !== 'edit' || entry.state !== 'begun') continue;
    await undoEdit(files, entry, await oldBytesOf(files, folder, entry), false);
    await journal.undone(entry.sequence);
  }
}
