import { expect } from 'vitest';
import type { NameReading } from '../../../src/model/reading.ts';
import { titleKey } from '../../../src/model/title-key.ts';
import type { Expectation } from './case.ts';

const BY_KEY = new Set(['title', 'episodeTitle', 'releaseGroup', 'artist', 'album', 'trackTitle']);

/** What of an expectation a reading does not meet, one line each. */
export function differences(reading: NameReading, wanted: Expectation): string[] {
  const out: string[] = [];
  const got: Record<string, unknown> = { ...reading };
  for (const [field, value] of Object.entries(wanted)) {
    if (!meets(field, got[field], value))
      out.push(`${field}: wanted ${JSON.stringify(value)}, got ${JSON.stringify(got[field])}`);
  }
  return out;
}

function meets(field: string, got: unknown, wanted: unknown): boolean {
  if (wanted === null) return got === undefined;
  if (BY_KEY.has(field))
    return typeof got === 'string' && typeof wanted === 'string' && titleKey(got) === titleKey(wanted);
  if (
    Array.isArray(wanted) &&
    wanted.length > 0 &&
    field !== 'episodes' &&
    field !== 'absolute' &&
    field !== 'seasons'
  ) {
    const there = Array.isArray(got) ? got.map((one) => JSON.stringify(one)) : [];
    return wanted.every((one) => there.includes(JSON.stringify(one)));
  }
  return JSON.stringify(got) === JSON.stringify(wanted);
}

export function expectReading(name: string, reading: NameReading, wanted: Expectation): void {
  expect(differences(reading, wanted), name).toEqual([]);
}
