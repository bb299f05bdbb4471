/** An episode marker found in a name, in places of the name. */
export interface Marker {
  readonly start: number;
  end: number;
  season: number | undefined;
  readonly seasons: number[];
  readonly episodes: number[];
  readonly absolute: number[];
  date: string | undefined;
  version: number | undefined;
  readonly rule: string;
  readonly confidence: number;
}

export function newMarker(start: number, rule: string, confidence: number): Marker {
  return {
    start,
    end: start,
    season: undefined,
    seasons: [],
    episodes: [],
    absolute: [],
    date: undefined,
    version: undefined,
    rule,
    confidence,
  };
}

/** Ranges longer than this are no ranges of episodes. */
const LONGEST_RANGE = 1500;

/** Adds `from`+1 … `to`; false where that is no range. */
export function addRange(list: number[], from: number, to: number): boolean {
  if (to <= from || to - from > LONGEST_RANGE) return false;
  for (let number = from + 1; number <= to; number++) list.push(number);
  return true;
}
