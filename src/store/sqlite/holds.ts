import type { Database } from 'better-sqlite3';
import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import type { Hold, HoldRequest } from '../../model/overrides.ts';
import type { PolicyName } from '../../model/policies.ts';
import type { ChangeEntry } from '../port.ts';
import { type ChangeEntryRow, changeOf, type HoldRow, holdOf, holdRow, noSuchItem } from '../rows/hold-row.ts';
import type { Saver } from './save.ts';
import { upsert } from './sql.ts';

interface StoredItem {
  readonly id: number;
  readonly fields: string;
}

/** What a person says of fields, and the journal of what came of it. */
export function holds(database: Database, save: () => Saver) {
  const stored = database.prepare<[string], StoredItem>('SELECT id, fields FROM items WHERE uid = ?');
  const put = upsert<HoldRow & { readonly item_id: number }>(database, 'holds', {
    key: ['item_id', 'field'],
    compare: ['mode', 'provider', 'value'],
    along: ['author', 'at', 'reason'],
  });
  const drop = database.prepare<[number, string]>('DELETE FROM holds WHERE item_id = ? AND field = ?');
  const all = database.prepare<[number], HoldRow>('SELECT * FROM holds WHERE item_id = ? ORDER BY field');
  const journal = database.prepare<[number], ChangeEntryRow>(
    'SELECT at, field, before, after FROM changes WHERE item_id = ? ORDER BY id',
  );

  const rowOf = (itemId: ItemId): StoredItem => {
    const row = stored.get(itemId);
    if (row === undefined) throw noSuchItem(itemId);
    return row;
  };
  return {
    hold: (request: HoldRequest): number => {
      const { id, fields } = rowOf(request.itemId);
      const { changes } = put.run({ item_id: id, ...holdRow(request, fields) });
      if (changes > 0) save().resolved(id, request.at, request.policy);
      return changes;
    },
    release: (itemId: ItemId, field: FieldName, at: string, policy: PolicyName): number => {
      const { id } = rowOf(itemId);
      const { changes } = drop.run(id, field);
      if (changes > 0) save().resolved(id, at, policy);
      return changes;
    },
    holds: (itemId: ItemId): readonly Hold[] => all.all(rowOf(itemId).id).map((row) => holdOf(itemId, row)),
    changes: (itemId: ItemId): readonly ChangeEntry[] => journal.all(rowOf(itemId).id).map(changeOf),
  };
}
