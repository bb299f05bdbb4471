import type { Draft } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import {
  endsApart,
  isSpacedDash,
  type NumberMarker,
  type NumberScope,
  numberMarker,
  type Value,
  valueAt,
} from './number-value.ts';

/** `Name - 101`, the commonest form: the first that stands apart, else the first. */
export function dashed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  let fallback: NumberMarker | undefined;
  for (let index = scope.start + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || !isSpacedDash(token) || (token.gap & GAP.open) !== 0) continue;
    if (index > scope.limit && (token.gap & GAP.close) === 0) break;
    const value = valueAt(draft, index);
    if (
      value === undefined ||
      isEndOfYears(tokens[index - 1], token) ||
      (isYear(token) && value.numbers === undefined && !scope.fansub)
    )
      continue;
    const found = dashedAt(draft, scope, index, token, value);
    if (found === undefined) continue;
    if (endsApart(draft, found.to)) return spacedRange(draft, index, value) ?? found;
    fallback ??= found;
  }
  return fallback;
}

function dashedAt(
  draft: Draft,
  scope: NumberScope,
  index: number,
  token: Token,
  value: Value,
): NumberMarker | undefined {
  const { tokens } = draft.name;
  const next = tokens[value.to];
  if (
    next !== undefined &&
    next.number >= 0 &&
    next.gap === GAP.dot &&
    next.end - next.start === 1 &&
    value.numbers === undefined
  ) {
    const half = { ...value, to: value.to + 1, number: Number(`${value.number}.${next.number}`) };
    return numberMarker(index, half, 'episode.dashed-number', 0.7);
  }
  if (
    value.digits === 1 &&
    !scope.inSeason &&
    (!endsApart(draft, value.to) || (!scope.fansub && yearFollows(draft, value.to)))
  )
    return undefined;
  const inner = next === undefined || (next.gap & GAP.open) === 0 ? -1 : next.number;
  if (value.digits === 3 && token.number > 100 && inner === token.number % 100) {
    // "101 (01)": season and episode, with the episode said again.
    const both = numberMarker(index, { ...value, to: value.to + 1 }, 'episode.dashed-number', 0.8);
    return { ...both, numbers: [inner], season: Math.floor(token.number / 100) };
  }
  return numberMarker(index, value, 'episode.dashed-number', 0.85);
}

/** `Name 01 - 119 [Batch]`: the number before the dash is where the range begins. */
function spacedRange(draft: Draft, index: number, value: Value): NumberMarker | undefined {
  const before = draft.name.tokens[index - 1];
  if (
    before === undefined ||
    before.number < 0 ||
    before.number > 1 ||
    before.end - before.start < 2 ||
    index < draft.titleStart + 2
  )
    return undefined;
  const numbers: number[] = [];
  for (let number = before.number; number <= value.number && numbers.length < 2000; number++) numbers.push(number);
  return numbers.length < 2 ? undefined : { ...numberMarker(index - 1, value, 'episode.range', 0.75), numbers };
}

/** "(1988 - 89)": the years of a show. */
function isEndOfYears(before: Token | undefined, token: Token): boolean {
  return before !== undefined && isYear(before) && before.bracket >= 0 && before.bracket === token.bracket;
}

function yearFollows(draft: Draft, to: number): boolean {
  const next = draft.name.tokens[to];
  return next !== undefined && isYear(next) && (next.gap & GAP.open) !== 0;
}
