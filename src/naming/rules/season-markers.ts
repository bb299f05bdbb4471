import { type Draft, ROLE } from '../draft.ts';
import { EPISODE_WORDS } from '../tables/episode-words.ts';
import { COMMON_SEASON_WORDS, NUMBER_WORDS, ORDINALS, SEASON_WORDS } from '../tables/season-words.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { covered as isCovered } from './group-base.ts';
import { BRACKETS, isSeasonWord, readMoreSeasons, SEASON_TOKEN, type WordMarker } from './season-lists.ts';

const ORDINAL_DIGITS = /^(\d{1,2})(?:st|nd|rd|th|ª|º|°|âº|a|ème|eme|e|er|re|й|я|ый|ой)$/;

const CJK_SEASON = /^第?([0-9一二三四五六七八九十]{1,3})[季期]$/;

const CJK_DIGITS = '一二三四五六七八九十';

/** `S0412`; four digits that are a year are the season of a daily show. */
const SEASON_AND_EPISODE = /^s(\d{2})(\d{2})$/;

const SEASON_CHAIN = /^(?:s\d{1,2}){2,20}$/;

const SEASON_AND_DISC = /^s(\d{1,2})d\d{1,2}$/;

const SEASON_GLUED = /^(\p{L}{2,})(\d{1,2})$/u;

/** A season marker that begins at this word. */
export function readSeasonAt(draft: Draft, index: number): WordMarker | undefined {
  const token = draft.name.tokens[index];
  if (token === undefined) return undefined;
  const word = token.lower;
  const first = word.charCodeAt(0);
  if (first === 0x73) {
    const short = readShort(draft, index, token);
    if (short !== undefined) return short;
  }
  if (token.number >= 0) return token.number < 100 ? numberBeforeWord(draft, index, token) : undefined;
  if (first >= 0x31 && first <= 0x39 && word.length <= 5) {
    const ordinal = ORDINAL_DIGITS.exec(word);
    if (ordinal !== null && isSeasonWord(draft.name.tokens[index + 1])) {
      return seasonMarker(draft, index, index + 2, Number(ordinal[1]), 'season.ordinal');
    }
    return undefined;
  }
  return first > 0x7f || word.length >= 2 ? inWords(draft, index, token) : undefined;
}

/** `S01`, `S 01`, `S01S02S03`, `S07D1`. */
function readShort(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const word = token.lower;
  if (word.length === 1) {
    const next = draft.name.tokens[index + 1];
    if (
      next === undefined ||
      index === draft.titleStart ||
      !/^0\d$/.test(next.lower) ||
      (next.gap & ~(GAP.space | GAP.dot)) !== 0
    )
      return undefined;
    return seasonMarker(draft, index, index + 2, next.number, 'season.sxx');
  }
  if (word.charCodeAt(1) > 0x39) return undefined;
  const both = SEASON_AND_EPISODE.exec(word);
  if (both !== null && !isYear({ ...token, number: Number(word.slice(1)), start: token.start + 1 })) {
    const marker = seasonMarker(draft, index, index + 1, Number(both[1]), 'season.sxx');
    return { ...marker, to: index + 1, other: Number(both[2]) };
  }
  if (isGroupName(draft, index, token)) return undefined;
  const match = SEASON_TOKEN.exec(word) ?? SEASON_AND_DISC.exec(word);
  if (match !== null)
    return withPointedEpisode(draft, seasonMarker(draft, index, index + 1, Number(match[1]), 'season.sxx'));
  if (!SEASON_CHAIN.test(word)) return undefined;
  const numbers = word.slice(1).split('s').map(Number);
  return { from: index, to: index + 1, numbers, rule: 'season.sxx', version: undefined, other: undefined };
}

/** `x264-S56`: at the end, hanging on a tag without a blank, stands the release group. */
function isGroupName(draft: Draft, index: number, token: Token): boolean {
  return token.gap === GAP.dash && index === draft.name.tokens.length - 1 && isCovered(draft, index - 1);
}

/** `S06.01`, `S2-07`: the second number counts differently written things, so it is the episode. */
function withPointedEpisode(draft: Draft, marker: WordMarker): WordMarker {
  const { tokens } = draft.name;
  const next = tokens[marker.to];
  const season = tokens[marker.from];
  if (
    marker.numbers.length > 1 ||
    next === undefined ||
    season === undefined ||
    next.number < 0 ||
    next.end - next.start !== 2
  )
    return marker;
  const pointed = next.gap === GAP.dot && draft.hits[marker.to] === undefined;
  const dashed = next.gap === GAP.dash && season.lower.length !== 3;
  if (!pointed && !dashed) return marker;
  marker.other = next.number;
  marker.to++;
  return marker;
}

