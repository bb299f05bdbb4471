import type { RunId } from '../../model/ids.ts';
import { fromJson } from '../canonical.ts';
import type { RunSummaryRow } from '../port.ts';

export interface RunCells {
  readonly id: RunId;
  readonly command: string;
  readonly started_at: string;
  readonly finished_at: string;
  readonly summary: string;
}

/** A run from its row, the same in both stores. */
export function runOf(row: RunCells): RunSummaryRow {
  return {
    id: row.id,
    command: row.command,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    summary: fromJson(row.summary),
  };
}
