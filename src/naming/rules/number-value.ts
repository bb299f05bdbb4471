import { type Draft, ROLE } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { addRange } from './marker.ts';

/** A bare number taken as an episode. */
export interface NumberMarker {
  readonly from: number;
  readonly to: number;
  readonly numbers: number[];
  /** Where the number says the season too: `101 (01)`. */
  readonly season: number | undefined;
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
  /** A file of a TV library. */
  readonly tv: boolean;
}

export interface Value {
  readonly number: number;
  readonly digits: number;
  readonly version: number | undefined;
  /** Behind the number and what belongs to it. */
  readonly to: number;
  /** Of a range: all of them. */
  readonly numbers: number[] | undefined;
}

const SHAPE = /^(\d{1,4})(?:v(\d))?(?:end|fin|final|完|tv|[a-d])?$/;
const BRACKETS = GAP.open | GAP.close;

/** The value of a number word, with `v2`, `END`, and what a range has behind it. */
export function valueAt(draft: Draft, index: number): Value | undefined {
  const { tokens } = draft.name;
  const token = tokens[index];
  if (token === undefined || draft.roles[index] !== ROLE.free) return undefined;
  const first = token.lower.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || token.lower.length > 9) return undefined;
  const match = SHAPE.exec(token.lower);
  if (match?.[1] === undefined || (isLines(draft, index) && !isSpacedDash(token))) return undefined;
  const number = Number(match[1]);
  let to = index + 1;
  let numbers: number[] | undefined;
  const next = tokens[to];
  if (
    next !== undefined &&
    (next.gap & (GAP.dash | GAP.tilde | GAP.plus | GAP.amp)) !== 0 &&
    (next.gap & BRACKETS) === 0
  ) {
    const far = SHAPE.exec(next.lower);
    const tight = next.start - token.end === 1 || (next.gap & (GAP.tilde | GAP.amp)) !== 0;
    const end = far === null ? -1 : Number(far[1]);
    const counted = tight || (isSpacedDash(next) && number <= 1 && endsApart(draft, to + 1));
    if (counted && end > number && (far?.[1]?.length ?? 0) >= match[1].length && !(isYear(token) && isYear(next))) {
      numbers = [number];
      if (addRange(numbers, number, end)) to++;
    }
  }
  let version = match[2] === undefined ? undefined : Number(match[2]);
  const behind = tokens[to];
  if (version === undefined && behind !== undefined && /^v\d$/.test(behind.lower) && (behind.gap & GAP.dash) === 0) {
    version = Number(behind.lower.charAt(1));
    to++;
  } else if (behind !== undefined && behind.gap === GAP.space && (behind.text === 'END' || behind.text === 'FIN')) to++;
  return { number, digits: match[1].length, version, to, numbers };
}

/** `1080` before further tags is the height of the picture. */
function isLines(draft: Draft, index: number): boolean {
  const hit = draft.hits[index];
  return hit?.tag.field === 'resolution' && draft.hits[index + hit.length] !== undefined;
}

/** Whether these words stand apart: the end, a bracket, a spaced dash or a tag follows. */
export function endsApart(draft: Draft, to: number): boolean {
  const next = draft.name.tokens[to];
  if (next === undefined || (next.gap & BRACKETS) !== 0 || draft.hits[to] !== undefined) return true;
  return draft.roles[to] !== ROLE.free || isSpacedDash(next);
}

/** A dash with a blank, or what stands for one, beside it. */
export function isSpacedDash(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (token.gap & GAP.dash) !== 0 && (token.gap & (GAP.space | GAP.underscore | GAP.dot)) !== 0;
}

export function numberMarker(from: number, value: Value, rule: string, confidence: number): NumberMarker {
  return {
    from,
    to: value.to,
    numbers: value.numbers ?? [value.number],
    season: undefined,
    version: value.version,
    rule,
    confidence,
  };
}