function inWords(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const { tokens } = draft.name;
  const folded = token.folded;
  const next = tokens[index + 1];
  if (SEASON_WORDS.has(folded)) return next === undefined ? undefined : wordThenNumber(draft, index, folded, next);
  const ordinal = ORDINALS.get(folded);
  if (ordinal !== undefined && isSeasonWord(next) && index > 0) {
    return seasonMarker(draft, index, index + 2, ordinal, 'season.ordinal');
  }
  if (token.lower.length > 14) return undefined;
  const glued = SEASON_GLUED.exec(folded);
  if (glued?.[1] !== undefined && SEASON_WORDS.has(glued[1]) && index > draft.titleStart - 1) {
    return seasonMarker(draft, index, index + 1, Number(glued[2]), 'season.word');
  }
  const cjk = CJK_SEASON.exec(token.lower);
  return cjk?.[1] === undefined ? undefined : seasonMarker(draft, index, index + 1, cjkNumber(cjk[1]), 'season.cjk');
}

function wordThenNumber(draft: Draft, index: number, folded: string, next: Token): WordMarker | undefined {
  if (draft.roles[index + 1] !== ROLE.free) return undefined;
  const common = COMMON_SEASON_WORDS.has(folded);
  if (common && (next.gap & GAP.dash) !== 0 && folded !== 'тв') return undefined;
  const spelt = common ? undefined : NUMBER_WORDS.get(next.folded);
  if (spelt !== undefined && index > draft.titleStart)
    return seasonMarker(draft, index, index + 2, spelt, 'season.word');
  if (next.number < 0 || next.number > 2100 || (next.gap & GAP.close) !== 0) return undefined;
  if (next.end - next.start > 2 && (next.number < 1900 || common)) return undefined;
  if (common && (index <= draft.titleStart || (next.gap & BRACKETS) !== 0 || next.number === 0)) return undefined;
  const marker = seasonMarker(draft, index, index + 2, next.number, 'season.word');
  const after = draft.name.tokens[index + 2];
  // "Season 4.16": in spaced text the point parts season and episode.
  if (
    marker.to === index + 2 &&
    (next.gap & GAP.space) !== 0 &&
    after?.gap === GAP.dot &&
    after.number > 0 &&
    after.end - after.start === 2
  ) {
    marker.other = after.number;
    marker.to++;
  }
  return marker;
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

/** `3.Staffel`, `2 сезон`, `5-й сезон`, `8.sez`; English `1 season` is a count. */
function numberBeforeWord(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const { tokens } = draft.name;
  let at = index + 1;
  if (tokens[at]?.gap === GAP.dash && (tokens[at]?.lower.length ?? 9) <= 2) at++;
  else if (/^[ºª°]$/.test(tokens[at]?.lower ?? '')) at++;
  const next = tokens[at];
  if (next === undefined || (next.gap & (BRACKETS | GAP.slash)) !== 0) return undefined;
  const folded = next.folded;
  if (!SEASON_WORDS.has(folded) || COMMON_SEASON_WORDS.has(folded) || folded.startsWith('season')) return undefined;
  // "24 Saison 3": the word counts what follows, unless that number has an episode word of its own ("2.Sezon.7.Bölüm").
  const after = tokens[at + 1];
  if (
    at === index + 1 &&
    after !== undefined &&
    after.number >= 0 &&
    after.number < 100 &&
    (after.gap & BRACKETS) === 0
  ) {
    if (!EPISODE_WORDS.has(tokens[at + 2]?.folded ?? '')) return undefined;
    const behind = tokens[at + 3]?.number ?? -1;
    if (index === draft.titleStart || (behind >= 0 && behind < 1900)) return undefined;
  }
  return {
    from: index,
    to: at + 1,
    numbers: [token.number],
    rule: 'season.word',
    version: undefined,
    other: undefined,
  };
}

function seasonMarker(draft: Draft, from: number, to: number, number: number, rule: string): WordMarker {
  const marker: WordMarker = { from, to, numbers: [number], rule, version: undefined, other: undefined };
  readMoreSeasons(draft, marker);
  return marker;
}
