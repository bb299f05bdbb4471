import { filenameParse } from '@ctrl/video-filename-parser';
import { parseTorrentTitle } from '@viren070/parse-torrent-title';
import { readName } from '../../src/naming/read-name.ts';
import { benchNames } from './names.ts';

/* Names a second, ours and other parsers of the field in turns. Usage: npm run bench:naming, or with a file of names. */
const { names, from } = benchNames(process.argv[2]);
const ROUNDS = 15;

const PARSERS = [
  ['revenge', (name: string) => readName(name)],
  ['@viren070/parse-torrent-title', (name: string) => parseTorrentTitle(name)],
  ['@ctrl/video-filename-parser', (name: string) => filenameParse(name)],
] as const;

/** Names a second. */
function measure(parse: (name: string) => unknown): number {
  const begin = performance.now();
  for (const name of names) parse(name);
  return (names.length * 1000) / (performance.now() - begin);
}

const best = PARSERS.map(() => 0);
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, [, parse]] of PARSERS.entries()) best[index] = Math.max(best[index] ?? 0, measure(parse));
}
console.log(`${names.length} names of ${from}, the best of ${ROUNDS} rounds in turns`);
const ours = best[0] ?? 0;
for (const [index, [name]] of PARSERS.entries()) {
  const speed = best[index] ?? 0;
  console.log(`${name.padEnd(32)} ${Math.round(speed)} names/s   revenge ÷ it: ${(ours / speed).toFixed(2)}`);
}
