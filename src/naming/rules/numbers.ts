import type { Draft } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import { dashed } from './dashed-number.ts';
import { isYear } from './dates.ts';
import { endsApart, type NumberMarker, type NumberScope, numberMarker, type Value, valueAt } from './number-value.ts';

/** Words behind which a number belongs to the title. */
const COUNTED = new Set(
  'movie film part vol volume chapter no gekijouban season opus pt cd disc ver version op ed ncop nced ova oad sp special pv the and'.split(
    ' ',
  ),
);

/** The bare number that counts as the episode, if there is one. Sources: Jellyfin EpisodeExpressions; fansub practice. */
export function findNumber(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  return (
    (scope.inSeason ? leading(draft, scope) : undefined) ??
    dashed(draft, scope) ??
    hashed(draft, scope) ??
    bracketed(draft, scope) ??
    leading(draft, scope) ??
    (scope.fansub || scope.inSeason || scope.tv ? trailing(draft, scope) : undefined) ??
    range(draft, scope) ??
    padded(draft, scope) ??
    beforeTag(draft, scope)
  );
}

/** `#957`, `#1-4`. */
function hashed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < Math.min(tokens.length, scope.limit); index++) {
    if (((tokens[index]?.gap ?? 0) & GAP.hash) === 0) continue;
    const value = valueAt(draft, index);
    if (value !== undefined) return numberMarker(index, value, 'episode.hash', 0.85);
  }
  return undefined;
}

/** `[Group][Name][04]`, `[12END]`, `[01-26]`, `(001-220)`: numbers alone in brackets. */
function bracketed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens, brackets } = draft.name;
  for (const bracket of brackets) {
    if (bracket.first <= scope.start || bracket.first >= tokens.length) continue;
    const value = valueAt(draft, bracket.first);
    const token = tokens[bracket.first];
    if (value === undefined || token === undefined) continue;
    const range = value.numbers !== undefined && value.digits > 1;
    if (
      !range &&
      (bracket.opener === '(' || !(scope.fansub || scope.inSeason) || (isYear(token) && value.digits === 4))
    )
      continue;
    const rest = tokens[value.to];
    const last = value.to === bracket.end - 1 && rest !== undefined && /^(?:end|fin|完)$/.test(rest.lower);
    if ((value.to < bracket.end && !last) || value.number === 720 || value.number === 1080 || value.number === 480)
      continue;
    return numberMarker(bracket.first, { ...value, to: bracket.end }, 'episode.bracketed-number', 0.85);
  }
  return undefined;
}

/** `01 - Title`, `003-004. Title`, `102 - Title`. */
function leading(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens, raw } = draft.name;
  const token = tokens[scope.start];
  const value = valueAt(draft, scope.start);
  if (token === undefined || value === undefined || (value.digits > 3 && !scope.inSeason)) return undefined;
  const next = tokens[value.to];
  const padded = token.lower.startsWith('0');
  const found = numberMarker(scope.start, value, 'episode.leading-number', 0.6);
  if (next === undefined) return scope.inSeason || (padded && value.digits > 1) ? found : undefined;
  if ((next.gap & GAP.open) !== 0 && !scope.inSeason) return undefined;
  const joint = raw.slice(tokens[value.to - 1]?.end ?? 0, next.start);
  const parted = /^(?:[\s_.]+-[\s_.]+|\.\s+|-\s+)$/.test(joint);
  if (parted && (padded || scope.fansub || scope.inSeason || value.numbers !== undefined)) return found;
  // "300 - 720p" is a movie with its quality.
  const mayBeTitle = draft.hits[value.to] !== undefined && !scope.tv;
  if (parted && value.digits === 3 && !mayBeTitle && !/\d{4}/.test(raw)) return { ...found, confidence: 0.4 };
  if (scope.inSeason && value.digits < 4) return found;
  return scope.fansub && padded && value.digits === 2 && next.gap === GAP.space ? found : undefined;
}

/** `[Group] Name 12 [720p]`: the last number before the tags. */
function trailing(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = Math.min(scope.limit, tokens.length) - 1; index > scope.start; index--) {
    const token = tokens[index];
    if (token === undefined || token.bracket >= 0 || (token.gap & GAP.dash) !== 0) continue;
    const value = valueAt(draft, index);
    if (value === undefined || isYear(token) || !endsApart(draft, value.to)) continue;
    if (!scope.fansub && !scope.inSeason && mayBeInTitle(draft, scope, index, value)) continue;
    if (index - 1 > scope.start && COUNTED.has(tokens[index - 1]?.lower ?? '')) return undefined;
    if (token.gap === GAP.dot && tokens[index - 1]?.number !== -1) continue;
    return numberMarker(index, value, 'episode.trailing-number', 0.7);
  }
  return undefined;
}

/** "Name 2", "Name 12 (2013)": a sequel; `103.hdtv` is season and episode; six digits are no title. */
function mayBeInTitle(draft: Draft, scope: NumberScope, index: number, value: Value): boolean {
  const { tokens } = draft.name;
  const next = tokens[value.to];
  const isSequel = value.digits < 2 || (next !== undefined && isYear(next));
  const isCompact = value.digits > 2 && value.numbers === undefined && draft.hits[value.to] !== undefined;
  return isSequel || isCompact || (index === scope.start + 1 && (tokens[scope.start]?.number ?? 0) > 99_999);
}

/** `Name 1-13 (…)`, `Name 01~10`. */
function range(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const end = Math.min(draft.name.tokens.length, scope.limit);
  for (let index = scope.start + 1; index < end; index++) {
    const value = valueAt(draft, index);
    if (value?.numbers === undefined || value.numbers.length < 2 || !endsApart(draft, value.to)) continue;
    if (value.digits > 1 || value.numbers.length >= 4) return numberMarker(index, value, 'episode.range', 0.75);
  }
  return undefined;
}

/** `Name 013 VOSTFR`: a zero in front says that things are counted. */
function padded(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  const end = Math.min(tokens.length, scope.limit + 1);
  for (let index = scope.start + 1; index < end; index++) {
    const token = tokens[index];
    if (token === undefined || token.number < 1 || !token.lower.startsWith('0') || token.lower.length > 3) continue;
    const value = valueAt(draft, index);
    if (
      value === undefined ||
      (tokens[index + 1]?.gap === GAP.dot && token.gap === GAP.dot && tokens[index + 1]?.number !== -1)
    )
      continue;
    if (COUNTED.has(tokens[index - 1]?.lower ?? '')) return undefined;
    return numberMarker(index, value, 'episode.padded-number', 0.5);
  }
  return undefined;
}

/** `Name 445 VOSTFR`, `Name.14.HDTV`: subtitles of fans and broadcasts go with episodes. */
function beforeTag(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  const end = Math.min(tokens.length, scope.limit);
  for (let index = scope.start + 1; index < end; index++) {
    const value = valueAt(draft, index);
    const next = value === undefined ? undefined : draft.hits[value.to]?.tag;
    if (value === undefined || next === undefined || value.digits < 2) continue;
    const fans = next.field === 'subtitle' && next.value === 'fr' && value.digits < 4;
    const broadcast = next.field === 'source' && (next.value === 'hdtv' || next.value === 'sdtv') && value.digits === 2;
    if (fans || broadcast) return numberMarker(index, value, 'episode.before-tag', 0.45);
  }
  return undefined;
}
