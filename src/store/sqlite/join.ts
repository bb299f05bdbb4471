import type { Database } from 'better-sqlite3';
import { lazy } from '../../util/lazy.ts';
import { DROP_ITEM, JOIN_ITEMS, REPLACE_ITEM } from '../join-items.ts';
import type { Join } from '../save/join.ts';
import { CHANGES } from '../save/tables.ts';
import { tableWriter } from './statements.ts';

/** What an item that goes is found by. */
const FOUND_BY = [
  { sql: 'DELETE FROM item_terms WHERE item_id = $1', of: 'gone' },
  { sql: 'DELETE FROM item_words WHERE rowid = $1', of: 'gone' },
  { sql: 'DELETE FROM item_titles WHERE rowid = $1', of: 'gone' },
] as const;
/** What was held of it when it was last carried over to another store. */
const CARRIED_OVER = [
  {
    sql: `UPDATE OR IGNORE synced_holds SET item = (SELECT uid FROM items WHERE id = $1)
      WHERE item = (SELECT uid FROM items WHERE id = $2)`,
    of: 'both',
  },
  { sql: 'DELETE FROM synced_holds WHERE item = (SELECT uid FROM items WHERE id = $1)', of: 'gone' },
] as const;

type Pair = (kept: number, gone: number) => number;

/** Runs statements over a pair of items; gives the rows changed. */
function pairRunner(database: Database, sqls: readonly { readonly sql: string; readonly of: 'both' | 'gone' }[]): Pair {
  const statements = lazy(() =>
    sqls.map(({ sql, of }) => ({ of, statement: database.prepare<[Readonly<Record<string, number>>]>(sql) })),
  );
  return (kept, gone) => {
    let changed = 0;
    for (const { of, statement } of statements()) {
      changed += statement.run(of === 'both' ? { 1: kept, 2: gone } : { 1: gone }).changes;
    }
    return changed;
  };
}

/** Joins items as planned; returns the rows changed. */
export function itemJoiner(database: Database): (join: Join) => number {
  const changes = tableWriter(database, CHANGES);
  const joinPair = pairRunner(database, [...JOIN_ITEMS, ...FOUND_BY, ...CARRIED_OVER, DROP_ITEM]);
  return ({ rows, changes: journal }) => {
    const changed = rows.reduce((sum, { kept, gone }) => sum + joinPair(kept, gone), 0);
    changes.insert(journal);
    return changed;
  };
}

/** Moves what persons decided about items to those that take their places; returns the rows changed. */
export function itemReplacer(database: Database): Pair {
  return pairRunner(database, [...REPLACE_ITEM, ...CARRIED_OVER]);
}
