import { LRUCache } from 'lru-cache';

/*
 * Which entries the memory tier should keep: LRU, or W-TinyLFU (https://arxiv.org/abs/1512.00727), measured as the share
 * of questions answered, on the orders in which revenge asks. Room for 1,000 entries.
 * Usage: node scripts/run-ts.js bench/cache/admission.ts
 */
const ROOM = 1000;

interface Policy {
  /** True when the key was there; it is there afterwards, if the policy wants it. */
  ask(key: number): boolean;
}

function lru(): Policy {
  const cache = new LRUCache<number, true>({ max: ROOM });
  return {
    ask(key) {
      if (cache.get(key) === true) return true;
      cache.set(key, true);
      return false;
    },
  };
}

/** A window of 1 %, then a main part in halves (probation 20 %, protected 80 %), guarded by a sketch of frequencies. */
function tinyLfu(): Policy {
  const window = new Map<number, true>();
  const probation = new Map<number, true>();
  const kept = new Map<number, true>();
  const [windowRoom, keptRoom] = [Math.ceil(ROOM * 0.01), Math.floor(ROOM * 0.99 * 0.8)];
  const sketch = new Uint8Array(4 * 16_384);
  let asked = 0;
  const cells = (key: number) =>
    [1, 2, 3, 4].map((seed, row) => row * 16_384 + (Math.imul(key + seed, 0x9e3779b1 * seed) >>> 18));
  const frequency = (key: number) => Math.min(...cells(key).map((cell) => sketch[cell] ?? 0));
  const count = (key: number): void => {
    for (const cell of cells(key)) sketch[cell] = Math.min(15, (sketch[cell] ?? 0) + 1);
    asked += 1;
    if (asked % (ROOM * 10) === 0)
      for (let cell = 0; cell < sketch.length; cell++) sketch[cell] = (sketch[cell] ?? 0) >> 1;
  };
  const oldest = (map: Map<number, true>): number | undefined => map.keys().next().value;
  const again = (map: Map<number, true>, key: number): void => {
    map.delete(key);
    map.set(key, true);
  };
  return {
    ask(key) {
      count(key);
      if (window.has(key)) {
        again(window, key);
        return true;
      }
      if (kept.has(key)) {
        again(kept, key);
        return true;
      }
      if (probation.has(key)) {
        probation.delete(key);
        kept.set(key, true);
        const demoted = kept.size > keptRoom ? oldest(kept) : undefined;
        if (demoted !== undefined) {
          kept.delete(demoted);
          probation.set(demoted, true);
        }
        return true;
      }
      window.set(key, true);
      const candidate = window.size > windowRoom ? oldest(window) : undefined;
      if (candidate === undefined) return false;
      window.delete(candidate);
      if (window.size + probation.size + kept.size < ROOM) probation.set(candidate, true);
      else {
        const victim = oldest(probation) ?? oldest(kept);
        if (victim !== undefined && frequency(candidate) > frequency(victim)) {
          probation.delete(victim);
          kept.delete(victim);
          probation.set(candidate, true);
        }
      }
      return false;
    },
  };
}

let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return seed / 2 ** 32;
}

/** A scan: each work is searched for and fetched; a series is asked for again within some groups, an artist too. */
function scan(works: number): number[] {
  const keys: number[] = [];
  for (let work = 0; work < works; work++) {
    keys.push(work * 4, work * 4 + 1);
    if (random() < 0.3) keys.push(Math.max(0, work - Math.floor(random() * 40)) * 4 + 1);
  }
  return keys;
}

const traces: readonly (readonly [string, readonly number[]])[] = [
  ['one scan of 5,000 works', scan(5000)],
  ['one process that scans 400 works ten times', Array.from({ length: 10 }, () => scan(400)).flat()],
  ['one process that scans 2,000 works ten times', Array.from({ length: 10 }, () => scan(2000)).flat()],
  [
    'questions by popularity (Zipf 0.9 of 20,000)',
    Array.from({ length: 60_000 }, () => Math.floor(20_000 ** (random() ** 0.9))),
  ],
];
for (const [name, keys] of traces) {
  const rates = [lru(), tinyLfu()].map((policy) => keys.filter((key) => policy.ask(key)).length / keys.length);
  const [a = 0, b = 0] = rates.map((rate) => rate * 100);
  process.stdout.write(
    `${name.padEnd(48)} LRU ${a.toFixed(1).padStart(5)} %   W-TinyLFU ${b.toFixed(1).padStart(5)} %\n`,
  );
}
