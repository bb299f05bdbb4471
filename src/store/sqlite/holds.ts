import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../model/fields.ts';
import { fromJson } from '../canonical.ts';
import type { HeldField } from '../holds.ts';

interface HoldRow {
  readonly field: FieldName;
  readonly provider: string;
  readonly value: string | null;
}

/** Reads what a person overrode or locked of an item. */
export function holdReader(database: Database): (itemId: number) => readonly HeldField[] {
  const rows = database.prepare<[number], HoldRow>('SELECT field, provider, value FROM holds WHERE item_id = ?');
  return (itemId) =>
    rows.all(itemId).map((row) => ({ ...row, value: row.value === null ? null : fromJson<unknown>(row.value) }));
}
