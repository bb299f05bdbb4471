import type { FsPath, Library } from '../../../model/files.ts';
import { pathToBytes } from '../../../model/paths.ts';
import { type IgnoredFile, ignoredRow } from '../../rows/file-row.ts';
import { flushWork } from '../flush.ts';
import { loadFiles, loadPlaces } from '../load.ts';
import type { RowIds } from '../row-ids.ts';
import type { Session } from '../session.ts';
import type { StoredFileRow } from '../tables.ts';
import { bytesKey, newWork } from '../work.ts';
import { leaveGroup, rootOf, unitOf } from './group.ts';

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
  const storedRoot = work.roots.get(bytesKey(pathToBytes(library.root)));
  const storedUnit = storedRoot && work.units.get(`${storedRoot.id} ${bytesKey(pathToBytes(unit))}`);
  if (files.length === 0 && storedUnit === undefined) return 0;
  await loadFiles(session, work, [{ root: library.root, paths: files.map((file) => file.relativePath) }]);
  const rootId = rootOf(work, library, tally);
  const unitId = unitOf(work, rootId, unit, tally);
  if (storedUnit !== undefined) {
    tally.rows += await session.run(
      'DELETE FROM files WHERE unit_id = $1 AND rule IS NOT NULL AND NOT (path = ANY($2))',
      [unitId, files.map((file) => pathToBytes(file.relativePath))],
    );
  }
  for (const file of files) {
    const row = ignoredRow(rootId, unitId, file);
    const before = work.files.get(`${rootId} ${bytesKey(row.path)}`);
    if (work.files.put({ ...(before ?? NOTHING), ...row, id: before?.id ?? ids.next() })) tally.rows += 1;
    if (before !== undefined && before.group_id !== null) leaveGroup(work, before, before.group_id, tally);
  }
  await flushWork(session, work);
  return tally.rows;
}

/** What is not said of a file that no group has. */
const NOTHING: Omit<StoredFileRow, 'id' | keyof ReturnType<typeof ignoredRow>> = {
  part: null,
  version_label: null,
  extra_type: null,
  language: null,
  flags: null,
  artwork_kind: null,
  season: null,
  belongs_to: null,
  disc_layout: null,
  hash: null,
  error_code: null,
  error_message: null,
};
