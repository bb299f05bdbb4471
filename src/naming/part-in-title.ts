import type { NameReading } from '../model/reading.ts';
import { TITLE_WITH_PART } from './rules/title.ts';

/**
 * The reading of a name whose `Part 2` belongs to the title, because the file is not one part of several. Sources are asked
 * for the title with the part first; the title without it stays an alternative.
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
