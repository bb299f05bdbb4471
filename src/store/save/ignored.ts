import type { FsPath, Library } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { Tally } from '../cells.ts';
import { type IgnoredFile, ignoredRow } from '../rows/file-row.ts';
import { leaveGroup, rootOf, unitOf } from './group.ts';
import type { StoredFileRow, UnitRow } from './tables.ts';
import { bytesKey, rootRow, type Work } from './work.ts';

/** Takes in the files of a unit that no group has. */
export function takeIgnored(
  work: Work,
  library: Library,
  unit: FsPath,
  files: readonly IgnoredFile[],
  tally: Tally,
): void {
  const rootId = rootOf(work, library, tally);
  const unitId = unitOf(work, rootId, unit, tally);
  for (const file of files) {
    const row = ignoredRow(rootId, unitId, file);
    const before = work.files.get(`${rootId} ${bytesKey(row.path)}`);
    if (work.files.put({ ...(before ?? NOTHING), ...row, id: before?.id ?? work.newId() })) tally.rows += 1;
    if (before !== undefined && before.group_id !== null) leaveGroup(work, before, before.group_id, tally);
  }
}

/** The row of a unit, where it is stored and known to the work. */
export function storedUnit(work: Work, root: FsPath, unit: FsPath): UnitRow | undefined {
  const stored = rootRow(work, root);
  return stored && work.units.get(`${stored.id} ${bytesKey(pathToBytes(unit))}`);
}

/** What is not said of a file that no group has. */
const NOTHING: Omit<StoredFileRow, 'id' | keyof ReturnType<typeof ignoredRow>> = {
  part: null,
  version_label: null,
  edition: null,
  format_3d: null,
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
