import type { Database } from 'better-sqlite3';
import type { FileEntry, FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { Places } from './places.ts';

type Times = Pick<FileEntry, 'relativePath' | 'size' | 'mtimeMs' | 'inode'>;

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

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
