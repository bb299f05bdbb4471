import type { Draft } from '../draft.ts';
import { ROLE } from '../draft.ts';
import { GAP, type Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { addRange } from './marker.ts';

/** A bare number taken as an episode. */
export interface NumberMarker {
  readonly from: number;
  readonly to: number;
  readonly numbers: number[];
  readonly version: number | undefined;
  readonly rule: string;
  readonly confidence: number;
}

export interface NumberScope {
  /** First word that may be part of the title. */
  readonly start: number;
  /** First sure tag, or the end. */
  readonly limit: number;
  /** Begins with a fansub's bracket, or holds a checksum. */
  readonly fansub: boolean;
  readonly inSeason: boolean;
}

interface Value {
  readonly number: number;
  readonly digits: number;
  readonly version: number | undefined;
  readonly to: number;
  readonly numbers: number[] | undefined;
}

const SHAPE = /^(\d{1,4})(?:v(\d))?(?:end|fin|final|完|[a-d])?$/;
/** Words behind which a number belongs to the title. */
const COUNTED = new Set([
  'movie',
  'film',
  'part',
  'vol',
  'volume',
  'chapter',
  'no',
  'gekijouban',
  'season',
  'opus',
  'pt',
  'cd',
  'disc',
  'ver',
  'version',
  'op',
  'ed',
  'ncop',
  'nced',
  'ova',
  'oad',
  'sp',
  'special',
  'pv',
]);

/** The value of a number word, with `v2`, `END` and ranges behind it. */
function valueAt(draft: Draft, index: number): Value | undefined {
  const { tokens } = draft.name;
  const token = tokens[index];
  if (token === undefined || draft.roles[index] !== ROLE.free) return undefined;
  const first = token.lower.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || token.lower.length > 9) return undefined;
  const match = SHAPE.exec(token.lower);
  if (match?.[1] === undefined) return undefined;
  const number = Number(match[1]);
  let version = match[2] === undefined ? undefined : Number(match[2]);
  let to = index + 1;
  let numbers: number[] | undefined;
  const next = tokens[to];
  if (
    next !== undefined &&
    (next.gap & (GAP.dash | GAP.tilde | GAP.plus | GAP.amp)) !== 0 &&
    (next.gap & (GAP.open | GAP.close)) === 0
  ) {
    const far = SHAPE.exec(next.lower);
    const tight = next.start - token.end === 1 || (next.gap & (GAP.tilde | GAP.amp)) !== 0;
    const end = far === null ? -1 : Number(far[1]);
    if (tight && end > number && (far?.[1]?.length ?? 0) >= match[1].length && !(isYear(token) && isYear(next))) {
      numbers = [number];
      if (addRange(numbers, number, end)) to++;
    }
  }
  const behind = tokens[to];
  if (version === undefined && behind !== undefined && /^v\d$/.test(behind.lower) && (behind.gap & GAP.dash) === 0) {
    version = Number(behind.lower.charAt(1));
    to++;
  }
  return { number, digits: match[1].length, version, to, numbers };
}

/** Whether these words stand apart: the end, a bracket, a spaced dash or a tag follows. */
function endsApart(draft: Draft, to: number): boolean {
  const next = draft.name.tokens[to];
  if (next === undefined) return true;
  if ((next.gap & (GAP.open | GAP.close)) !== 0) return true;
  if (draft.hits[to] !== undefined) return true;
  return isSpacedDash(next);
}

export function isSpacedDash(token: Token): boolean {
  return (token.gap & GAP.dash) !== 0 && (token.gap & (GAP.space | GAP.underscore | GAP.dot)) !== 0;
}

/** The bare number that counts as the episode, if there is one. Sources: Jellyfin EpisodeExpressions; fansub practice. */
export function findNumber(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  return (
    dashed(draft, scope) ??
    hashed(draft, scope) ??
    bracketed(draft, scope) ??
    leading(draft, scope) ??
    (scope.fansub || scope.inSeason ? trailing(draft, scope) : undefined) ??
    range(draft, scope) ??
    padded(draft, scope)
  );
}

/** `Name - 101`, the commonest form. */
function dashed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || !isSpacedDash(token) || (token.gap & GAP.open) !== 0) continue;
    if (index > scope.limit) return undefined;
    const value = valueAt(draft, index);
    if (value === undefined) continue;
    if (isYear(token) && value.numbers === undefined && !scope.fansub) continue;
    const next = tokens[value.to];
    if (value.digits === 1 && !endsApart(draft, value.to)) continue;
    if (next !== undefined && next.number >= 0 && next.gap === GAP.dot && next.end - next.start === 1) {
      return make(
        draft,
        index,
        value.to + 1,
        { ...value, number: Number(`${value.number}.${next.number}`), numbers: undefined },
        'episode.dashed-number',
        0.7,
      );
    }
    if (!endsApart(draft, value.to) && !scope.fansub && value.digits < 2) continue;
    return make(draft, index, value.to, value, 'episode.dashed-number', 0.85);
  }
  return undefined;
}

/** `#957`, `#1-4`. */
function hashed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < Math.min(tokens.length, scope.limit); index++) {
    if (((tokens[index]?.gap ?? 0) & GAP.hash) === 0) continue;
    const value = valueAt(draft, index);
    if (value !== undefined) return make(draft, index, value.to, value, 'episode.hash', 0.85);
  }
  return undefined;
}

