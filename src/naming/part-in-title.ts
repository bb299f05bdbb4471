import type { NameReading } from '../model/reading.ts';
import { TITLE_WITH_PART } from './rules/title.ts';

/**
 * The reading of a name that is not one file of several: `Part 2` belongs to its title, and is asked about first. The
 * title without it stays possible.
 */
export function withPartInTitle(reading: NameReading): NameReading {
  const whole = reading.claims.find(({ rule }) => rule === TITLE_WITH_PART)?.value;
  if (typeof whole !== 'string' || reading.title === undefined) return reading;
  const { part: _, title, ...rest } = reading;
  return {
    ...rest,
    title: whole,
    alternativeTitles: rest.alternativeTitles.filter((other) => other !== whole),
    alternatives: [{ weight: 0.4, rule: 'alternative.without-part', title }, ...rest.alternatives],
  };
}
