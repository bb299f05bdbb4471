import type { Database } from 'better-sqlite3';
import type { FileView } from '../../port.ts';
import { FILE_VIEW_COLUMNS, type FileViewRow, fileViewOf } from '../../rows/file-view.ts';

/** Reads the files that are tied to an item, main files first. */
export function fileReader(database: Database): (itemId: number) => readonly FileView[] {
  const rows = database.prepare<[number], FileViewRow>(
    `SELECT ${FILE_VIEW_COLUMNS}
     FROM file_items l JOIN files f ON f.id = l.file_id JOIN roots r ON r.id = f.root_id
     LEFT JOIN file_facts x ON x.file_id = f.id
     WHERE l.item_id = ? ORDER BY f.role <> 'main', r.name, f.path`,
  );
  return (itemId) => rows.all(itemId).map(fileViewOf);
}
