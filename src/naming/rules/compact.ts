import { type Draft, ROLE } from '../draft.ts';
import type { Tag } from '../tables/vocabulary.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import type { NumberMarker, NumberScope } from './number-value.ts';

const RULE = 'episode.compact';
/** Six digits from `060000` on are more often a day (`080910` is 10 September 2008). */
const LAST_DOUBLED_SEASON = 6;

/** `Name.102.hdtv`: season and episode in one number. The last thing tried, since it eats years. Source: Kodi. */
export function findCompact(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < tokens.length && index <= scope.limit; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free || token.number < 100 || isYear(token)) continue;
    const digits = token.end - token.start;
    const inBrackets =
      draft.name.brackets[token.bracket]?.opener === '[' &&
      draft.name.brackets[token.bracket]?.first === index &&
      draft.name.brackets[token.bracket]?.end === index + 1;
    if ((digits === 5 || digits === 6) && airs(draft.hits[index + 1]?.tag)) {
      const double = doubled(token, index);
      if (double !== undefined) return double;
    }
    if (digits < 3 || digits > 4 || token.number % 100 === 0) continue;
    const behindYear =
      (token.gap & (GAP.open | GAP.close)) === 0 &&
      index > scope.start + 1 &&
      isYear(tokens[index - 1] ?? token) &&
      digits === 3;
    if (!(inBrackets && !scope.fansub) && !airs(draft.hits[index + 1]?.tag) && !behindYear) continue;
    return split(tokens, token, index, scope);
  }
  return undefined;
}

/** Tags that broadcasts have; "UFC 239 PPV" is the number of an event. */
function airs(tag: Tag | undefined): boolean {
  if (tag === undefined || tag.strength === 'caps' || tag.strength === 'weak') return false;
  if (tag.field === 'source') return tag.value !== 'ppv' && tag.value !== 'bluray' && tag.value !== 'dvd';
  return tag.field === 'proper' || tag.field === 'repack' || tag.field === 'resolution';
}

/** `103.104`: the number before belongs to it where it is the episode before. */
function split(tokens: readonly Token[], token: Token, index: number, scope: NumberScope): NumberMarker {
  const season = Math.floor(token.number / 100);
  const before = tokens[index - 1];
  const pair = before !== undefined && before.number === token.number - 1 && index - 1 > scope.start;
  const numbers = pair ? [before.number % 100, token.number % 100] : [token.number % 100];
  return {
    from: pair ? index - 1 : index,
    to: index + 1,
    numbers,
    season,
    version: undefined,
    rule: RULE,
    confidence: 0.5,
  };
}

/** `10708` and `010708` are season 1, episodes 7 and 8; a later first pair of six digits is the year of a day. */
function doubled(token: Token, index: number): NumberMarker | undefined {
  if (token.end - token.start === 6 && token.number >= LAST_DOUBLED_SEASON * 10_000) return undefined;
  const first = Math.floor(token.number / 100) % 100;
  const second = token.number % 100;
  if (second !== first + 1) return undefined;
  const season = Math.floor(token.number / 10_000);
  return {
    from: index,
    to: index + 1,
    numbers: [first, second],
    season,
    version: undefined,
    rule: RULE,
    confidence: 0.5,
  };
}

/** `2-06. Title` at the start, `Name-04_05` at the end: season and episode in two numbers. */
export function findPair(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  const a = tokens[scope.start];
  const b = tokens[scope.start + 1];
  if (
    a !== undefined &&
    b !== undefined &&
    a.number > 0 &&
    a.number < 30 &&
    b.number > 0 &&
    b.lower.length <= 2 &&
    b.gap === GAP.dash
  ) {
    const c = tokens[scope.start + 2];
    const apart =
      c !== undefined && (c.gap & (GAP.dot | GAP.dash)) !== 0 && (c.gap & GAP.space) !== 0 && b.lower.length === 2;
    if (apart || (c !== undefined && draft.roles[scope.start + 2] === ROLE.date)) return pair(scope.start, a, b);
  }
  for (let index = scope.start + 1; index + 1 < Math.min(tokens.length, scope.limit); index++) {
    const first = tokens[index];
    const second = tokens[index + 1];
    if (first === undefined || second === undefined || !isTwoDigits(first, 60) || !isTwoDigits(second, 99)) continue;
    if (second.gap !== GAP.underscore && second.gap !== GAP.dot) continue;
    const last = tokens[index + 2];
    if (last === undefined || (last.lower === 'f' && index + 3 === tokens.length)) return pair(index, first, second);
  }
  return undefined;
}

function isTwoDigits(token: Token, most: number): boolean {
  return token.number > 0 && token.number <= most && token.end - token.start === 2;
}

function pair(from: number, a: Token, b: Token): NumberMarker {
  return {
    from,
    to: from + 2,
    numbers: [b.number],
    season: a.number,
    version: undefined,
    rule: 'episode.pair',
    confidence: 0.5,
  };
}
