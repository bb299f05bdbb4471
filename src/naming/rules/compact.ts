import { type Draft, ROLE } from '../draft.ts';
import type { Tag } from '../tables/vocabulary.ts';
import { GAP, type Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { endsApart, isSpacedDash, type NumberMarker, type NumberScope, valueAt } from './number-value.ts';

const RULE = 'episode.compact';

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
    if (digits === 5 && airs(draft.hits[index + 1]?.tag)) {
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

/** `10708` is season 1, episodes 7 and 8. */
function doubled(token: Token, index: number): NumberMarker | undefined {
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

/** `Name - 05 - S01E05`, `Name - 05.5 (S00E01)`, `Name.313-315.s16e03`: the absolute number before the marker. */
export function valueBefore(draft: Draft, end: number): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let back = 1; back <= 2; back++) {
    const index = end - back;
    const token = tokens[index];
    if (token === undefined || index <= draft.titleStart) return undefined;
    const value = valueAt(draft, index);
    if (value === undefined) continue;
    const last = tokens[index + 1];
    const half =
      back === 2 &&
      value.to === index + 1 &&
      last !== undefined &&
      last.gap === GAP.dot &&
      last.end - last.start === 1 &&
      last.number >= 0;
    if (!half && value.to !== end) continue;
    if (!isSpacedDash(token) && !(value.numbers !== undefined && value.digits > 1)) continue;
    const numbers = half ? [value.number + last.number / 10] : (value.numbers ?? [value.number]);
    if (isYear(token)) return undefined;
    return {
      from: index,
      to: end,
      numbers,
      season: undefined,
      version: value.version,
      rule: 'episode.absolute-before',
      confidence: 0.8,
    };
  }
  return undefined;
}

/** `[Group] Name S10E14 214`: the absolute number behind the marker. */
export function valueBehind(draft: Draft, from: number, fansub: boolean): NumberMarker | undefined {
  const token = draft.name.tokens[from];
  const value = valueAt(draft, from);
  if (!fansub && value?.numbers?.length !== draft.episodes.length) return undefined;
  if (
    token === undefined ||
    value === undefined ||
    value.digits < 2 ||
    !endsApart(draft, value.to) ||
    (token.gap & GAP.dash) !== 0
  )
    return undefined;
  return {
    from,
    to: value.to,
    numbers: value.numbers ?? [value.number],
    season: undefined,
    version: undefined,
    rule: 'episode.absolute-behind',
    confidence: 0.7,
  };
}
