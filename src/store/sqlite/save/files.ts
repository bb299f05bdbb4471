import type { Database } from 'better-sqlite3';
import { pathKey, pathToBytes } from '../../../model/paths.ts';
import { toJson } from '../../canonical.ts';
import type { SavedFile } from '../../port.ts';
import { integerOrNull, type Tally, textOrNull, upsert } from '../sql.ts';

interface FileRow {
  readonly root_id: number;
  readonly path: Buffer;
  readonly unit_id: number;
  readonly group_id: number | null;
  readonly size: number;
  readonly mtime: number;
  readonly inode: number;
  readonly missing_since: null;
  readonly role: string;
  readonly rule: string | null;
  readonly path_key: string;
  readonly part: number | null;
  readonly version_label: string | null;
  readonly extra_type: string | null;
  readonly language: string | null;
  readonly flags: string | null;
  readonly artwork_kind: string | null;
  readonly season: number | null;
  readonly belongs_to: Buffer | null;
  readonly disc_layout: string | null;
  readonly hash: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

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

/** Where a file is stored. */
export interface FilePlace {
  readonly rootId: number;
  readonly unitId: number;
  readonly groupId: number;
}

/** A written file: its row, and the other group that it was in before. */
export interface WrittenFile {
  readonly id: number;
  readonly leftGroup: number | undefined;
}

/**
 * Writes one file of a group. What its bytes said before (hash, probe, tags) and what its manager said of it stays while its size and time do, so that a
 * save that did not look inside takes nothing away.
 */
export function fileWriter(database: Database) {
  const storedFile = database.prepare<[number, Buffer], StoredFile>(
    `SELECT f.id, f.group_id, f.size, f.mtime, f.hash, x.probe, x.tags, x.managed
     FROM files f LEFT JOIN file_facts x ON x.file_id = f.id WHERE f.root_id = ? AND f.path = ?`,
  );
  const put = upsert<FileRow>(database, 'files', {
    key: ['root_id', 'path'],
    compare: [
      'unit_id',
      'group_id',
      'size',
      'mtime',
      'inode',
      'missing_since',
      'role',
      'rule',
      'path_key',
      'part',
      'version_label',
      'extra_type',
      'language',
      'flags',
      'artwork_kind',
      'season',
      'belongs_to',
      'disc_layout',
      'hash',
      'error_code',
      'error_message',
    ],
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

function fileRow(place: FilePlace, file: SavedFile): FileRow {
  return {
    root_id: place.rootId,
    path: pathToBytes(file.relativePath),
    unit_id: place.unitId,
    group_id: place.groupId,
    size: file.size,
    mtime: file.mtimeMs,
    inode: file.inode,
    missing_since: null,
    role: file.role,
    rule: null,
    path_key: pathKey(file.relativePath).toWellFormed(),
    part: integerOrNull(file.part),
    version_label: textOrNull(file.versionLabel),
    extra_type: file.extraType ?? null,
    language: textOrNull(file.language),
    flags: file.flags === undefined || file.flags.length === 0 ? null : file.flags.join(' '),
    artwork_kind: file.artworkKind ?? null,
    season: integerOrNull(file.season),
    belongs_to: file.belongsTo === undefined ? null : pathToBytes(file.belongsTo),
    disc_layout: file.discLayout ?? null,
    hash: file.hash ?? null,
    error_code: file.error?.code ?? null,
    error_message: textOrNull(file.error?.message),
  };
}
