import type { Database } from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';
import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import { storable } from '../../model/text.ts';
import { fromJson, toJson } from '../canonical.ts';
import { member } from '../cells.ts';
import { applyHolds, type HeldField, heldValue } from '../holds.ts';
import type { ChangeEntry, Hold, HoldRequest, Resolve, ResolvedFields } from '../port.ts';
import { nextColumns } from '../rows/item-row.ts';
import { valueReader } from './read/values.ts';
import { itemRows } from './save/item-rows.ts';
import { upsert } from './sql.ts';

interface HoldRow {
  readonly item_id: number;
  readonly field: FieldName;
  readonly mode: Hold['mode'];
  readonly provider: string;
  readonly value: string | null;
  readonly author: string;
  readonly at: string;
  readonly reason: string | null;
}

/** Reads what a person overrode or locked of an item. */
export function holdReader(database: Database): (itemId: number) => readonly HeldField[] {
  const rows = database.prepare<[number], Pick<HoldRow, 'field' | 'provider' | 'value'>>(
    'SELECT field, provider, value FROM holds WHERE item_id = ?',
  );
  return (itemId) => rows.all(itemId).map((row) => ({ ...row, value: parsed(row.value) }));
}

/** What a person says of fields, and the journal of what came of it. */
export function holds(database: Database) {
  const idOf = database.prepare<[string], number>('SELECT id FROM items WHERE uid = ?').pluck();
  const put = upsert<HoldRow>(database, 'holds', {
    key: ['item_id', 'field'],
    compare: ['mode', 'provider', 'value'],
    along: ['author', 'at', 'reason'],
  });
  const drop = database.prepare<[number, string]>('DELETE FROM holds WHERE item_id = ? AND field = ?');
  const all = database.prepare<[number], HoldRow>('SELECT * FROM holds WHERE item_id = ? ORDER BY field');
  const journal = database.prepare<
    [number],
    { readonly at: string; readonly field: string; readonly before: string | null; readonly after: string | null }
  >('SELECT at, field, before, after FROM changes WHERE item_id = ? ORDER BY id');
  const rows = itemRows(database);
  const valuesOf = valueReader(database);
  const holdsOf = holdReader(database);

  const rowOf = (itemId: ItemId) => {
    const id = idOf.get(itemId);
    const row = id === undefined ? undefined : rows.get(id);
    if (id === undefined || row === undefined) throw new RevengeError('NOT_FOUND', `No item ${itemId} is stored`);
    return { id, row };
  };
  const refresh = (itemId: ItemId, at: string, resolve: Resolve): void => {
    const { id, row } = rowOf(itemId);
    const fields = applyHolds(resolve(valuesOf(id), row.kind), holdsOf(id));
    rows.update(id, {
      before: row,
      next: nextColumns(row, undefined, undefined, fields, undefined),
      fields,
      at,
      isNew: false,
    });
  };
  return {
    hold: (request: HoldRequest): number => {
      const { itemId, field, author, at, reason } = request;
      const { id, row } = rowOf(itemId);
      const held = heldValue(request, fromJson<ResolvedFields>(row.fields));
      const { changes } = put.run({
        item_id: id,
        field,
        mode: held.mode,
        provider: held.provider,
        value: held.value === null ? null : toJson(held.value),
        author: storable(author),
        at,
        reason: reason === undefined ? null : storable(reason),
      });
      if (changes > 0) refresh(itemId, at, request.resolve);
      return changes;
    },
    release: (itemId: ItemId, field: FieldName, at: string, resolve: Resolve): number => {
      const { changes } = drop.run(rowOf(itemId).id, field);
      if (changes > 0) refresh(itemId, at, resolve);
      return changes;
    },
    holds: (itemId: ItemId): readonly Hold[] =>
      all.all(rowOf(itemId).id).map(({ field, mode, provider, value, author, at, reason }) => ({
        itemId,
        field,
        mode,
        provider,
        value: parsed(value),
        author,
        at,
        ...member('reason', reason),
      })),
    changes: (itemId: ItemId): readonly ChangeEntry[] =>
      journal.all(rowOf(itemId).id).map(({ at, field, before, after }) => ({
        at,
        field,
        before: parsed(before),
        after: parsed(after),
      })),
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : fromJson<unknown>(json);
}
