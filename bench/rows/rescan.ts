import { join } from 'node:path';
import { median, run, sideBySide } from '../measure.ts';
import { scanOf, summaryOf } from '../revenge.ts';
import { atMost, type Bench, costText, seconds } from '../row.ts';
import { writeEmptyFiles } from '../trees/empty-files.ts';

const FILES = 200_000;
const MILLION = 1_000_000;
/** The slope of memory is measured between the whole library and this part of it. */
const PART = 4;
const MEGABYTE = 1e6;

/** An unchanged library scanned again, beside `find` and a bare Node.js; and the memory of both scans. */
export const rescan: Bench = async ({ folder, rounds, scale }) => {
  const media = join(folder, 'many');
  const { cold, again } = scanOf(folder, 'rescan', [{ name: 'Many', path: media, kind: 'movies' }]);
  const few = writeEmptyFiles(media, Math.round((FILES * scale) / PART));
  await run(cold);
  const peakOfFew = peakOf(summaryOf((await run(again)).stdout));
  const files = writeEmptyFiles(media, Math.round(FILES * scale));
  const first = summaryOf((await run(cold)).stdout);
  const find = { name: 'find', program: 'find', args: [media, '-printf', '%p %s %T@ %i\\n'] };
  const bare = { name: 'bare node', args: ['-e', '0'] };
  const peaks: number[] = [];
  const measured = { ...again, before: async () => void peaks.push(peakOf(summaryOf((await run(again)).stdout))) };
  const [own, walk, start] = await sideBySide([measured, find, bare], rounds);
  if (own === undefined || walk === undefined || start === undefined) return [];
  const peak = median(peaks);
  // What each file more takes, drawn out to a library that would take too long to make.
  const atMillion = peak + ((peak - peakOfFew) / (files - few)) * (MILLION - files);
  return [
    {
      name: `unchanged re-scan, ${files} files / (find + bare node), wall`,
      ratio: own.wall / (walk.wall + start.wall),
      bar: atMost(2),
      detail: `${costText(own)} / (${costText(walk)} + ${costText(start)})`,
    },
    {
      name: `unchanged re-scan, ${files} files / (find + bare node), CPU`,
      ratio: own.cpu / (walk.cpu + start.cpu),
      detail: `${seconds(own.cpu)} / (${seconds(walk.cpu)} + ${seconds(start.cpu)})`,
    },
    memoryRow(`memory of a cold scan, ${files} files / 250 MB`, peakOf(first)),
    memoryRow(`memory of an unchanged re-scan, ${files} files / 250 MB`, peak),
    // Of a small library the start of the program hides what a file takes.
    ...(scale < 1
      ? []
      : [memoryRow('memory of an unchanged re-scan, by its slope at 1000000 files / 250 MB', atMillion)]),
  ];
};

function memoryRow(name: string, bytes: number) {
  const used = bytes / MEGABYTE;
  return { name, ratio: used / 250, bar: atMost(1), detail: `${used.toFixed(0)} MB` };
}

function peakOf(summary: Readonly<Record<string, unknown>>): number {
  return Number(summary.peakRss);
}
