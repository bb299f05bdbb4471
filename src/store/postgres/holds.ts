import type { FieldName } from '../../model/fields.ts';
import type { ItemId } from '../../model/ids.ts';
import type { Hold, HoldRequest } from '../../model/overrides.ts';
import type { PolicyName } from '../../model/policies.ts';
import type { ChangeEntry } from '../port.ts';
import { type ChangeEntryRow, changeOf, type HoldRow, holdOf, holdRow, noSuchItem } from '../rows/hold-row.ts';
import { noNewRows, resolveAnew } from '../save/hold.ts';
import { newWork } from '../save/work.ts';
import { flushWork } from './flush.ts';
import { loadItems } from './load.ts';
import type { Session } from './session.ts';

/** Overrides a field or locks it as it is; returns the rows changed. */
export async function holdField(session: Session, request: HoldRequest): Promise<number> {
  const item = await itemOf(session, request.itemId);
  const { field, mode, provider, value, author, at, reason } = holdRow(request, item.fields);
  const rows = await session.run(
    `INSERT INTO holds AS h (item_id, field, mode, provider, value, author, at, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (item_id, field) DO UPDATE SET mode = excluded.mode, provider = excluded.provider,
       value = excluded.value, author = excluded.author, at = excluded.at, reason = excluded.reason
     WHERE (h.mode, h.provider, h.value) IS DISTINCT FROM (excluded.mode, excluded.provider, excluded.value)`,
    [item.id, field, mode, provider, value, author, at, reason],
  );
  if (rows > 0) await resolveItem(session, item.id, at, request.policy);
  return rows;
}

/** Lets sources rule a field again; returns the rows changed. */
export async function releaseField(
  session: Session,
  itemId: ItemId,
  field: FieldName,
  at: string,
  policy: PolicyName,
): Promise<number> {
  const { id } = await itemOf(session, itemId);
  const rows = await session.run('DELETE FROM holds WHERE item_id = $1 AND field = $2', [id, field]);
  if (rows > 0) await resolveItem(session, id, at, policy);
  return rows;
}

export async function readHolds(session: Session, itemId: ItemId): Promise<readonly Hold[]> {
  const { id } = await itemOf(session, itemId);
  const rows = await session.rows<HoldRow>(
    'SELECT field, mode, provider, value, author, at, reason FROM holds WHERE item_id = $1 ORDER BY field',
    [id],
  );
  return rows.map((row) => holdOf(itemId, row));
}

/** The change journal of an item, oldest first. */
export async function readChanges(session: Session, itemId: ItemId): Promise<readonly ChangeEntry[]> {
  const { id } = await itemOf(session, itemId);
  const rows = await session.rows<ChangeEntryRow>(
    'SELECT at, field, before, after FROM changes WHERE item_id = $1 ORDER BY id',
    [id],
  );
  return rows.map(changeOf);
}

async function itemOf(session: Session, itemId: ItemId): Promise<{ readonly id: number; readonly fields: string }> {
  const [row] = await session.rows<{ readonly id: number; readonly fields: string }>(
    'SELECT id, fields FROM items WHERE uid = $1',
    [itemId],
  );
  if (row === undefined) throw noSuchItem(itemId);
  return row;
}

/** Resolves the fields of an item anew, after what a person says of them changed. */
export async function resolveItem(session: Session, id: number, at: string, policy: PolicyName): Promise<void> {
  const work = newWork(noNewRows);
  await loadItems(session, work, [id]);
  resolveAnew(work, id, at, policy);
  await flushWork(session, work);
}
