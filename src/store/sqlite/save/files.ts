import type { Database } from 'better-sqlite3';
import { toJson } from '../../canonical.ts';
import type { Tally } from '../../cells.ts';
import type { SavedFile } from '../../port.ts';
import { FILE_COLUMNS, type FilePlace, type FileRow, fileRow } from '../../rows/file-row.ts';
import { upsert } from '../sql.ts';

interface StoredFile {
  readonly id: number;
  readonly group_id: number | null;
  readonly size: number;
  readonly mtime: number;
  readonly hash: string | null;
  readonly probe: string | null;
  readonly tags: string | null;
  readonly managed: string | null;
}

interface FactsRow {
  readonly file_id: number;
  readonly probe: string | null;
  readonly tags: string | null;
  readonly managed: string | null;
}

/** A written file: its row, and the other group that it was in before. */
export interface WrittenFile {
  readonly id: number;
  readonly leftGroup: number | undefined;
}

/**
 * Writes one file of a group. What its bytes said before (hash, probe, tags) and what its manager said of it stays while
 * its size and time do, so that a save that did not look inside takes nothing away.
 */
export function fileWriter(database: Database) {
  const storedFile = database.prepare<[number, Buffer], StoredFile>(
    `SELECT f.id, f.group_id, f.size, f.mtime, f.hash, x.probe, x.tags, x.managed
     FROM files f LEFT JOIN file_facts x ON x.file_id = f.id WHERE f.root_id = ? AND f.path = ?`,
  );
  const put = upsert<FileRow>(database, 'files', {
    key: ['root_id', 'path'],
    compare: FILE_COLUMNS,
  });
  const putFacts = upsert<FactsRow>(database, 'file_facts', {
    key: ['file_id'],
    compare: ['probe', 'tags', 'managed'],
  });

  return (place: FilePlace, file: SavedFile, tally: Tally): WrittenFile => {
    const row = fileRow(place, file);
    const stored = storedFile.get(place.rootId, row.path);
    const before = stored !== undefined && stored.size === row.size && stored.mtime === row.mtime ? stored : undefined;
    const written = put.run({ ...row, hash: row.hash ?? before?.hash ?? null });
    tally.rows += written.changes;
    const id = stored?.id ?? Number(written.lastInsertRowid);
    const probe = file.probe === undefined ? (before?.probe ?? null) : toJson(file.probe);
    const tags = file.tags === undefined ? (before?.tags ?? null) : toJson(file.tags);
    const managed = file.managed === undefined ? (before?.managed ?? null) : toJson(file.managed);
    if (probe !== null || tags !== null || managed !== null || hasFacts(stored)) {
      tally.rows += putFacts.run({ file_id: id, probe, tags, managed }).changes;
    }
    const leftGroup = stored?.group_id ?? undefined;
    return { id, leftGroup: leftGroup === place.groupId ? undefined : leftGroup };
  };
}

function hasFacts(stored: StoredFile | undefined): boolean {
  return stored !== undefined && (stored.probe !== null || stored.tags !== null || stored.managed !== null);
}
