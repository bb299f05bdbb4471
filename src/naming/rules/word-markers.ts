import type { Draft } from '../draft.ts';
import { EPISODE_COUNTERS, EPISODE_WORDS, LIST_WORDS, OF_WORDS, RANGE_WORDS } from '../tables/episode-words.ts';
import { COMMON_SEASON_WORDS, ORDINALS, SEASON_WORDS } from '../tables/season-words.ts';
import { foldWord } from '../text/fold.ts';
import { GAP, type Token } from '../text/tokens.ts';
import { addRange } from './marker.ts';

/** A season or episode marker in words, in words of the name (`to` is behind the last). */
export interface WordMarker {
  readonly from: number;
  to: number;
  readonly numbers: number[];
  readonly rule: string;
  version: number | undefined;
  /** `[Cap.204]`: the season within the number. */
  season: number | undefined;
}

const ORDINAL_DIGITS = /^(\d{1,2})(?:st|nd|rd|th|ª|º|a|ème|eme|e|er|re|й|я|ый|ой)$/;
const GLUED = /^(\p{L}+)(\d{1,5})(?:v(\d))?[a-d]?$/u;
const CJK_SEASON = /^第?([0-9一二三四五六七八九十]{1,3})[季期]$/;
const CJK_EPISODE = /^第?(\d{1,4})(?:[-~](\d{1,4}))?[話话集回화](?:v(\d))?$/;
const CJK_DIGITS = '一二三四五六七八九十';
const SEASON_TOKEN = /^s(\d{1,4})$/;
const SEASON_GLUED = /^(\p{L}{4,})(\d{1,2})$/u;
const NUMBER_OF = /^(\d{1,3})of(\d{1,3})$/;

/** A season marker that begins at this word. */
export function readSeasonAt(draft: Draft, index: number): WordMarker | undefined {
  const { tokens } = draft.name;
  const token = tokens[index];
  if (token === undefined) return undefined;
  const word = token.lower;
  const first = word.charCodeAt(0);
  if (first === 0x73 && word.length <= 5) {
    const match = SEASON_TOKEN.exec(word);
    if (match !== null) return seasonMarker(draft, index, index + 1, Number(match[1]), 'season.sxx');
  }
  if (token.number >= 0 && token.number < 100) return numberBeforeWord(draft, index, token);
  if (first >= 0x31 && first <= 0x39 && word.length <= 5) {
    const ordinal = ORDINAL_DIGITS.exec(word);
    if (ordinal !== null && isSeasonWord(tokens[index + 1]))
      return seasonMarker(draft, index, index + 2, Number(ordinal[1]), 'season.ordinal');
  }
  if (first > 0x7f || word.length > 2) return inWords(draft, index, token);
  return undefined;
}

function inWords(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const { tokens } = draft.name;
  const folded = foldWord(token.lower);
  const next = tokens[index + 1];
  if (SEASON_WORDS.has(folded)) {
    if (next === undefined || next.number < 0 || next.number > 2100 || (next.gap & GAP.close) !== 0) return undefined;
    if (next.end - next.start > 2 && next.number < 1900) return undefined;
    if (COMMON_SEASON_WORDS.has(folded) && index === 0) return undefined;
    return seasonMarker(draft, index, index + 2, next.number, 'season.word');
  }
  const ordinal = ORDINALS.get(folded);
  if (ordinal !== undefined && isSeasonWord(next) && index > 0)
    return seasonMarker(draft, index, index + 2, ordinal, 'season.ordinal');
  if (token.lower.length <= 12 && token.number < 0) {
    const glued = SEASON_GLUED.exec(folded);
    if (glued?.[1] !== undefined && SEASON_WORDS.has(glued[1]))
      return seasonMarker(draft, index, index + 1, Number(glued[2]), 'season.word');
    const cjk = CJK_SEASON.exec(token.lower);
    if (cjk?.[1] !== undefined) return seasonMarker(draft, index, index + 1, cjkNumber(cjk[1]), 'season.cjk');
  }
  return undefined;
}

function cjkNumber(text: string): number {
  const plain = Number(text);
  if (!Number.isNaN(plain)) return plain;
  let value = 0;
  for (const character of text) {
    const digit = CJK_DIGITS.indexOf(character) + 1;
    value = digit === 10 ? Math.max(1, value) * 10 : value + digit;
  }
  return value;
}

/** `3.Staffel`, `2 сезон`; English `1 season` is a count. */
function numberBeforeWord(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const next = draft.name.tokens[index + 1];
  if (next === undefined || (next.gap & (GAP.open | GAP.close)) !== 0) return undefined;
  const folded = foldWord(next.lower);
  if (!SEASON_WORDS.has(folded) || COMMON_SEASON_WORDS.has(folded) || folded.startsWith('season')) return undefined;
  const after = draft.name.tokens[index + 2];
  if (after !== undefined && after.number >= 0 && after.number < 100 && (after.gap & ~GAP.space) === 0 && index > 0)
    return undefined;
  return seasonMarker(draft, index, index + 2, token.number, 'season.word');
}

