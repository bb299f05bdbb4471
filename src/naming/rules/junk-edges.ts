import { type Draft, ROLE, take } from '../draft.ts';
import { INDEXERS, isTopLevelDomain, SURE_TOP_LEVEL } from '../tables/junk.ts';
import { GAP } from '../text/characters.ts';

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
