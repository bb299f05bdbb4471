import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import type { Hold } from '../../model/overrides.ts';
import { toJson } from '../canonical.ts';
import { parsedOrNull } from '../rows/hold-row.ts';

/** What a person says of a field, without who and when. */
export type HeldValue = Pick<Hold, 'field' | 'mode' | 'provider' | 'value'>;

/** What was held of items when they were last carried over to a target. */
export interface SyncedHolds {
  /** Items of which something was held then. */
  items(): readonly ItemId[];
  /** What was held of an item; nothing where it was carried over to another item than `there`. */
  of(item: ItemId, there: ItemId): readonly HeldValue[];
  note(item: ItemId, there: ItemId, held: readonly HeldValue[]): void;
}

interface Row {
  readonly field: FieldName;
  readonly mode: Hold['mode'];
  readonly provider: string;
  readonly value: string | null;
}

export function syncedHolds(database: Database, target: string): SyncedHolds {
  const items = database
    .prepare<[string], ItemId>('SELECT DISTINCT item FROM synced_holds WHERE target = ? ORDER BY item')
    .pluck();
  const rows = database.prepare<[string, ItemId, ItemId], Row>(
    'SELECT field, mode, provider, value FROM synced_holds WHERE target = ? AND item = ? AND there = ? ORDER BY field',
  );
  const clear = database.prepare<[string, ItemId]>('DELETE FROM synced_holds WHERE target = ? AND item = ?');
  const insert = database.prepare<[string, ItemId, ItemId, string, string, string, string | null]>(
    'INSERT INTO synced_holds (target, item, there, field, mode, provider, value) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const note = database.transaction((item: ItemId, there: ItemId, held: readonly HeldValue[]) => {
    clear.run(target, item);
    for (const { field, mode, provider, value } of held) {
      insert.run(target, item, there, field, mode, provider, value === null ? null : toJson(value));
    }
  });
  return {
    items: () => items.all(target),
    of: (item, there) => rows.all(target, item, there).map((row) => ({ ...row, value: parsedOrNull(row.value) })),
    note: (item, there, held) => note.immediate(item, there, held),
  };
}
