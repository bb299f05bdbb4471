import type { FsPath, Library } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { IgnoredFile } from '../rows/file-row.ts';
import { storedUnit, takeIgnored } from '../save/ignored.ts';
import { newWork } from '../save/work.ts';
import { flushWork } from './flush.ts';
import { loadFiles, loadPlaces } from './load.ts';
import type { RowIds } from './row-ids.ts';
import type { Session } from './session.ts';

/** Writes the files of a unit that no group has, forgets those that are none any more, and returns the rows changed. */
export async function saveIgnored(
  session: Session,
  ids: RowIds,
  library: Library,
  unit: FsPath,
  files: readonly IgnoredFile[],
): Promise<number> {
  await ids.reserve(session, files.length + 2);
  const work = newWork(ids.next);
  const tally = { rows: 0 };
  await loadPlaces(session, work, [{ root: library.root, unit }]);
  const stored = storedUnit(work, library.root, unit);
  if (files.length === 0 && stored === undefined) return 0;
  await loadFiles(session, work, [{ root: library.root, paths: files.map((file) => file.relativePath) }]);
  if (stored !== undefined) {
    tally.rows += await session.run(
      'DELETE FROM files WHERE unit_id = $1 AND rule IS NOT NULL AND NOT (path = ANY($2))',
      [stored.id, files.map((file) => pathToBytes(file.relativePath))],
    );
  }
  takeIgnored(work, library, unit, files, tally);
  await flushWork(session, work);
  return tally.rows;
}
