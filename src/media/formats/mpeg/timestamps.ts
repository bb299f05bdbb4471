/** Time stamps of MPEG systems: 33 bits at 90 kHz, so that they begin again after 26.5 hours. */
const CLOCK = 90_000;
const WRAP = 2 ** 33;
/** A jump of more than this is another recording, not a later part. */
const LONGEST = 24 * 3600 * CLOCK;

/** A presentation time of five bytes with marks between its parts. */
export function timeStampAt(data: Buffer, at: number): number | undefined {
  if (at + 5 > data.length) return undefined;
  const high = ((data[at] ?? 0) >> 1) & 7;
  const middle = data.readUInt16BE(at + 1) >> 1;
  const low = data.readUInt16BE(at + 3) >> 1;
  return high * 2 ** 30 + middle * 2 ** 15 + low;
}

export interface Clock {
  add(stamp: number): void;
  /** How many stamps were added. */
  readonly count: number;
  /** Seconds from the earliest to the latest stamp. */
  readonly span: number | undefined;
}

/** Measures the time between stamps, those of the beginning first. */
export function measureClock(): Clock {
  let base: number | undefined;
  let least = 0;
  let most = 0;
  let count = 0;
  return {
    add(stamp) {
      count++;
      base ??= stamp;
      const forward = (stamp - base + WRAP) % WRAP;
      const delta = forward > WRAP / 2 ? forward - WRAP : forward;
      if (Math.abs(delta) > LONGEST) return;
      least = Math.min(least, delta);
      most = Math.max(most, delta);
    },
    get count() {
      return count;
    },
    get span() {
      return most > least ? (most - least) / CLOCK : undefined;
    },
  };
}
