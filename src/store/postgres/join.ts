import { DROP_ITEM, JOIN_ITEMS } from '../join-items.ts';
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
  for (const { kept, gone } of rows) {
    for (const { sql, of } of [...JOIN_ITEMS, DROP_ITEM]) {
      changed += await session.run(sql, of === 'both' ? [kept, gone] : [gone]);
    }
  }
  const { text, rows: journal } = insertion(CHANGES, changes);
  await session.run(text, [journal]);
  return changed;
}
