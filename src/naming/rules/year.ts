import { claim, type Draft, ROLE, take } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { FIRST_BRACKETED_YEAR, isYear } from './dates.ts';

interface Candidate {
  readonly index: number;
  readonly to: number;
  readonly bracketed: boolean;
}

/**
 * The year: one in brackets before any other; else the last one before the first sure tag or the marker, since numbers
 * of the title come first ("2012 2009", "Blade Runner 2049 2017"); a year at the very start only where no other is.
 */
export function findYear(draft: Draft, sure: number): void {
  const chosen = choose(draft, draft.markerStart >= 0 ? Math.min(sure, draft.markerStart) : sure);
  const token = chosen === undefined ? undefined : draft.name.tokens[chosen.index];
  if (chosen === undefined || token === undefined) return;
  draft.year = token.number;
  const bracket = chosen.bracketed ? draft.name.brackets[token.bracket] : undefined;
  const from =
    bracket !== undefined && bracket.first > draft.titleStart ? Math.min(bracket.first, chosen.index) : chosen.index;
  for (let index = from; index < chosen.to; index++)
    if (index >= chosen.index || draft.hits[index] === undefined) take(draft, index, index + 1, ROLE.year);
  const leading = chosen.index === draft.titleStart;
  const rule = chosen.bracketed ? 'year.in-brackets' : leading ? 'year.leading' : 'year.bare';
  claim(draft, 'year', token.number, rule, chosen.index, chosen.to, chosen.bracketed ? 0.95 : leading ? 0.5 : 0.8);
}

function choose(draft: Draft, limit: number): Candidate | undefined {
  const start = draft.titleStart;
  let bracketed: Candidate | undefined;
  let before: Candidate | undefined;
  let behind: Candidate | undefined;
  let leading: Candidate | undefined;
  const { tokens } = draft.name;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.number < FIRST_BRACKETED_YEAR || draft.roles[index] !== ROLE.free) continue;
    const bare = isYear(token);
    if (!bare && (token.number >= 1900 || token.end - token.start !== 4)) continue;
    const to = rangeEnd(draft, index);
    const candidate = { index, to, bracketed: edgeOfBracket(draft, index, token, to) };
    if (candidate.bracketed) bracketed ??= candidate;
    else if (!bare) continue;
    else if (index === start) leading = candidate;
    else if (index <= limit && token.bracket < 0) before = candidate;
    else if (index > limit && (draft.markerStart < 0 || besideTag(draft, index, to))) behind ??= candidate;
    index = to - 1;
  }
  if (bracketed !== undefined && bracketed.index > start) return bracketed;
  const leads = leading !== undefined && limit > start + 1 && draft.date === undefined && draft.markerStart < 0;
  return before ?? behind ?? bracketed ?? (leads ? leading : undefined);
}

/** Behind an episode marker a year counts only among the tags: the episode's title may hold one. */
function besideTag(draft: Draft, index: number, to: number): boolean {
  if (draft.roles[index - 1] === ROLE.free && draft.hits[index - 1] === undefined) return false;
  return to >= draft.name.tokens.length || draft.hits[to] !== undefined;
}

/** `2005-2009`, `2011-`: a span counts as its first year. */
function rangeEnd(draft: Draft, index: number): number {
  const next = draft.name.tokens[index + 1];
  if (next === undefined || (next.gap & GAP.dash) === 0 || (next.gap & (GAP.open | GAP.close)) !== 0) return index + 1;
  if (isBeforeTitle(draft, index, next)) return index + 1;
  return isYear(next) || (next.number >= 0 && next.end - next.start === 2 && (next.gap & GAP.space) !== 0)
    ? index + 2
    : index + 1;
}

/** `1966 - 12 Lanterns`, `1956 - 1984`: a year before a title that begins with a number. */
function isBeforeTitle(draft: Draft, index: number, next: Token): boolean {
  return index === draft.titleStart && draft.name.tokens[index]?.bracket === -1 && (next.gap & GAP.space) !== 0;
}

/**
 * First or last in its brackets: `(2013)`, `[2016, США]`, `(Western 1950)`, `(Louis Malle - 1958)`. In longer brackets
 * of tags it is no more than one of them.
 */
function edgeOfBracket(draft: Draft, index: number, token: Token, to: number): boolean {
  const bracket = draft.name.brackets[token.bracket];
  if (bracket === undefined) return false;
  if (bracket.first === index) {
    if (to >= bracket.end) return true;
    const next = draft.name.tokens[to];
    return next !== undefined && (next.gap & (GAP.comma | GAP.dash)) !== 0;
  }
  return (
    to >= bracket.end && index - bracket.first <= 4 && (bracket.opener === '(' || bracket.first === draft.titleStart)
  );
}
