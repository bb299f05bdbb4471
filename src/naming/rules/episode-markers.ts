import type { Draft } from '../draft.ts';
import { EPISODE_COUNTERS, EPISODE_WORDS, OF_WORDS } from '../tables/episode-words.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { readMoreEpisodes, splitCompact, upTo } from './episode-lists.ts';
import { addRange } from './marker.ts';
import type { WordMarker } from './season-lists.ts';

const GLUED = /^(\p{L}+)(\d{1,5})(?:v(\d))?[a-d]?$/u;

const CJK_EPISODE = /^第?(\d{1,4})[話话集回화](?:v(\d))?$/;

const NUMBER_OF = /^(\d{1,3})of(\d{1,3})$/;

const BRACKETS = GAP.open | GAP.close;

/** An episode marker in words that begins at this word: `Episode 5`, `ep.08v2`, `[Cap.204]`, `第05話`, `5 серия`, `2 of 4`. */
export function readEpisodeWordAt(draft: Draft, index: number): WordMarker | undefined {
  const { tokens } = draft.name;
  const token = tokens[index];
  if (token === undefined) return undefined;
  const next = tokens[index + 1];
  if (token.number >= 0) return numberFirst(draft, index, token);
  const word = token.lower;
  if (EPISODE_COUNTERS.includes(word.charAt(word.length - 1)) || word.charCodeAt(0) === 0x7b2c) {
    const cjk = cjkEpisode(draft, index, word, next);
    if (cjk !== undefined) return cjk;
  }
  const last = word.charCodeAt(word.length - 1);
  if (last >= 0x30 && last <= 0x39) {
    if (word.length > 14) return undefined;
    const glued = GLUED.exec(token.folded);
    if (glued?.[1] !== undefined && glued[1].length > 1 && EPISODE_WORDS.has(glued[1])) {
      return episodeMarker(draft, index, index + 1, Number(glued[2]), glued[1], glued[3]);
    }
    const of = NUMBER_OF.exec(word);
    return of === null || Number(of[1]) > Number(of[2])
      ? undefined
      : episodeMarker(draft, index, index + 1, Number(of[1]), 'of', undefined);
  }
  if (word.length > 1 && next !== undefined && (next.gap & GAP.close) === 0 && EPISODE_WORDS.has(token.folded)) {
    const value = leadingNumber(next);
    if (value !== undefined) return pointed(draft, index, token.folded, value);
  }
  return undefined;
}

/** `第05話`, `12集`, `3화`; `第05-07話`, with the counter behind the last number. */
function cjkEpisode(draft: Draft, index: number, word: string, next: Token | undefined): WordMarker | undefined {
  const whole = CJK_EPISODE.exec(word);
  if (whole !== null) return episodeMarker(draft, index, index + 1, Number(whole[1]), '', whole[2]);
  const from = /^第(\d{1,4})$/.exec(word);
  const to = next?.gap === GAP.dash ? CJK_EPISODE.exec(next.lower) : null;
  if (from === null || to === null) return undefined;
  const marker = episodeMarker(draft, index, index + 2, Number(from[1]), '', to[2]);
  marker.numbers.splice(1);
  addRange(marker.numbers, Number(from[1]), Number(to[1]));
  return marker;
}

interface NumberWord {
  readonly number: number;
  readonly version: string | undefined;
}

/** `Episode 1.22`, `EP #1.2`: in spaced text the point parts season and episode. */
function pointed(draft: Draft, index: number, word: string, value: NumberWord): WordMarker {
  const { tokens } = draft.name;
  const next = tokens[index + 1];
  const after = tokens[index + 2];
  if (
    next !== undefined &&
    (next.gap & GAP.space) !== 0 &&
    after?.gap === GAP.dot &&
    after.number > 0 &&
    after.start === next.end + 1 &&
    value.number < 100
  ) {
    return {
      from: index,
      to: index + 3,
      numbers: [after.number],
      rule: 'episode.word',
      version: undefined,
      other: value.number,
    };
  }
  return episodeMarker(draft, index, index + 2, value.number, word, value.version);
}

/** `5 серия`, `09-я серия`, `1. Bölüm`, `2 of 4`. */
function numberFirst(draft: Draft, index: number, token: Token): WordMarker | undefined {
  const { tokens } = draft.name;
  let at = index + 1;
  if (tokens[at]?.gap === GAP.dash && (tokens[at]?.lower.length ?? 9) <= 2) at++;
  const next = tokens[at];
  if (next === undefined || token.end - token.start > 4 || (next.gap & (BRACKETS | GAP.slash | GAP.comma)) !== 0)
    return undefined;
  const after = tokens[at + 1];
  if (OF_WORDS.has(next.lower) && after !== undefined && after.number >= token.number && token.number > 0) {
    if (next.lower === 'of') return episodeMarker(draft, index, at + 2, token.number, 'of', undefined);
    return next.lower === 'из' || next.lower === 'із' ? upTo(index, at + 2, token.number) : undefined;
  }
  const folded = next.folded;
  if (folded.length < 3 || !EPISODE_WORDS.has(folded) || folded.startsWith('epis')) return undefined;
  // "1 Folge 2": the word counts what follows; a year behind it is none of that.
  if (after !== undefined && after.number >= 0 && after.number < 1900 && (after.gap & BRACKETS) === 0) return undefined;
  return episodeMarker(draft, index, at + 1, token.number, folded, undefined);
}

function leadingNumber(token: Token): NumberWord | undefined {
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
  const marker: WordMarker = {
    from,
    to,
    numbers: [number],
    rule: word === 'of' ? 'episode.of' : 'episode.word',
    version: version === undefined ? undefined : Number(version),
    other: undefined,
  };
  readMoreEpisodes(draft, marker, word);
  if (word.startsWith('cap') && number > 99) splitCompact(marker);
  return marker;
}
