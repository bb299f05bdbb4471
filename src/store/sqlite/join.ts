import type { Database } from 'better-sqlite3';
import { lazy } from '../../util/lazy.ts';
import { DROP_ITEM, JOIN_ITEMS } from '../join-items.ts';
import type { Join } from '../save/join.ts';
import { CHANGES } from '../save/tables.ts';
import { tableWriter } from './statements.ts';

/** What an item that goes is found by, and what was held of it when it was last carried over to another store. */
const ONLY_HERE = [
  { sql: 'DELETE FROM item_terms WHERE item_id = $1', of: 'gone' },
  { sql: 'DELETE FROM item_words WHERE rowid = $1', of: 'gone' },
  { sql: 'DELETE FROM item_titles WHERE rowid = $1', of: 'gone' },
  {
    sql: `UPDATE OR IGNORE synced_holds SET item = (SELECT uid FROM items WHERE id = $1)
      WHERE item = (SELECT uid FROM items WHERE id = $2)`,
    of: 'both',
  },
  { sql: 'DELETE FROM synced_holds WHERE item = (SELECT uid FROM items WHERE id = $1)', of: 'gone' },
] as const;

/** Joins items as planned; returns the rows changed. */
export function itemJoiner(database: Database): (join: Join) => number {
  const changes = tableWriter(database, CHANGES);
  const statements = lazy(() =>
    [...JOIN_ITEMS, ...ONLY_HERE, DROP_ITEM].map(({ sql, of }) => ({
      of,
      statement: database.prepare<[Readonly<Record<string, number>>]>(sql),
    })),
  );
  return ({ rows, changes: journal }) => {
    let changed = 0;
    for (const { kept, gone } of rows) {
      for (const { of, statement } of statements()) {
        changed += statement.run(of === 'both' ? { 1: kept, 2: gone } : { 1: gone }).changes;
      }
    }
    changes.insert(journal);
    return changed;
  };
}
