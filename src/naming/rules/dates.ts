import type { Draft } from '../draft.ts';
import { MONTHS } from '../tables/episode-words.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';

/** A day in a name, in words of the name. */
export interface DateMarker {
  readonly from: number;
  readonly to: number;
  readonly date: string;
}

const JOINED = GAP.open | GAP.close | GAP.comma | GAP.tilde;
export const FIRST_YEAR = 1900;
/** Films are that old; in brackets only, since 18xx in a title is a number of the title ("1883"). */
export const FIRST_BRACKETED_YEAR = 1880;
/** Years beyond are numbers of titles ("Blade Runner 2049"). A constant, so that a name always reads the same. */
const LAST_YEAR = 2035;

/**
 * The air date that begins at this word: `2011.03.13`, `13.03.2011`, `04.28.2014`, `20110313`, `6th August 2020`,
 * `Aug 6 2020`, `13 Mar 2011`. Where day and month could be either, day first (Kodi, Jellyfin) unless that is no day.
 */
export function readDateAt(draft: Draft, index: number): DateMarker | undefined {
  const { tokens } = draft.name;
  const a = tokens[index];
  if (a === undefined) return undefined;
  const lead = a.lower.charCodeAt(0);
  if (lead > 0x39 && !MONTHS.has(a.lower)) return undefined;
  const b = tokens[index + 1];
  const c = tokens[index + 2];
  if (b === undefined || c === undefined || followsNumber(draft, index, a)) return eightDigits(a, index);
  if (lead < 0x30 || lead > 0x39) return monthFirst(a, b, c, index);
  if (a.number < 0) return dayWord(a.lower) > 0 ? monthSecond(dayWord(a.lower), b, c, index) : undefined;
  if (b.number < 0) return a.number <= 31 ? monthSecond(a.number, b, c, index) : eightDigits(a, index);
  if (b.gap !== c.gap || ((b.gap | c.gap) & JOINED) !== 0 || b.end - b.start > 2 || b.number <= 0)
    return eightDigits(a, index);
  if (isYear(a) && c.end - c.start <= 2) {
    return marker(a.number, b.number, c.number, index) ?? marker(a.number, c.number, b.number, index);
  }
  if (isYear(c) && a.end - a.start <= 2) {
    return marker(c.number, b.number, a.number, index) ?? marker(c.number, a.number, b.number, index);
  }
  return eightDigits(a, index);
}

/** "11-11-11 2011" is no date: its number hangs on another before it. */
function followsNumber(draft: Draft, index: number, token: Token): boolean {
  const before = draft.name.tokens[index - 1];
  return before !== undefined && before.number >= 0 && before.number < 100 && token.gap === GAP.dash;
}

/** `140722` before tags: year, month, day in six digits. The surer forms go first, so the caller asks for it last. */
export function readShortDateAt(draft: Draft, index: number): DateMarker | undefined {
  const token = draft.name.tokens[index];
  if (token === undefined || token.number < 0 || token.end - token.start !== 6 || index <= draft.titleStart)
    return undefined;
  const next = draft.hits[index + 1];
  if (next === undefined || next.tag.strength === 'caps' || next.tag.strength === 'weak') return undefined;
  const found = marker(
    2000 + Math.floor(token.number / 10000),
    Math.floor(token.number / 100) % 100,
    token.number % 100,
    index,
  );
  return found === undefined ? undefined : { ...found, to: index + 1 };
}

function eightDigits(a: Token, index: number): DateMarker | undefined {
  if (a.number < 0 || a.end - a.start !== 8) return undefined;
  const found = marker(Math.floor(a.number / 10000), Math.floor(a.number / 100) % 100, a.number % 100, index);
  return found === undefined ? undefined : { ...found, to: index + 1 };
}

function dayWord(word: string): number {
  const match = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word);
  return match === null ? 0 : Number(match[1]);
}

function monthSecond(day: number, b: Token, c: Token, index: number): DateMarker | undefined {
  const month = MONTHS.get(b.lower);
  return month === undefined || !isYear(c) ? undefined : marker(c.number, month, day, index);
}

function monthFirst(a: Token, b: Token, c: Token, index: number): DateMarker | undefined {
  const month = MONTHS.get(a.lower);
  if (month === undefined || !isYear(c)) return undefined;
  const day = b.number > 0 ? b.number : dayWord(b.lower);
  return marker(c.number, month, day, index);
}

export function isYear(token: Token): boolean {
  return token.number >= FIRST_YEAR && token.number <= LAST_YEAR && token.end - token.start === 4;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function marker(year: number, month: number, day: number, from: number): DateMarker | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || day < 1 || day > (DAYS[month - 1] ?? 0)) return undefined;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { from, to: from + 3, date };
}
