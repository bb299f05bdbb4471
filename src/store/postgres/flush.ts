import type { RowSet } from '../save/row-set.ts';
import { CHANGES, CREDITS, type TableShape } from '../save/tables.ts';
import type { Work } from '../save/work.ts';
import { insertion, removal, update } from './batch.ts';
import type { Session } from './session.ts';

/** Rows in one statement: enough that the way there and back does not count, few enough that memory stays flat. */
const MOST_ROWS = 20_000;

/** Writes what a work changed, a statement a table, in the order in which tables lean on each other. */
export async function flushWork(session: Session, work: Work): Promise<void> {
  await write(session, work.roots);
  await write(session, work.units);
  await write(session, work.items);
  await write(session, work.groups);
  await write(session, work.files);
  await write(session, work.facts);
  await write(session, work.fileItems);
  await writeIds(session, work);
  await write(session, work.sources);
  await write(session, work.values, { dropFirst: true });
  await drop(session, work.sources);
  await write(session, work.people);
  await write(session, work.personIds);
  await writeCredits(session, work);
  await write(session, work.candidates, { dropFirst: true });
  await write(session, work.artwork);
  await insert(session, CHANGES, work.changes);
  await dropEmptyGroups(session, work);
}

async function write<Row extends object>(
  session: Session,
  rows: RowSet<Row>,
  { dropFirst = false }: { readonly dropFirst?: boolean } = {},
): Promise<void> {
  if (dropFirst || rows.shape.name === 'file_items') await drop(session, rows);
  await insert(session, rows.shape, rows.added);
  for (const part of parts(rows.altered.map(({ now }) => now))) await send(session, update(rows.shape, part));
}

async function insert<Row extends object>(session: Session, shape: TableShape<Row>, rows: readonly Row[]) {
  for (const part of parts(rows)) await send(session, insertion(shape, part));
}

async function drop<Row extends object>(session: Session, rows: RowSet<Row>): Promise<void> {
  for (const part of parts(rows.dropped)) await send(session, removal(rows.shape, part));
}

/** An id that changes hands is taken away before it is given: no two items may have it, not for a moment. */
async function writeIds(session: Session, { itemIds }: Work): Promise<void> {
  const altered = itemIds.altered.map(({ now }) => now);
  for (const part of parts(altered)) await send(session, removal(itemIds.shape, part));
  await insert(session, itemIds.shape, [...altered, ...itemIds.added]);
}

async function writeCredits(session: Session, work: Work): Promise<void> {
  const replaced = work.creditLists.altered.map(({ now }) => now);
  await write(session, work.creditLists);
  if (replaced.length > 0) {
    await session.run(
      `DELETE FROM credits c USING unnest($1::bigint[], $2::text[]) AS w(item_id, provider)
       WHERE c.item_id = w.item_id AND c.provider = w.provider`,
      [replaced.map((row) => row.item_id), replaced.map((row) => row.provider)],
    );
  }
  await insert(session, CREDITS, [...work.credits.values()].flat());
}

async function dropEmptyGroups(session: Session, { left }: Work): Promise<void> {
  if (left.size === 0) return;
  const gone = await session.rows<{ readonly id: number }>(
    `DELETE FROM groups g WHERE g.id = ANY($1) AND NOT EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id)
     RETURNING g.id`,
    [[...left.keys()]],
  );
  for (const { id } of gone) {
    const tally = left.get(id);
    if (tally !== undefined) tally.rows += 1;
  }
}

async function send(session: Session, batch: { readonly text: string; readonly rows: string }): Promise<void> {
  await session.run(batch.text, [batch.rows]);
}

function* parts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) yield rows.slice(start, start + MOST_ROWS);
}
