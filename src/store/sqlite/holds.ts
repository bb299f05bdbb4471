import type { Database } from 'better-sqlite3';
import { RevengeError } from '../../model/errors.ts';
import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import { storable } from '../../model/text.ts';
import { fromJson, toJson } from '../canonical.ts';
import { member } from '../cells.ts';
import { heldValue } from '../holds.ts';
import type { ChangeEntry, Hold, HoldRequest, Resolve, ResolvedFields } from '../port.ts';
import type { Saver } from './save.ts';
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

interface StoredItem {
  readonly id: number;
  readonly fields: string;
}

/** What a person says of fields, and the journal of what came of it. */
export function holds(database: Database, save: Saver) {
  const stored = database.prepare<[string], StoredItem>('SELECT id, fields FROM items WHERE uid = ?');
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

  const rowOf = (itemId: ItemId): StoredItem => {
    const row = stored.get(itemId);
    if (row === undefined) throw new RevengeError('NOT_FOUND', `No item ${itemId} is stored`);
    return row;
  };
  return {
    hold: (request: HoldRequest): number => {
      const { itemId, field, author, at, reason } = request;
      const { id, fields } = rowOf(itemId);
      const held = heldValue(request, fromJson<ResolvedFields>(fields));
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
      if (changes > 0) save.resolved(id, at, request.resolve);
      return changes;
    },
    release: (itemId: ItemId, field: FieldName, at: string, resolve: Resolve): number => {
      const { id } = rowOf(itemId);
      const { changes } = drop.run(id, field);
      if (changes > 0) save.resolved(id, at, resolve);
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
