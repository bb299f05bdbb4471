import type { Draft } from '../draft.ts';
import { LIST_WORDS, RANGE_WORDS } from '../tables/episode-words.ts';
import { SEASON_WORDS } from '../tables/season-words.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { addRange } from './marker.ts';

/** A season or episode marker in words, in words of the name (`to` is behind the last). */
export interface WordMarker {
  readonly from: number;
  to: number;
  readonly numbers: number[];
  readonly rule: string;
  version: number | undefined;
  /** The other half, where the marker holds both: `[Cap.204]`, `S06.01`. */
  other: number | undefined;
}

export const SEASON_TOKEN = /^s(\d{1,4})$/;

export const BRACKETS = GAP.open | GAP.close;

export function isSeasonWord(token: Token | undefined): boolean {
  return token !== undefined && SEASON_WORDS.has(token.folded);
}

/** `S01-S10`, `S01-07`, `Season 1 to 6`, `Seasons 1, 2 & 3`, `Season 1 2 3 4`, `S01 S02`. */
export function readMoreSeasons(draft: Draft, marker: WordMarker): void {
  const { tokens } = draft.name;
  for (;;) {
    const last = marker.numbers[marker.numbers.length - 1] ?? 0;
    let at = marker.to;
    let next = tokens[at];
    if (next === undefined) return;
    let ranged = (next.gap & (GAP.dash | GAP.tilde)) !== 0;
    let listed = (next.gap & (GAP.comma | GAP.plus | GAP.amp)) !== 0;
    if (RANGE_WORDS.has(next.lower) || LIST_WORDS.has(next.lower)) {
      ranged = RANGE_WORDS.has(next.lower);
      listed = !ranged;
      next = tokens[++at];
    }
    if (next === undefined || (next.gap & BRACKETS) !== 0 || next.end - next.start > 8) return;
    const lettered = SEASON_TOKEN.exec(next.lower);
    const worded = lettered === null && isSeasonWord(next);
    const number = lettered !== null ? Number(lettered[1]) : worded ? (tokens[at + 1]?.number ?? -1) : next.number;
    if (number <= last || number > 99) return;
    if (lettered === null && !worded && !bareSeasonGoesOn(draft, marker, at, next, ranged, listed)) return;
    if (ranged) addRange(marker.numbers, last, number);
    else marker.numbers.push(number);
    marker.to = at + (worded ? 2 : 1);
  }
}

/** Whether a number without a word of its own is a further season, and no episode. */
function bareSeasonGoesOn(
  draft: Draft,
  marker: WordMarker,
  at: number,
  next: Token,
  ranged: boolean,
  listed: boolean,
): boolean {
  const { tokens } = draft.name;
  const before = tokens[at - 1];
  const width = next.end - next.start;
  const firstWidth = (before?.lower.replace(/\D/g, '') ?? '').length;
  if (listed) return width <= 2;
  if (!ranged && isListedBehind(tokens, at)) return width <= 2;
  if (!ranged) return continues(tokens, at, marker.numbers[marker.numbers.length - 1] ?? 0);
  if (at > marker.to) return true;
  if (width !== firstWidth && width > 1 && firstWidth > 0)
    return next.gap === GAP.dash && marker.rule === 'season.word';
  const spaced = (next.gap & (GAP.space | GAP.dot | GAP.underscore)) !== 0;
  return !spaced || (marker.rule === 'season.word' && marker.numbers.length === 1 && width === 1);
}

/** "Season 1.3&5", "Season 1 3 and 5": the last number of the list has a sign or word before it. */
function isListedBehind(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  const after = tokens[at + 1];
  if (next === undefined || after === undefined || next.number < 0) return false;
  const last = LIST_WORDS.has(after.lower)
    ? tokens[at + 2]
    : (after.gap & (GAP.amp | GAP.plus)) !== 0
      ? after
      : undefined;
  return last !== undefined && last.number > next.number && last.end - last.start <= 2;
}

/** "Season 20 21 22": at least two more numbers in sequence. */
function continues(tokens: readonly Token[], at: number, last: number): boolean {
  const next = tokens[at];
  if (next === undefined || next.number !== last + 1) return false;
  return (
    tokens[at + 1]?.number === last + 2 || (tokens[at - 1]?.number === last && tokens[at - 2]?.number === last - 1)
  );
}
