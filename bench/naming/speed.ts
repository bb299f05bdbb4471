import { readName } from '../../src/naming/read-name.ts';
import { benchNames } from './names.ts';

/**
 * Names a second, ours beside other parsers of the field where they can be resolved. The others are no dependencies:
 * install them in a folder of NODE_PATH or beside the bundle to compare.
 */
const { names, from } = benchNames(process.argv[2]);
const ROUNDS = 5;

type Parse = (name: string) => unknown;

function measure(parse: Parse): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    for (let again = 0; again < 3; again++) for (const name of names) parse(name);
    best = Math.max(best, (names.length * 3000) / (performance.now() - begin));
  }
  return Math.round(best);
}

/** Package and the name of its parsing function. */
const BASELINES = [
  ['@viren070/parse-torrent-title', 'parseTorrentTitle'],
  ['parse-torrent-title', 'parse'],
  ['@ctrl/video-filename-parser', 'filenameParse'],
] as const;

async function baseline(specifier: string, member: string): Promise<Parse | undefined> {
  try {
    const found: unknown = await import(specifier);
    const parse = lookUp(found, member) ?? lookUp(lookUp(found, 'default'), member);
    return typeof parse === 'function' ? (name) => Reflect.apply(parse, undefined, [name]) : undefined;
  } catch {
    return undefined;
  }
}

function lookUp(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
}

console.log(`${names.length} names of ${from}`);
const ours = measure(readName);
console.log(`revenge: ${ours} names/s`);
for (const [specifier, member] of BASELINES) {
  const parse = await baseline(specifier, member);
  if (parse === undefined) console.log(`${specifier}: not installed, not compared`);
  else {
    const theirs = measure(parse);
    console.log(`${specifier}: ${theirs} names/s (revenge ${(ours / theirs).toFixed(2)} times as fast)`);
  }
}
