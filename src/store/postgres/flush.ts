import { setImmediate as turn } from 'node:timers/promises';
import type { RowSet } from '../save/row-set.ts';
import { CHANGES, CREDITS, type TableShape } from '../save/tables.ts';
import type { Work } from '../save/work.ts';
import { type Batch, insertion, removal, update } from './batch.ts';
import type { Session } from './session.ts';

/** Rows in one statement: enough that the way there and back does not count, few enough that memory stays flat. */
const MOST_ROWS = 20_000;

/** Writes what works change without waiting for each answer, so that server and program work at the same time. */
export interface Flusher {
  /** Sends what changed since the work was settled, a statement a table, in the order in which tables lean on each other. */
  send(work: Work): Promise<void>;
  /** Sees to emptied groups and waits until everything is written. Throws what the first statement that failed threw. */
  end(work: Work): Promise<void>;
}

export function flusher(session: Session): Flusher {
  let written: Promise<unknown> = Promise.resolve();
  const run = async (text: string, values: readonly unknown[]): Promise<void> => {
    written = written.then(() => session.run(text, values));
    // A failure is looked at in the end; till then nobody is to take it for one that nobody looks at.
    written.catch(() => undefined);
    // The socket is served between the turns of the event loop.
    await turn();
  };
  const send = (batch: Batch): Promise<void> => run(batch.text, [batch.rows]);
  const insert = async <Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): Promise<void> => {
    for (const part of parts(rows)) await send(insertion(shape, part));
  };
  const drop = async <Row extends object>(shape: TableShape<Row>, rows: readonly Row[]): Promise<void> => {
    for (const part of parts(rows)) await send(removal(shape, part));
  };
  const write = async <Row extends object>(rows: RowSet<Row>): Promise<void> => {
    await insert(rows.shape, rows.added);
    for (const part of parts(rows.altered.map(({ now }) => now))) await send(update(rows.shape, part));
  };
  /** An id that changes hands is taken away before it is given: no two items may have it, not for a moment. */
  const writeIds = async ({ itemIds }: Work): Promise<void> => {
    const altered = itemIds.altered.map(({ now }) => now);
    await drop(itemIds.shape, altered);
    await insert(itemIds.shape, [...altered, ...itemIds.added]);
  };
  const writeCredits = async ({ creditLists, credits }: Work): Promise<void> => {
    const replaced = creditLists.altered
      .map(({ now }) => now)
      .filter((row) => credits.has(`${row.item_id} ${row.provider}`));
    await drop(creditLists.shape, creditLists.dropped);
    await write(creditLists);
    if (replaced.length > 0) {
      await run(
        `DELETE FROM credits c USING unnest($1::bigint[], $2::text[]) AS w(item_id, provider)
         WHERE c.item_id = w.item_id AND c.provider = w.provider`,
        [replaced.map((row) => row.item_id), replaced.map((row) => row.provider)],
      );
    }
    await insert(CREDITS, [...credits.values()].flat());
  };

  return {
    send: async (work) => {
      await write(work.roots);
      await write(work.units);
      await write(work.items);
      await write(work.groups);
      await write(work.files);
      await write(work.facts);
      await drop(work.fileItems.shape, work.fileItems.dropped);
      await write(work.fileItems);
      await writeIds(work);
      await drop(work.itemAliases.shape, work.itemAliases.dropped);
      await write(work.itemAliases);
      await write(work.sources);
      await drop(work.values.shape, work.values.dropped);
      await write(work.values);
      await drop(work.sources.shape, work.sources.dropped);
      await write(work.people);
      await write(work.personIds);
      await writeCredits(work);
      await drop(work.candidates.shape, work.candidates.dropped);
      await write(work.candidates);
      await drop(work.artwork.shape, work.artwork.dropped);
      await write(work.artwork);
      await insert(CHANGES, work.changes);
      work.settle();
    },
    end: async (work) => {
      await written;
      await dropEmptyGroups(session, work);
    },
  };
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

function* parts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) yield rows.slice(start, start + MOST_ROWS);
}

/** Writes what one work changed. */
export async function flushWork(session: Session, work: Work): Promise<void> {
  const flush = flusher(session);
  await flush.send(work);
  await flush.end(work);
}
