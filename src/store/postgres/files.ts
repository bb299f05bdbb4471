import type { FileEntry, FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { ItemIdRow } from '../save/tables.ts';
import type { Session } from './session.ts';

/** Marks files as missing. Returns the rows changed. */
export function markMissing(session: Session, root: FsPath, paths: readonly FsPath[], at: string): Promise<number> {
  return session.run(
    `UPDATE files f SET missing_since = $1 FROM roots r
     WHERE r.path = $2 AND f.root_id = r.id AND f.path = ANY($3) AND f.missing_since IS NULL`,
    [at, pathToBytes(root), paths.map(pathToBytes)],
  );
}

/** Files that are as they were, or of which only the times changed. Returns the rows changed. */
export function touchFiles(
  session: Session,
  root: FsPath,
  files: readonly Pick<FileEntry, 'relativePath' | 'size' | 'mtimeMs' | 'inode'>[],
): Promise<number> {
  return session.run(
    `UPDATE files f SET size = w.size, mtime = w.mtime, inode = w.inode, missing_since = NULL
     FROM roots r, unnest($2::bytea[], $3::bigint[], $4::float8[], $5::float8[]) AS w(path, size, mtime, inode)
     WHERE r.path = $1 AND f.root_id = r.id AND f.path = w.path
       AND (f.size <> w.size OR f.mtime <> w.mtime OR f.inode <> w.inode OR f.missing_since IS NOT NULL)`,
    [
      pathToBytes(root),
      files.map((file) => pathToBytes(file.relativePath)),
      files.map((file) => file.size),
      files.map((file) => file.mtimeMs),
      files.map((file) => file.inode),
    ],
  );
}

/** The external ids of items, by row. */
export async function idsOfItems(
  session: Session,
  items: readonly number[],
): Promise<ReadonlyMap<number, readonly ItemIdRow[]>> {
  const found = new Map<number, ItemIdRow[]>();
  if (items.length === 0) return found;
  const rows = await session.rows<ItemIdRow>(
    'SELECT item_id, kind, value FROM item_ids WHERE item_id = ANY($1) ORDER BY item_id, kind',
    [items],
  );
  for (const row of rows) found.set(row.item_id, [...(found.get(row.item_id) ?? []), row]);
  return found;
}
