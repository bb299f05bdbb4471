import type { AlternativeReading } from '../../model/reading.ts';
import { type Draft, isEpisode } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import { cleanText } from '../text/clean.ts';
import { FIRST_YEAR, isYear } from './dates.ts';
import { slice } from './slice.ts';

/** Rules that took a bare number for an episode, and so may have taken it from the title. */
const BARE = /^episode\.(?:dashed|trailing|leading|padded|bracketed|compact|pair|before|range|hash)/;

/**
 * What else a name could mean, best first, so that known titles can settle it: a number is an episode or of the title
 * ("Adam-12"), a year is a year or of the title ("2012", "Blade Runner 2049"), 102 is an episode or season 1.
 */
export function addAlternatives(draft: Draft): void {
  const found: AlternativeReading[] = [];
  if (isEpisode(draft)) ofEpisode(draft, found);
  else if (draft.title !== undefined) ofMovieTitle(draft, draft.title, found);
  ofYear(draft, found);
  if (draft.part !== undefined && !isEpisode(draft)) {
    found.push({
      weight: 0.2,
      rule: 'alternative.part-as-episode',
      type: 'episode',
      season: 1,
      episodes: [draft.part],
    });
  }
  found.sort((a, b) => b.weight - a.weight);
  draft.alternatives.push(...found);
}

function ofEpisode(draft: Draft, found: AlternativeReading[]): void {
  if (!BARE.test(draft.rule)) return;
  const sure = draft.claims.find((claim) => claim.rule === draft.rule)?.confidence ?? 0.5;
  const whole = cleanText(slice(draft, draft.titleStart, draft.markerEnd));
  if (whole !== '' && draft.markerStart >= draft.titleStart) {
    found.push({
      weight: round(1 - sure),
      rule: 'alternative.number-in-title',
      type: 'movie',
      title: whole,
      season: null,
      episodes: [],
      absolute: [],
    });
  }
  const number = draft.absolute[0];
  if (
    draft.absolute.length === 1 &&
    number !== undefined &&
    Number.isInteger(number) &&
    number > 100 &&
    number < 10_000 &&
    number % 100 > 0
  ) {
    const season = Math.floor(number / 100);
    found.push({ weight: 0.2, rule: 'alternative.compact', season, episodes: [number % 100], absolute: [] });
  }
  const episode = draft.episodes[0];
  if (
    draft.rule === 'episode.compact' &&
    draft.season !== undefined &&
    draft.episodes.length === 1 &&
    episode !== undefined
  ) {
    found.push({
      weight: 0.35,
      rule: 'alternative.absolute',
      season: null,
      episodes: [],
      absolute: [draft.season * 100 + episode],
    });
  }
}

/** "Name 12", "Adam-12", "12 Monkeys", "Name 2049", "1917". */
function ofMovieTitle(draft: Draft, title: string, found: AlternativeReading[]): void {
  const behind = /^(.*\S)[\s-]+(\d{1,4})$/.exec(title);
  const number = Number(behind?.[2]);
  if (behind?.[1] !== undefined) {
    const yearLike = number >= FIRST_YEAR && number < 2100;
    if (yearLike && draft.year === undefined)
      found.push({ weight: 0.2, rule: 'alternative.year', title: behind[1], year: number });
    if (!yearLike)
      found.push({
        weight: 0.25,
        rule: 'alternative.trailing-number',
        type: 'episode',
        title: behind[1],
        absolute: [number],
      });
    return;
  }
  const before = /^(\d{1,3})[\s.-]+(\D.*)$/.exec(title);
  if (before?.[2] !== undefined && draft.year === undefined) {
    found.push({
      weight: 0.1,
      rule: 'alternative.leading-number',
      type: 'episode',
      title: before[2],
      absolute: [Number(before[1])],
    });
    return;
  }
  if (/^\d{1,4}$/.test(title) && draft.year === undefined) {
    const value = Number(title);
    if (value >= FIRST_YEAR && value < 2100)
      found.push({ weight: 0.1, rule: 'alternative.year', title: null, year: value });
    else found.push({ weight: 0.3, rule: 'alternative.number-alone', type: 'episode', title: null, absolute: [value] });
  }
}

/** A bare year may belong to the title: "The Flash 2014", "2009 lost memories". */
function ofYear(draft: Draft, found: AlternativeReading[]): void {
  const claim = draft.claims.find((candidate) => candidate.field === 'year');
  if (claim === undefined || draft.title === undefined || draft.year === undefined || claim.rule === 'year.in-brackets')
    return;
  if (claim.rule === 'year.leading') {
    found.push({ weight: 0.45, rule: 'alternative.year-in-title', title: `${draft.year} ${draft.title}`, year: null });
  } else if (claim.rule === 'year.bare') {
    if (isYearPair(draft))
      found.push({
        weight: 0.4,
        rule: 'alternative.year-first',
        title: String(draft.year),
        year: Number(draft.title),
      });
    found.push({
      weight: isEpisode(draft) ? 0.3 : 0.1,
      rule: 'alternative.year-in-title',
      title: `${draft.title} ${draft.year}`,
      year: null,
    });
  }
}

/** "1956 - 1984": the year may be either. */
function isYearPair({ title = '', titleStart, name: { tokens } }: Draft): boolean {
  const [first, second] = [tokens[titleStart], tokens[titleStart + 1]];
  if (first === undefined || second === undefined || !isYear(first) || title !== first.text || !isYear(second))
    return false;
  return (second.gap & GAP.dash) !== 0 && (second.gap & GAP.space) !== 0;
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
