import { appendFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Row } from './row.ts';

/** One measurement of the whole bench, or of a part of it. */
export interface HistoryEntry {
  /** The release, or what was changed. */
  readonly name: string;
  /** The load of the machine before it began. */
  readonly load: number;
  readonly scale: number;
  readonly rows: readonly Row[];
}

/** Keeps the ratios, one line a measurement, so that a release can be compared with those before it. */
export async function appendHistory({ name, load, scale, rows }: HistoryEntry): Promise<void> {
  const line = {
    name,
    at: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cores: cpus().length,
    load: round(load),
    scale,
    ratios: Object.fromEntries(rows.map((row) => [row.name, round(row.ratio)])),
  };
  await appendFile(join('bench', 'history.jsonl'), `${JSON.stringify(line)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
