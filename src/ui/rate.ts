/** How much was done at a moment. Milliseconds. */
export interface Sample {
  readonly at: number;
  readonly done: number;
}

/** Milliseconds that a rate looks back: long enough to be calm, short enough to follow a change. */
const WINDOW = 10_000;
/** Samples closer than this are one. */
const GRAIN = 200;

/** The samples of the last ten seconds with a new one; never more than some fifty. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const kept = samples.filter((old) => sample.at - old.at <= WINDOW);
  const last = kept.at(-1);
  if (last !== undefined && kept.length > 1 && sample.at - last.at < GRAIN) kept.pop();
  return [...kept, sample];
}

/**
 * Things done per second over the last ten seconds, up to now: what stands still falls to zero. Undefined while there is
 * too little to say.
 */
export function ratePerSecond(samples: readonly Sample[], now: number): number | undefined {
  const first = samples.find((sample) => now - sample.at <= WINDOW) ?? samples.at(-1);
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const elapsed = now - first.at;
  return elapsed < 500 ? undefined : ((last.done - first.done) * 1000) / elapsed;
}

/** Seconds until `total` is reached; undefined where that cannot be said. */
export function secondsLeft(done: number, total: number, rate: number | undefined): number | undefined {
  if (done >= total) return 0;
  return rate === undefined || rate <= 0 ? undefined : (total - done) / rate;
}
