import type { FileEntry, FsPath } from '../../model/files.ts';
import type { ItemId } from '../../model/ids.ts';
import { pathFromBytes, pathToBytes } from '../../model/paths.ts';
import { member } from '../cells.ts';
import { collectIds } from '../external-ids.ts';
import type { Store } from '../port.ts';
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

/** Finds the files of a group that have this content, wherever they are or were. */
export async function filesByHash(session: Session, hash: string, size: number): ReturnType<Store['filesByHash']> {
  const rows = await session.rows<HashRow>(
    `SELECT r.path AS root, f.path, f.size, f.mtime, f.inode, g.key, f.missing_since, g.item_id, i.uid
     FROM files f JOIN roots r ON r.id = f.root_id JOIN groups g ON g.id = f.group_id
     LEFT JOIN items i ON i.id = g.item_id WHERE f.hash = $1 AND f.size = $2 ORDER BY f.id`,
    [hash, size],
  );
  const ids = await idsOfItems(
    session,
    rows.flatMap((row) => row.item_id ?? []),
  );
  return rows.map((row) => ({
    root: pathFromBytes(row.root),
    relativePath: pathFromBytes(row.path),
    size: row.size,
    mtimeMs: row.mtime,
    inode: row.inode,
    groupKey: pathFromBytes(row.key),
    ...member('missingSince', row.missing_since),
    ...member('itemId', row.uid),
    ids: collectIds(row.item_id === null ? [] : (ids.get(row.item_id) ?? [])),
  }));
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