function isSeasonWord(token: Token | undefined): boolean {
  return token !== undefined && SEASON_WORDS.has(foldWord(token.lower));
}

function seasonMarker(draft: Draft, from: number, to: number, number: number, rule: string): WordMarker {
  const marker: WordMarker = { from, to, numbers: [number], rule, version: undefined, season: undefined };
  readMoreSeasons(draft, marker);
  return marker;
}

/** `S01-S10`, `S01-07`, `Season 1 to 6`, `Seasons 1, 2 & 3`, `Season 1 2 3 4`, `S01 S02`. */
function readMoreSeasons(draft: Draft, marker: WordMarker): void {
  const { tokens } = draft.name;
  for (;;) {
    const last = marker.numbers[marker.numbers.length - 1] ?? 0;
    let at = marker.to;
    let next = tokens[at];
    if (next === undefined) return;
    let ranged = (next.gap & (GAP.dash | GAP.tilde)) !== 0;
    let listed = (next.gap & (GAP.comma | GAP.plus | GAP.amp)) !== 0;
    if (RANGE_WORDS.has(next.lower) && tokens[at + 1] !== undefined) {
      ranged = true;
      next = tokens[++at];
    } else if (LIST_WORDS.has(next.lower) && tokens[at + 1] !== undefined) {
      listed = true;
      next = tokens[++at];
    }
    if (next === undefined || (next.gap & (GAP.open | GAP.close)) !== 0) return;
    const lettered = SEASON_TOKEN.exec(next.lower);
    const worded = lettered === null && isSeasonWord(next) && (tokens[at + 1]?.number ?? -1) >= 0;
    const number = lettered !== null ? Number(lettered[1]) : worded ? (tokens[at + 1]?.number ?? -1) : next.number;
    if (number <= last || number > 99 || next.end - next.start > 7) return;
    const spacedDash = ranged && (next.gap & (GAP.space | GAP.dot | GAP.underscore)) !== 0;
    if (lettered === null && !worded) {
      if (spacedDash && !bothSpacedSeason(marker)) return;
      if (!ranged && !listed && !continues(tokens, at, last)) return;
      if (listed && next.end - next.start > 2) return;
    }
    if (ranged) addRange(marker.numbers, last, number);
    else marker.numbers.push(number);
    marker.to = at + (worded ? 2 : 1);
  }
}

/** "Season 1 - 8" counts seasons, "S2 - 07" is an episode. */
function bothSpacedSeason(marker: WordMarker): boolean {
  return marker.rule === 'season.word' && marker.numbers.length === 1;
}

/** "Season 20 21 22": at least two more numbers in sequence. */
function continues(tokens: readonly Token[], at: number, last: number): boolean {
  const next = tokens[at];
  const after = tokens[at + 1];
  if (next === undefined || next.number !== last + 1) return false;
  return after?.number === last + 2 || (tokens[at - 1]?.number === last && tokens[at - 2]?.number === last - 1);
}

/** An episode marker in words that begins at this word. */
export function readEpisodeWordAt(draft: Draft, index: number): WordMarker | undefined {
  const { tokens } = draft.name;
  const token = tokens[index];
  if (token === undefined) return undefined;
  const next = tokens[index + 1];
  if (token.number >= 0) return numberFirst(draft, index, token, next);
  const word = token.lower;
  const last = word.charCodeAt(word.length - 1);
  if (last >= 0x30 && last <= 0x39) {
    if (word.length > 14) return undefined;
    const glued = GLUED.exec(foldWord(word));
    if (glued?.[1] !== undefined && glued[1].length > 1 && EPISODE_WORDS.has(glued[1])) {
      return episodeMarker(draft, index, index + 1, Number(glued[2]), glued[1], glued[3]);
    }
    return numberOf(draft, index, word);
  }
  if (word.length > 1 && next !== undefined && EPISODE_WORDS.has(foldWord(word))) {
    const value = leadingNumber(next);
    if (value !== undefined && (next.gap & GAP.close) === 0)
      return episodeMarker(draft, index, index + 2, value.number, foldWord(word), value.version);
  }
  if (EPISODE_COUNTERS.includes(word.charAt(word.length - 1)) || word.charCodeAt(0) === 0x7b2c) {
    const cjk = CJK_EPISODE.exec(word);
    if (cjk !== null) {
      const marker = episodeMarker(draft, index, index + 1, Number(cjk[1]), '', cjk[3]);
      if (cjk[2] !== undefined) addRange(marker.numbers, Number(cjk[1]), Number(cjk[2]));
      return marker;
    }
  }
  return undefined;
}

