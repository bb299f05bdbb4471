import type { Session } from './session.ts';

/** So many numbers are in a block of the sequence `row_ids`. */
const BLOCK = 1000;

/** Numbers for rows that nobody else has. */
export interface RowIds {
  /** Sees to it that so many can be given out. */
  reserve(session: Session, count: number): Promise<void>;
  next(): number;
}

/** Takes blocks of numbers from the store; what is not used is kept for the next time. */
export function rowIds(): RowIds {
  const blocks: { next: number; end: number }[] = [];
  return {
    reserve: async (session, count) => {
      const free = blocks.reduce((sum, block) => sum + block.end - block.next, 0);
      if (free >= count) return;
      const rows = await session.rows<{ readonly id: number }>(
        "SELECT nextval('row_ids') AS id FROM generate_series(1, $1::int)",
        [Math.ceil((count - free) / BLOCK)],
      );
      for (const { id } of rows) blocks.push({ next: id, end: id + BLOCK });
    },
    next: () => {
      while (blocks[0] !== undefined && blocks[0].next === blocks[0].end) blocks.shift();
      const [block] = blocks;
      if (block === undefined) throw new Error('More rows are made than numbers were reserved for');
      return block.next++;
    },
  };
}
