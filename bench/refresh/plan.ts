// Simulates the nightly refresh of a library that was filled in one night, and prints how even the works a day are.
// Usage: node scripts/run-ts.js bench/refresh/plan.ts [works]
import { dueBefore, type RefreshAges, stateOf } from '../../src/scan/refresh/due.ts';
import type { RefreshableGroup } from '../../src/store/port.ts';

const DAY = 86_400_000;
const DAYS = 365;
const START = Date.parse('2026-01-01T04:00:00Z');
const AGES: RefreshAges = { airing: 1, new: 3, movies: 30, series: 30, albums: 60, old: 90 };
const works = Number(process.argv[2] ?? 100_000);

/** Of a hundred works one is a series that is broadcast, 14 other series, 25 albums, 60 movies; half of all are old. */
function workOf(number: number): RefreshableGroup {
  const place = number % 100;
  const kind = place < 15 ? 'series' : place < 40 ? 'album' : 'movie';
  const year = number % 2 === 0 ? 1960 + (number % 60) : 2022;
  const status = place === 0 ? 'continuing' : 'ended';
  const key = `${kind} ${number}`;
  return { unit: key, key, kind, outcome: 'matched', ids: {}, fetchedAt: {}, status, date: `${year}-06-01` };
}

const library = Array.from({ length: works }, (_, number) => ({ work: workOf(number), asked: START }));
const perDay: number[] = [];
for (let day = 1; day <= DAYS; day++) {
  const now = START + day * DAY;
  const due = library.filter(({ work, asked }) => asked < dueBefore(work, AGES, now));
  for (const one of due) one.asked = now;
  perDay.push(due.length);
}

const states = new Map<string, number>();
for (const { work } of library) {
  const state = stateOf(work, START);
  states.set(state, (states.get(state) ?? 0) + 1);
}
// Works that were asked within the first quarter of the longest age wait for their next place.
const settled = perDay.slice(Math.ceil(AGES.old / 4));
const mean = settled.reduce((sum, count) => sum + count, 0) / settled.length;
const off = (count: number): string => `${(((count - mean) / mean) * 100).toFixed(1)} %`;
const [least, most] = [Math.min(...settled), Math.max(...settled)];
process.stdout.write(
  `${works} works: ${[...states].map(([state, count]) => `${state} ${count}`).join(', ')}\n` +
    `works a day: mean ${Math.round(mean)}, least ${least} (${off(least)}), most ${most} (${off(most)}), ` +
    `most of the first days ${Math.max(...perDay.slice(0, Math.ceil(AGES.old / 4)))}\n`,
);
if (least < 0.8 * mean || Math.max(...perDay) > 1.2 * mean) process.exitCode = 1;
