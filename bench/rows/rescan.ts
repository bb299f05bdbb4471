import { join } from 'node:path';
import { median, run, sideBySide } from '../measure.ts';
import { scanOf, summaryOf } from '../revenge.ts';
import { atMost, type Bench, costText } from '../row.ts';
import { writeEmptyFiles } from '../trees/empty-files.ts';

const FILES = 200_000;
const MEGABYTE = 1e6;

/** An unchanged library scanned again, beside `find` and a bare Node.js; and the memory of both scans. */
export const rescan: Bench = async ({ folder, rounds, scale }) => {
  const media = join(folder, 'many');
  const files = writeEmptyFiles(media, Math.round(FILES * scale));
  const { cold, again } = scanOf(folder, 'rescan', [{ name: 'Many', path: media, kind: 'movies' }]);
  const first = summaryOf((await run(cold)).stdout);
  const find = { name: 'find', program: 'find', args: [media, '-printf', '%p %s %T@ %i\\n'] };
  const bare = { name: 'bare node', args: ['-e', '0'] };
  const peaks: number[] = [];
  const measured = { ...again, before: async () => void peaks.push(peakOf(summaryOf((await run(again)).stdout))) };
  const [own, walk, start] = await sideBySide([measured, find, bare], rounds);
  if (own === undefined || walk === undefined || start === undefined) return [];
  return [
    {
      name: `unchanged re-scan, ${files} files / (find + bare node), wall`,
      ratio: own.wall / (walk.wall + start.wall),
      bar: atMost(2),
      detail: `${costText(own)} / (${costText(walk)} + ${costText(start)})`,
    },
    memoryRow(`memory of a cold scan, ${files} files / 250 MB`, peakOf(first)),
    memoryRow(`memory of an unchanged re-scan, ${files} files / 250 MB`, median(peaks)),
  ];
};

function memoryRow(name: string, bytes: number) {
  const used = bytes / MEGABYTE;
  return { name, ratio: used / 250, bar: atMost(1), detail: `${used.toFixed(0)} MB` };
}

function peakOf(summary: Readonly<Record<string, unknown>>): number {
  return Number(summary.peakRss);
}
