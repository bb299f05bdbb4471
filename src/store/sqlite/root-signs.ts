import type { Database } from 'better-sqlite3';
import type { FsPath, RootSigns } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';

/** What is remembered of library roots. */
export interface RootMemory {
  signs(root: FsPath): RootSigns;
  /** Returns the rows changed. */
  remember(root: FsPath, signs: RootSigns): number;
}

export function rootMemory(database: Database): RootMemory {
  const read = database.prepare<[Buffer], { readonly marker: number; readonly mount_point: number }>(
    'SELECT marker, mount_point FROM root_signs WHERE path = ?',
  );
  const put = database.prepare<[Buffer, number, number]>(
    `INSERT INTO root_signs AS s (path, marker, mount_point) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET marker = excluded.marker, mount_point = excluded.mount_point
     WHERE s.marker <> excluded.marker OR s.mount_point <> excluded.mount_point`,
  );
  return {
    signs: (root) => {
      const row = read.get(pathToBytes(root));
      return { marker: row?.marker === 1, mountPoint: row?.mount_point === 1 };
    },
    remember: (root, { marker, mountPoint }) => put.run(pathToBytes(root), Number(marker), Number(mountPoint)).changes,
  };
}
