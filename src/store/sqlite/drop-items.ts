import type { Database } from 'better-sqlite3';
import { IS_UNUSED } from '../join-items.ts';
import { ITEM_TABLES } from '../maintenance-rules.ts';

/** Removes items of which no file, group, part or person needs any; returns how many. */
export function dropUnused(database: Database, candidates: ReadonlySet<number>): number {
  const unused = database
    .prepare<[string], number>(
      `SELECT i.id FROM items i WHERE i.id IN (SELECT value FROM json_each(?)) AND ${IS_UNUSED}`,
    )
    .pluck();
  const ids = JSON.stringify([...candidates]);
  let dropped = 0;
  // Each round may leave a parent without parts.
  for (let gone = unused.all(ids); gone.length > 0; gone = unused.all(ids)) {
    dropItems(database, gone);
    dropped += gone.length;
  }
  return dropped;
}

/** Removes items with all that is stored of them. */
export function dropItems(database: Database, gone: readonly number[]): void {
  const ids = JSON.stringify(gone);
  for (const table of [...ITEM_TABLES, 'item_terms']) {
    database.prepare(`DELETE FROM ${table} WHERE item_id IN (SELECT value FROM json_each(?))`).run(ids);
  }
  for (const table of ['item_words', 'item_titles']) {
    database.prepare(`DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`).run(ids);
  }
  database.prepare('DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))').run(ids);
}
