import type { FileEntry } from '../../model/files.ts';
import { pathKey, pathToBytes } from '../../model/paths.ts';
import { integerOrNull, textOrNull } from '../cells.ts';
import type { SavedFile } from '../port.ts';

/** The columns of a file of a group. */
export interface FileRow {
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
  readonly format_3d: string | null;
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

/** Where a file is stored. */
export interface FilePlace {
  readonly rootId: number;
  readonly unitId: number;
  readonly groupId: number;
}

/** A file of a group as its row. */
export function fileRow(place: FilePlace, file: SavedFile): FileRow {
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
    format_3d: textOrNull(file.format3d),
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

/** The columns of a file that no group has. */
export interface IgnoredRow {
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

/** A file with the rule that left it out. */
export type IgnoredFile = FileEntry & { readonly rule: string };

/** A file that no group has as its row. */
export function ignoredRow(rootId: number, unitId: number, file: IgnoredFile): IgnoredRow {
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
