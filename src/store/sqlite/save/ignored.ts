import type { Database } from 'better-sqlite3';
import type { FileEntry, FsPath, Library } from '../../../model/files.ts';
import { pathKey, pathToBytes } from '../../../model/paths.ts';
import type { Places } from '../places.ts';
import { type Tally, upsert } from '../sql.ts';
import { groupLeaver } from './leave-group.ts';

interface IgnoredRow {
  readonly root_id: number;
  readonly path: Buffer;
  readonly unit_id: number;
  readonly group_id: null;
  readonly size: number;
  readonly mtime: number;
  readonly inode: number;
  readonly missing_since: null;
  readonly role: 'other';
  readonly rule: string;
  readonly path_key: string;
}

interface StoredFile {
  readonly id: number;
  readonly group_id: number | null;
}

type IgnoredFile = FileEntry & { readonly rule: string };

/** Writes the files of a unit that no group has, forgets those that are none any more, and returns the rows changed. */
export function ignoredWriter(database: Database, places: Places) {
  const storedFile = database.prepare<[number, Buffer], StoredFile>(
    'SELECT id, group_id FROM files WHERE root_id = ? AND path = ?',
  );
  const put = upsert<IgnoredRow>(database, 'files', {
    key: ['root_id', 'path'],
    compare: ['unit_id', 'group_id', 'size', 'mtime', 'inode', 'missing_since', 'role', 'rule', 'path_key'],
  });
  const ignoredIn = database.prepare<[number], { readonly id: number; readonly path: Buffer }>(
    'SELECT id, path FROM files WHERE unit_id = ? AND rule IS NOT NULL',
  );
  const forget = database.prepare<[number]>('DELETE FROM files WHERE id = ?');
  const leave = groupLeaver(database);

  return (library: Library, unit: FsPath, files: readonly IgnoredFile[]): number => {
    const tally: Tally = { rows: 0 };
    if (files.length === 0 && !isStored(places, library, unit)) return 0;
    const rootId = places.root(library, tally);
    const unitId = places.unit(rootId, unit, tally);
    const rows = files.map((file) => ignoredRow(rootId, unitId, file));
    const kept = new Set(rows.map((row) => row.path.toString('latin1')));
    for (const { id, path } of ignoredIn.all(unitId)) {
      if (!kept.has(path.toString('latin1'))) tally.rows += forget.run(id).changes;
    }
    for (const row of rows) {
      const before = storedFile.get(rootId, row.path);
      tally.rows += put.run(row).changes;
      if (before === undefined || before.group_id === null) continue;
      leave.links(before.id, tally);
      leave.group(before.group_id, tally);
    }
    return tally.rows;
  };
}

function isStored(places: Places, library: Library, unit: FsPath): boolean {
  const rootId = places.findRoot(library.root);
  return rootId !== undefined && places.findUnit(rootId, unit) !== undefined;
}

function ignoredRow(rootId: number, unitId: number, file: IgnoredFile): IgnoredRow {
  return {
    root_id: rootId,
    path: pathToBytes(file.relativePath),
    unit_id: unitId,
    group_id: null,
    size: file.size,
    mtime: file.mtimeMs,
    inode: file.inode,
    missing_since: null,
    role: 'other',
    rule: file.rule,
    path_key: pathKey(file.relativePath).toWellFormed(),
  };
}
