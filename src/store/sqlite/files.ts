import type { Database } from 'better-sqlite3';
import type { FileEntry, FsPath } from '../../model/files.ts';
import type { ExternalIds, ItemId } from '../../model/ids.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import type { KnownFile } from '../port.ts';
import type { ItemIds } from './ids.ts';
import type { Places } from './places.ts';
import { member } from './sql.ts';

interface HashRow {
  readonly root: Buffer;
  readonly path: Buffer;
  readonly size: number;
  readonly mtime: number;
  readonly inode: number;
  readonly key: Buffer;
  readonly missing_since: string | null;
  readonly item_id: number | null;
  readonly uid: ItemId | null;
}

type Times = Pick<FileEntry, 'relativePath' | 'size' | 'mtimeMs' | 'inode'>;
export type HashMatch = KnownFile & { readonly root: FsPath; readonly itemId?: ItemId; readonly ids: ExternalIds };

/** What is written of files that are as they were, or not there. Each returns the rows changed. */
export interface FileMarks {
  missing(root: FsPath, relativePaths: readonly FsPath[], at: string): number;
  touched(root: FsPath, files: readonly Times[]): number;
}

export function fileMarks(database: Database, places: Places): FileMarks {
  const miss = database.prepare<[string, number, Buffer]>(
    'UPDATE files SET missing_since = ? WHERE root_id = ? AND path = ? AND missing_since IS NULL',
  );
  const touch = database.prepare<[{ size: number; mtime: number; inode: number; root: number; path: Buffer }]>(
    `UPDATE files SET size = @size, mtime = @mtime, inode = @inode, missing_since = NULL
     WHERE root_id = @root AND path = @path
       AND (size <> @size OR mtime <> @mtime OR inode <> @inode OR missing_since IS NOT NULL)`,
  );
  return {
    missing: (root, relativePaths, at) => {
      const rootId = places.findRoot(root);
      if (rootId === undefined) return 0;
      return sum(relativePaths.map((path) => miss.run(at, rootId, pathToBytes(path)).changes));
    },
    touched: (root, files) => {
      const rootId = places.findRoot(root);
      if (rootId === undefined) return 0;
      return sum(
        files.map(({ relativePath, size, mtimeMs, inode }) => {
          return touch.run({ size, mtime: mtimeMs, inode, root: rootId, path: pathToBytes(relativePath) }).changes;
        }),
      );
    },
  };
}

/** Finds the files of a group that have this content, wherever they are or were. */
export function hashFinder(database: Database, ids: ItemIds): (hash: string, size: number) => readonly HashMatch[] {
  const rows = database.prepare<[string, number], HashRow>(
    `SELECT r.path AS root, f.path, f.size, f.mtime, f.inode, g.key, f.missing_since, g.item_id, i.uid
     FROM files f JOIN roots r ON r.id = f.root_id JOIN groups g ON g.id = f.group_id
     LEFT JOIN items i ON i.id = g.item_id
     WHERE f.hash = ? AND f.size = ? ORDER BY f.id`,
  );
  return (hash, size) =>
    rows.all(hash, size).map((row) => ({
      root: pathFromBytes(row.root),
      relativePath: pathFromBytes(row.path),
      size: row.size,
      mtimeMs: row.mtime,
      inode: row.inode,
      groupKey: pathFromBytes(row.key),
      ...member('missingSince', row.missing_since),
      ...member('itemId', row.uid),
      ids: row.item_id === null ? {} : ids.of(row.item_id),
    }));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