/** `5 серия`, `1. Bölüm`, `2 of 4`. */
function numberFirst(draft: Draft, index: number, token: Token, next: Token | undefined): WordMarker | undefined {
  if (next === undefined || token.end - token.start > 4 || (next.gap & (GAP.open | GAP.close)) !== 0) return undefined;
  const after = draft.name.tokens[index + 2];
  if (next.lower === 'of' && after !== undefined && after.number >= token.number && token.number > 0) {
    return episodeMarker(draft, index, index + 3, token.number, 'of', undefined);
  }
  const folded = foldWord(next.lower);
  if (folded.length < 3 || !EPISODE_WORDS.has(folded) || folded.startsWith('epis')) return undefined;
  if (after !== undefined && after.number >= 0 && (after.gap & ~(GAP.space | GAP.dot)) === 0) return undefined;
  return episodeMarker(draft, index, index + 2, token.number, folded, undefined);
}

function numberOf(draft: Draft, index: number, word: string): WordMarker | undefined {
  const match = NUMBER_OF.exec(word);
  return match === null || Number(match[1]) > Number(match[2])
    ? undefined
    : episodeMarker(draft, index, index + 1, Number(match[1]), 'of', undefined);
}

function leadingNumber(token: Token): { readonly number: number; readonly version: string | undefined } | undefined {
  if (token.number >= 0) return token.end - token.start <= 5 ? { number: token.number, version: undefined } : undefined;
  const match = /^(\d{1,5})(?:v(\d))?(?:[a-d]|end)?$/.exec(token.lower);
  return match === null ? undefined : { number: Number(match[1]), version: match[2] };
}

function episodeMarker(
  draft: Draft,
  from: number,
  to: number,
  number: number,
  word: string,
  version: string | undefined,
): WordMarker {
  const rule = word === 'of' ? 'episode.of' : 'episode.word';
  const marker: WordMarker = {
    from,
    to,
    numbers: [number],
    rule,
    version: version === undefined ? undefined : Number(version),
    season: undefined,
  };
  readMoreEpisodes(draft, marker, word);
  if (word.startsWith('cap') && number > 99) splitCompact(marker);
  return marker;
}

/** Spanish `[Cap.204]` is season 2, episode 4. */
function splitCompact(marker: WordMarker): void {
  const season = Math.floor((marker.numbers[0] ?? 0) / 100);
  const kept = marker.numbers.filter((number) => Math.floor(number / 100) === season).map((number) => number % 100);
  marker.season = season;
  marker.numbers.splice(0, marker.numbers.length, ...kept);
}

/** `Episodes 1-13`, `Ep 1 to 13`, `Cap.1503_1506`, `ep. 1, 2`, and a count behind it: `серии 1-5 из 12`. */
function readMoreEpisodes(draft: Draft, marker: WordMarker, word: string): void {
  const { tokens } = draft.name;
  const last = marker.numbers[marker.numbers.length - 1] ?? 0;
  let at = marker.to;
  let next = tokens[at];
  if (next === undefined) return;
  let ranged = (next.gap & (GAP.dash | GAP.tilde)) !== 0 || (word.startsWith('cap') && next.gap === GAP.underscore);
  if (RANGE_WORDS.has(next.lower)) {
    ranged = true;
    next = tokens[++at];
  }
  if (next !== undefined && ranged && (next.gap & (GAP.open | GAP.close)) === 0) {
    const bare = next.number >= 0 ? next.number : lettered(next.lower);
    const repeated = bare < 0 && EPISODE_WORDS.has(foldWord(next.lower)) ? (tokens[at + 1]?.number ?? -1) : -1;
    const number = bare >= 0 ? bare : repeated;
    const spaced =
      (next.gap & (GAP.space | GAP.underscore | GAP.dot)) !== 0 && (next.gap & GAP.dash) !== 0 && bare === next.number;
    if (number > last && number - last < 1500 && next.end - next.start < 6 && !(spaced && number > 1900)) {
      if (addRange(marker.numbers, last, number)) marker.to = at + (bare >= 0 ? 1 : 2);
    }
  } else if (next !== undefined && (next.gap & (GAP.plus | GAP.amp | GAP.comma)) !== 0 && next.number === last + 1) {
    marker.numbers.push(next.number);
    marker.to = at + 1;
  }
  const of = tokens[marker.to];
  if (of !== undefined && OF_WORDS.has(of.lower) && (tokens[marker.to + 1]?.number ?? -1) > 0) marker.to += 2;
}

function lettered(word: string): number {
  const match = /^(?:e|ep)(\d{1,5})$/.exec(word);
  return match === null ? -1 : Number(match[1]);
}