/** `[Group][Name][04]`, `[12END]`, `(05)`: a number alone in brackets. */
function bracketed(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  if (!scope.fansub && !scope.inSeason) return undefined;
  const { tokens, brackets } = draft.name;
  for (const bracket of brackets) {
    if (bracket.first <= scope.start || bracket.first >= tokens.length || bracket.opener === '(') continue;
    const value = valueAt(draft, bracket.first);
    const token = tokens[bracket.first];
    if (value === undefined || token === undefined || (isYear(token) && value.digits === 4)) continue;
    const rest = tokens[value.to];
    const whole =
      value.to >= bracket.end ||
      (value.to === bracket.end - 1 && rest !== undefined && /^(?:end|fin|完)$/.test(rest.lower));
    if (!whole || value.number === 720 || value.number === 1080 || value.number === 480) continue;
    return make(draft, bracket.first, Math.max(bracket.end, value.to), value, 'episode.bracketed-number', 0.85);
  }
  return undefined;
}

/** `01 - Title`, `003-004. Title`. */
function leading(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens, raw } = draft.name;
  const token = tokens[scope.start];
  const value = token === undefined ? undefined : valueAt(draft, scope.start);
  if (token === undefined || value === undefined || (value.digits > 3 && !scope.inSeason)) return undefined;
  const next = tokens[value.to];
  const padded = token.lower.startsWith('0') || scope.fansub || scope.inSeason;
  if (next === undefined)
    return scope.inSeason || token.lower.startsWith('0')
      ? make(draft, scope.start, value.to, value, 'episode.leading-number', 0.6)
      : undefined;
  const dashedNext = isSpacedDash(next) && raw.slice(tokens[value.to - 1]?.end ?? 0, next.start).trim() !== '.';
  const dotted = (next.gap & GAP.dot) !== 0 && (next.gap & GAP.space) !== 0;
  if (padded && (dashedNext || dotted))
    return make(draft, scope.start, value.to, value, 'episode.leading-number', 0.65);
  if (value.numbers !== undefined && (dashedNext || dotted))
    return make(draft, scope.start, value.to, value, 'episode.leading-number', 0.6);
  if (scope.inSeason && (next.gap & GAP.close) === 0 && value.digits < 4)
    return make(draft, scope.start, value.to, value, 'episode.leading-number', 0.55);
  return undefined;
}

/** `[Group] Name 12 [720p]`: the last number before the tags. */
function trailing(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = Math.min(scope.limit, tokens.length) - 1; index > scope.start; index--) {
    const token = tokens[index];
    if (token === undefined || token.bracket >= 0 || (token.gap & GAP.dash) !== 0) continue;
    const value = valueAt(draft, index);
    if (value === undefined || isYear(token) || !endsApart(draft, value.to)) continue;
    if (COUNTED.has(tokens[index - 1]?.lower ?? '')) return undefined;
    if (token.gap === GAP.dot && tokens[index - 1]?.number !== -1) continue;
    return make(draft, index, value.to, value, 'episode.trailing-number', 0.7);
  }
  return undefined;
}

/** `Name 1-13 (…)`, `Name 01~10`. */
function range(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < Math.min(tokens.length, scope.limit); index++) {
    const value = valueAt(draft, index);
    if (
      value?.numbers === undefined ||
      value.numbers.length < 2 ||
      (value.digits < 2 && value.numbers.length < 4) ||
      !endsApart(draft, value.to)
    )
      continue;
    return make(draft, index, value.to, value, 'episode.range', 0.75);
  }
  return undefined;
}

/** `Name 013 VOSTFR`: a zero in front says that things are counted. */
function padded(draft: Draft, scope: NumberScope): NumberMarker | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < Math.min(tokens.length, scope.limit + 1); index++) {
    const token = tokens[index];
    if (
      token === undefined ||
      !token.lower.startsWith('0') ||
      token.end - token.start < 2 ||
      token.end - token.start > 4
    )
      continue;
    const value = valueAt(draft, index);
    if (
      value === undefined ||
      (token.gap === GAP.dot && tokens[index + 1]?.gap === GAP.dot && tokens[index + 1]?.number !== -1)
    )
      continue;
    if (COUNTED.has(tokens[index - 1]?.lower ?? '')) return undefined;
    return make(draft, index, value.to, value, 'episode.padded-number', 0.5);
  }
  return undefined;
}

/** `Name.102.hdtv`: season and episode in one number. The last thing tried, since it eats years. Source: Kodi. */
export function findCompact(
  draft: Draft,
  scope: NumberScope,
): { readonly marker: NumberMarker; readonly season: number } | undefined {
  const { tokens } = draft.name;
  for (let index = scope.start + 1; index < tokens.length && index <= scope.limit; index++) {
    const token = tokens[index];
    if (token === undefined || token.number < 100 || draft.roles[index] !== ROLE.free) continue;
    const digits = token.end - token.start;
    if (digits < 3 || digits > 4 || isYear(token) || token.number % 100 === 0) continue;
    const aside = token.bracket >= 0 && draft.name.brackets[token.bracket]?.end === index + 1;
    const next = draft.hits[index + 1]?.tag;
    const tagged = next !== undefined && next.strength !== 'caps' && next.strength !== 'weak';
    if (
      !aside &&
      !(
        tagged &&
        (next.field === 'source' || next.field === 'proper' || next.field === 'repack' || next.field === 'resolution')
      )
    )
      continue;
    if (aside && scope.fansub) continue;
    const season = Math.floor(token.number / 100);
    const marker = {
      from: index,
      to: index + 1,
      numbers: [token.number % 100],
      version: undefined,
      rule: 'episode.compact',
      confidence: 0.5,
    };
    return { marker, season };
  }
  return undefined;
}

function make(draft: Draft, from: number, to: number, value: Value, rule: string, confidence: number): NumberMarker {
  return {
    from,
    to: Math.min(to, draft.name.tokens.length),
    numbers: value.numbers ?? [value.number],
    version: value.version,
    rule,
    confidence,
  };
}
