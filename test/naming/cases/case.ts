import type { NameReading } from '../../../src/model/reading.ts';

/** A name and what must be read from it. Members that are not given are not looked at. */
export interface NameCase {
  readonly name: string;
  readonly expect: Expectation;
}

export interface Expectation
  extends Partial<Omit<NameReading, 'title' | 'year' | 'season' | 'releaseGroup' | 'episodeTitle' | 'extraType'>> {
  /** Compared by `titleKey`; null: there must be none. */
  readonly title?: string | null;
  readonly year?: number | null;
  readonly season?: number | null;
  readonly releaseGroup?: string | null;
  readonly episodeTitle?: string | null;
  readonly extraType?: NameReading['extraType'] | null;
}
