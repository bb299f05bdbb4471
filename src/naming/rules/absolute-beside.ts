import type { Draft } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import { isYear, readDateAt } from './dates.ts';
import { readEpisodeWordAt } from './episode-markers.ts';
import { endsApart, isSpacedDash, type NumberMarker, valueAt } from './number-value.ts';

/** `Name - 05 - S01E05`, `Name - 05.5 (S00E01)`, `Name.313-315.s16e03`: the absolute number before the marker. */
export function valueBefore(draft: Draft, end: number): NumberMarker | undefined {
  const { tokens } = draft.name;
  if (isDateBefore(draft, end)) return undefined;
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

/** `Name - 2015-08-19 - S02E131`: the day before the marker is no number of an episode. */
function isDateBefore(draft: Draft, end: number): boolean {
  return [1, 2, 3].some((back) => readDateAt(draft, end - back)?.to === end);
}

/** `S02E14 - Ep.141`: a second episode number that is no lower is the absolute number. */
function wordBehind(draft: Draft, from: number): NumberMarker | undefined {
  const word = draft.name.tokens[from];
  if (word === undefined || !isSpacedDash(word) || draft.episodes.length !== 1) return undefined;
  const marker = readEpisodeWordAt(draft, from);
  const [number, ...more] = marker?.numbers ?? [];
  if (marker === undefined || number === undefined || more.length > 0 || number < (draft.episodes[0] ?? 0))
    return undefined;
  const { to, numbers } = marker;
  return { from, to, numbers, season: undefined, version: undefined, rule: 'episode.absolute-behind', confidence: 0.7 };
}

/** `[Group] Name S10E14 214`: the absolute number behind the marker. */
export function valueBehind(draft: Draft, from: number, fansub: boolean): NumberMarker | undefined {
  const worded = wordBehind(draft, from);
  if (worded !== undefined) return worded;
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
