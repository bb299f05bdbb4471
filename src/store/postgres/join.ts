import { DROP_ITEM, IS_UNUSED, JOIN_ITEMS, REPLACE_ITEM } from '../join-items.ts';
import { ITEM_TABLES } from '../maintenance-rules.ts';
import type { GroupSave } from '../port.ts';
import { resolveJoined } from '../save/hold.ts';
import { findJoin, type Join } from '../save/join.ts';
import { CHANGES } from '../save/tables.ts';
import { newWork, type Work } from '../save/work.ts';
import { insertion } from './batch.ts';
import { loadWork } from './load.ts';
import type { Session } from './session.ts';

/** What these saves may meet, once the items are joined that they say are one; `rows`: changed by that. */
export async function loadJoined(
  session: Session,
  newId: () => number,
  saves: readonly GroupSave[],
): Promise<{ readonly work: Work; readonly rows: number }> {
  const kept = new Set<number>();
  let rows = 0;
  for (;;) {
    const work = newWork(newId);
    await loadWork(session, work, saves);
    const join = findJoin(work, saves);
    if (join === undefined) {
      resolveJoined(work, kept, saves);
      return { work, rows };
    }
    rows += await joinItems(session, join);
    for (const one of join.rows) kept.add(one.kept);
  }
}

/** Joins items as planned; returns the rows changed. */
async function joinItems(session: Session, { rows, changes }: Join): Promise<number> {
  let changed = 0;
  for (const { kept, gone } of rows) changed += await runOverPair(session, [...JOIN_ITEMS, DROP_ITEM], kept, gone);
  const { text, rows: journal } = insertion(CHANGES, changes);
  await session.run(text, [journal]);
  return changed;
}

async function runOverPair(
  session: Session,
  statements: typeof JOIN_ITEMS,
  kept: number,
  gone: number,
): Promise<number> {
  let changed = 0;
  for (const { sql, of } of statements) changed += await session.run(sql, of === 'both' ? [kept, gone] : [gone]);
  return changed;
}

/** Moves what persons decided about replaced items to those in their places, and removes items that nothing needs any more. */
export async function settleItems(session: Session, { replaced, loose }: Work): Promise<void> {
  for (const [gone, kept] of replaced) await runOverPair(session, REPLACE_ITEM, kept, gone);
  // Each round may leave a parent without parts.
  while (loose.size > 0) {
    const rows = await session.rows<{ readonly id: number }>(
      `SELECT i.id FROM items i WHERE i.id = ANY($1) AND ${IS_UNUSED}`,
      [[...loose]],
    );
    if (rows.length === 0) return;
    await dropItems(
      session,
      rows.map(({ id }) => id),
    );
  }
}

/** Removes items with all that is stored of them. */
export async function dropItems(session: Session, gone: readonly number[]): Promise<void> {
  for (const table of ITEM_TABLES) await session.run(`DELETE FROM ${table} WHERE item_id = ANY($1)`, [gone]);
  await session.run('DELETE FROM items WHERE id = ANY($1)', [gone]);
}
