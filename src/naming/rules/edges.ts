import { type Draft, ROLE, take } from '../draft.ts';
import { CATEGORY_WORDS, INDEXERS, isTopLevelDomain, SURE_TOP_LEVEL } from '../tables/junk.ts';
import { GAP } from '../text/tokens.ts';
import { isYear } from './dates.ts';

/** What stands before the title and belongs to it not: sites, indexers. Gives back the first word that is left. */
export function passJunk(draft: Draft): number {
  const { tokens, brackets } = draft.name;
  let start = 0;
  for (;;) {
    const token = tokens[start];
    if (token === undefined) return 0;
    const bracket = token.bracket >= 0 ? brackets[token.bracket] : undefined;
    if (
      bracket !== undefined &&
      bracket.first === start &&
      (isSite(draft, bracket.first, bracket.end) || isIndexer(draft, bracket.first, bracket.end))
    ) {
      take(draft, bracket.first, bracket.end, ROLE.junk);
      start = bracket.end;
      continue;
    }
    const site = bareSite(draft, start);
    if (site > start && site < tokens.length) {
      take(draft, start, site, ROLE.junk);
      start = site;
      continue;
    }
    return start;
  }
}

/** Sites and indexers in brackets at the end. */
export function passTrailingJunk(draft: Draft): void {
  for (const bracket of draft.name.brackets) {
    if (bracket.first === 0 || bracket.end <= bracket.first || draft.roles[bracket.first] !== ROLE.free) continue;
    if (
      isSite(draft, bracket.first, bracket.end) ||
      (bracket.end - bracket.first <= 2 && isIndexer(draft, bracket.first, bracket.end))
    ) {
      take(draft, bracket.first, bracket.end, ROLE.junk);
    }
  }
}

function isSite(draft: Draft, from: number, to: number): boolean {
  const { tokens } = draft.name;
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to - from > 6) return false;
  if (first.lower === 'www' && to - from > 1) return true;
  if (first.lower === 'yts') return false;
  if (to - from < 2 || last.gap !== GAP.dot || !isTopLevelDomain(last.lower)) return false;
  for (let index = from + 1; index < to; index++) {
    if (((tokens[index]?.gap ?? 0) & ~(GAP.dot | GAP.dash)) !== 0) return false;
  }
  return SURE_TOP_LEVEL.has(last.lower) || (to - from === 2 && first.lower.length > 2) || to - from > 2;
}

function isIndexer(draft: Draft, from: number, to: number): boolean {
  return INDEXERS.has(draft.name.tokens[from]?.lower ?? '') && to - from <= 2;
}

/** `www.site.com - `, `www site tld - `, `site.org.au - `: the word behind, or `start`. */
function bareSite(draft: Draft, start: number): number {
  const { tokens } = draft.name;
  const world = /^w{2,4}$/.test(tokens[start]?.lower ?? '');
  for (let index = start + 1; index < tokens.length && index < start + 7; index++) {
    const token = tokens[index];
    if (token === undefined) return start;
    const parted = (token.gap & GAP.dash) !== 0 && (token.gap & GAP.space) !== 0;
    if (world && parted && index > start + 1) return index;
    if (token.gap === GAP.dot || (token.gap === GAP.dash && index < start + 4)) continue;
    const last = tokens[index - 1];
    if (last === undefined || index - 1 === start || last.gap !== GAP.dot || !isTopLevelDomain(last.lower)) {
      if (world && token.gap === GAP.space) continue;
      return start;
    }
    return world || parted ? index : start;
  }
  return start;
}

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
