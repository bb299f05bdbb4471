import { type Draft, ROLE, take } from '../draft.ts';
import { CATEGORY_WORDS } from '../tables/junk.ts';
import { isYear, readDateAt } from './dates.ts';

/** The release group in brackets at the front. Gives back the first word behind it, or `start`. */
export function leadingGroup(draft: Draft, start: number): number {
  const { tokens, brackets, raw } = draft.name;
  const token = tokens[start];
  const bracket = token === undefined || token.bracket < 0 ? undefined : brackets[token.bracket];
  if (
    bracket === undefined ||
    bracket.first !== start ||
    bracket.opener === '(' ||
    bracket.opener === '（' ||
    bracket.opener === '「' ||
    bracket.opener === '『'
  )
    return start;
  const end = bracket.end;
  if (end >= tokens.length || end === start || bracket.parent >= 0) return start;
  if (allSure(draft, start, end)) return start;
  const closing = tokens[end - 1];
  if (closing !== undefined && isYear(closing)) return start;
  if (readDateAt(draft, start)?.to === end) return start;
  if (!hasFreeWord(draft, end)) return start;
  for (let index = start; index < end; index++) if (draft.roles[index] !== ROLE.free) return start;
  draft.releaseGroup = raw.slice(bracket.open + 1, bracket.close).trim();
  take(draft, start, end, ROLE.group);
  return end;
}

/** Categories in brackets behind the group. */
export function passCategories(draft: Draft, start: number, fansub: boolean): number {
  const { tokens, brackets, raw } = draft.name;
  let at = start;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) return start;
    const bracket = brackets[token.bracket];
    if (
      bracket !== undefined &&
      bracket.first === at &&
      fansub &&
      isCategory(raw.slice(bracket.open + 1, bracket.close).trim()) &&
      bracket.end < tokens.length
    ) {
      take(draft, at, bracket.end, ROLE.junk);
      at = bracket.end;
    } else if (CATEGORY_WORDS.test(token.text) && at + 1 < tokens.length && token.bracket < 0) {
      take(draft, at, at + 1, ROLE.junk);
      at++;
    } else return at;
  }
}

/** Kinds of works, second groups (`[F-B]`), and numbers of posts. */
function isCategory(text: string): boolean {
  return CATEGORY_WORDS.test(text) || /^\d{5,}$/.test(text) || /^[A-Z]{1,2}-[A-Z]{1,3}$/.test(text);
}

/** A counter before the group: `37 [Group] Name - 37`. */
export function passLeadingNumber(draft: Draft, start: number): number {
  const token = draft.name.tokens[start];
  const next = draft.name.tokens[start + 1];
  if (
    token === undefined ||
    next === undefined ||
    token.number < 0 ||
    token.bracket >= 0 ||
    token.end - token.start > 3
  )
    return start;
  const bracket = draft.name.brackets[next.bracket];
  if (
    bracket === undefined ||
    bracket.opener !== '[' ||
    bracket.first !== start + 1 ||
    bracket.end >= draft.name.tokens.length
  )
    return start;
  const behind = draft.name.tokens[bracket.end];
  if (behind === undefined || behind.bracket >= 0 || draft.hits[bracket.first] !== undefined) return start;
  take(draft, start, start + 1, ROLE.junk);
  return start + 1;
}

/** `02 - Title`, `2. Title (2004)`: the place of a movie in its collection. A zero in front or a year says that it is one. */
export function passCounter(draft: Draft, start: number): number {
  const { tokens, raw } = draft.name;
  const token = tokens[start];
  const next = tokens[start + 1];
  if (token === undefined || next === undefined || token.number < 0 || token.end - token.start > 2) return start;
  const joint = raw.slice(token.end, next.start);
  if (!/^(?:\s+[-–]\s+|\.\s+|\)\s*|\]\s*)$/.test(joint) || draft.hits[start + 1] !== undefined) return start;
  const hasYear = tokens.some((each) => isYear(each) && each.bracket >= 0);
  // "02 - 1944 (1969)": behind a counter a number is a title only where a year stands apart from it.
  if (next.number >= 0 && (!hasYear || next.bracket >= 0 || !/[-–]/.test(joint))) return start;
  if (!token.text.startsWith('0') && !hasYear) return start;
  draft.counter = start;
  take(draft, start, start + 1, ROLE.junk);
  return start + 1;
}

/** Brackets of nothing but tags before the title: `[Group] [BD][1080p] Name 08`. */
export function passTagBrackets(draft: Draft, start: number): number {
  const { tokens, brackets } = draft.name;
  let at = start;
  for (;;) {
    const bracket = brackets[tokens[at]?.bracket ?? -1];
    if (
      bracket === undefined ||
      bracket.first !== at ||
      bracket.end >= tokens.length ||
      !allSure(draft, at, bracket.end) ||
      !hasFreeWord(draft, bracket.end)
    )
      return at;
    at = bracket.end;
  }
}

function allSure(draft: Draft, from: number, to: number): boolean {
  let strong = 0;
  for (let index = from; index < to; index++) if (draft.hits[index]?.tag.strength === 'strong') strong++;
  if (strong > 1) return true;
  for (let index = from; index < to; ) {
    const hit = draft.hits[index];
    if (hit === undefined || hit.tag.strength === 'caps' || hit.tag.strength === 'weak') return false;
    index += hit.length;
  }
  return true;
}

/** A word behind that could be a title. */
function hasFreeWord(draft: Draft, from: number): boolean {
  const { tokens } = draft.name;
  for (let index = from; index < tokens.length; ) {
    const hit = draft.hits[index];
    if (hit === undefined || hit.tag.strength === 'caps' || hit.tag.strength === 'weak') return true;
    index += hit.length;
  }
  return false;
}
