import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appendHistory } from './history.ts';
import { type Bench, isMet, type Row, type Skipped } from './row.ts';
import { bulkSave } from './rows/bulk-save.ts';
import { coldMixed } from './rows/cold-mixed.ts';
import { coldMusic } from './rows/cold-music.ts';
import { headers } from './rows/headers.ts';
import { pictures } from './rows/pictures.ts';
import { postgresDelay } from './rows/postgres-delay.ts';
import { rescan } from './rows/rescan.ts';
import { startUp } from './rows/start-up.ts';

/*
 * Every number is a ratio against a baseline that is measured in the same run, in turns, on the same files: what else the
 * machine does strikes both. Peers that are not installed are skipped.
 * Usage: npm run bench -- [--only start-up,pictures] [--rounds 5] [--scale 1] [--record NAME]
 * --scale 0.1 measures a tenth of the full size; --record appends the ratios to bench/history.jsonl under this name.
 */
const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ['cold-music', coldMusic],
  ['cold-mixed', coldMixed],
  ['headers', headers],
  ['rescan', rescan],
  ['postgres-delay', postgresDelay],
  ['bulk-save', bulkSave],
  ['start-up', startUp],
  ['pictures', pictures],
]);

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: [...BENCHES.keys()].join(',') },
    rounds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    record: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const scale = Number(values.scale);
const load = loadavg()[0] ?? Number.NaN;
print(
  `${cpus().length} cores, load ${load.toFixed(1)} before the bench, Node.js ${process.versions.node}, scale ${scale}`,
);
const rows: Row[] = [];
for (const name of values.only.split(',')) {
  const bench = BENCHES.get(name);
  if (bench === undefined) throw new Error(`no bench is called ${name}; there are ${[...BENCHES.keys()].join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'revenge-bench-'));
  try {
    for (const row of await bench({ folder, rounds, scale })) show(row);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
if (values.record !== undefined) await appendHistory({ name: values.record, load, scale, rows });

function show(row: Row | Skipped): void {
  if ('skipped' in row) {
    print(`   –     ${row.name}: not measured, ${row.skipped}`);
    return;
  }
  rows.push(row);
  const bar = row.bar === undefined ? '' : ` (bar ${row.bar.is === 'at-most' ? '≤' : '≥'} ${row.bar.limit})`;
  const mark = { true: '✓', false: '✗', undefined: ' ' }[String(isMet(row))] ?? ' ';
  print(`${mark} ${row.ratio.toFixed(2).padStart(6)}  ${row.name}${bar}: ${row.detail}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
