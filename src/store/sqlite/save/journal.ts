import type { Database } from 'better-sqlite3';
import { fieldChanges } from '../../journal.ts';
import type { ResolvedFields } from '../../port.ts';

/** Writes into the change journal what differs between the fields that held and those that hold now. */
export function journalWriter(database: Database) {
  const add = database.prepare<[number, string, string, string | null, string | null]>(
    'INSERT INTO changes (item_id, at, field, before, after) VALUES (?, ?, ?, ?, ?)',
  );
  return (itemId: number, before: ResolvedFields, now: ResolvedFields, at: string): void => {
    for (const change of fieldChanges(before, now)) add.run(itemId, at, change.field, change.before, change.after);
  };
}
