import { readName } from '../../src/naming/read-name.ts';
import { benchNames } from './names.ts';

/**
 * Random names, to find one that throws or takes long: `fuzz [count = 1000000] [seed]`. Names are pieces of known names
 * put together anew, with control characters, lone surrogates and brackets strewn in.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const { names } = benchNames();
const pieces = [...new Set(names.flatMap((name) => name.split(/(?<=[ ._\-[\](){}/])/)))];
const ODD = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\u202e',
  '[',
  ']',
  '(',
  '【',
  '/',
  '\\',
  '..',
  '--',
  'İ',
  '\u0301',
  '🎬',
  '\n',
  '%',
  "'",
];
let state = Number(process.argv[3] ?? 1) >>> 0;

/** A small generator of random numbers (xorshift32), so that a seed gives the same names again. */
function random(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function randomName(): string {
  let name = '';
  const parts = 1 + random(14);
  for (let part = 0; part < parts; part++) {
    const kind = random(12);
    if (kind === 0) name += ODD[random(ODD.length)] ?? '';
    else if (kind === 1) name += String.fromCharCode(random(0x10000));
    else name += pieces[random(pieces.length)] ?? '';
  }
  return name;
}

/** A pause of the machine is not the name's fault: what seemed slow is timed again. */
function fastest(name: string, took: number): number {
  let least = took;
  for (let again = 0; again < 5 && least > 1; again++) {
    const start = performance.now();
    readName(name);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

let slowest = 0;
let slowName = '';
const begin = performance.now();
for (let turn = 0; turn < count; turn++) {
  const name = randomName();
  const start = performance.now();
  try {
    readName(name);
  } catch (error) {
    console.error(`threw on ${JSON.stringify(name)}`);
    throw error;
  }
  const took = fastest(name, performance.now() - start);
  if (took > slowest) {
    slowest = took;
    slowName = name;
  }
}
const seconds = (performance.now() - begin) / 1000;
console.log(
  `${count} random names in ${seconds.toFixed(1)} s, none threw; slowest ${slowest.toFixed(2)} ms: ${JSON.stringify(slowName.slice(0, 120))}`,
);
