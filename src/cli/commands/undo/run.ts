import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { lockStore } from '../../../store/sqlite/lock.ts';
import { folderOwnPictures } from '../../../tagging/artwork/own-pictures.ts';
import { folderBases } from '../../../tagging/bases.ts';
import { readJournal } from '../../../tagging/gateway/journal.ts';
import { undoRun } from '../../../tagging/gateway/undo-run.ts';
import { diskWriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { counted } from '../../../ui/format.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { errorCode } from '../../../util/error-code.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { taggingFolders } from '../../tagging/folders.ts';
import type { UndoListDocument } from './document.ts';
import { undoLines } from './lines.ts';
import { undoneToDocument } from './to-document.ts';

export interface UndoOptions {
  readonly kind?: 'adult';
  readonly list?: boolean;
  readonly force?: boolean;
}

interface TaggingRun {
  readonly id: string;
  /** Files that it wrote and that are not undone yet. */
  readonly files: number;
}

/** `revenge undo`: takes back what a run of `tag` wrote, by default the last one. */
export async function runUndo(
  wanted: string | undefined,
  options: GlobalOptions & UndoOptions,
  io: Io,
): Promise<number> {
  const config = partOf((await loadCommandConfig(options, io)).config, options.kind);
  const runs = await runsOf(config);
  const output = createLineWriter(io.stdout);
  const finish = async (lines: readonly string[], exitCode: number): Promise<number> => {
    for (const line of lines) output.write(line);
    await output.close();
    return exitCode;
  };
  if (options.list === true) {
    const document: UndoListDocument = { runs };
    if (options.json === true) return finish([JSON.stringify(document, undefined, 2)], 0);
    return finish(
      runs.length === 0 ? ['no run to take back'] : runs.map(({ id, files }) => `${id}: ${counted(files, 'file')}`),
      0,
    );
  }
  const run = wanted === undefined ? runs.find(({ files }) => files > 0) : runs.find(({ id }) => id === wanted);
  if (run === undefined) {
    throw new RevengeError(
      'NOT_FOUND',
      wanted === undefined ? 'No run is left to take back' : `There is no run ${wanted}`,
      {
        hint: '`revenge undo --list` shows the runs that can be taken back.',
      },
    );
  }
  const { bases, pictures, runs: folder, lock } = taggingFolders(config);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const held = lockStore(lock);
  try {
    const place = join(folder, run.id);
    const entries = await readJournal(diskWriteFileSystem, place);
    const undone = await undoRun(diskWriteFileSystem, place, options.force === true);
    const kept = folderBases(bases);
    const own = folderOwnPictures(pictures);
    for (const { root, path, outcome } of undone) {
      const entry = entries.find((one) => one.root === root && one.path === path);
      if (outcome === 'failed') continue;
      const before = entry?.step === 'begin' ? (entry.before?.digest ?? null) : null;
      await kept.settle(root, path, before);
      if (before === null) await own.release(root, path);
    }
    const failed = undone.some(({ outcome }) => outcome === 'failed');
    const lines =
      options.json === true
        ? [JSON.stringify(undoneToDocument(run.id, undone), undefined, 2)]
        : options.quiet === true
          ? []
          : undoLines(run.id, undone);
    return await finish(lines, exitCode(failed ? 'failed' : 'done'));
  } finally {
    held.release();
  }
}

/** The runs that left a journal, the newest first. */
async function runsOf(config: Config): Promise<readonly TaggingRun[]> {
  const { runs } = taggingFolders(config);
  const names = await readdir(runs).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found: TaggingRun[] = [];
  for (const id of names.sort().reverse()) {
    const entries = await readJournal(diskWriteFileSystem, join(runs, id));
    if (entries.length > 0) found.push({ id, files: entries.filter(({ state }) => state !== 'undone').length });
  }
  return found;
}
