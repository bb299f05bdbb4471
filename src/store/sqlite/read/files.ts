import type { Database } from 'better-sqlite3';
import type { FileView } from '../../../model/views.ts';
import { type FileViewRow, filesOfItemsSql, fileViewOf } from '../../rows/file-view.ts';

/** Reads the files that are tied to an item, main files first. */
export function fileReader(database: Database): (itemId: number) => readonly FileView[] {
  const rows = database.prepare<[number], FileViewRow>(filesOfItemsSql([], 'l.item_id = ?', []));
  return (itemId) => rows.all(itemId).map(fileViewOf);
}
