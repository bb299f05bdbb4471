import { claim, type Draft, ROLE, take } from '../draft.ts';
import { GAP, type Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';

interface Candidate {
  readonly index: number;
  readonly to: number;
  readonly bracketed: boolean;
}

/**
 * The year: one alone in brackets before any other; else the last one before the first sure tag, since numbers of the
 * title come first ("2012 2009", "Blade Runner 2049 2017"); a year at the very start only where no other is.
 */
export function findYear(draft: Draft, start: number, limit: number): void {
  const chosen = choose(draft, start, limit);
  if (chosen === undefined) return;
  const token = draft.name.tokens[chosen.index];
  if (token === undefined) return;
  draft.year = token.number;
  take(draft, chosen.index, chosen.to, ROLE.year);
  const rule = chosen.bracketed ? 'year.in-brackets' : chosen.index === start ? 'year.leading' : 'year.bare';
  claim(
    draft,
    'year',
    token.number,
    rule,
    chosen.index,
    chosen.to,
    chosen.bracketed ? 0.95 : chosen.index === start ? 0.5 : 0.8,
  );
}

function choose(draft: Draft, start: number, limit: number): Candidate | undefined {
  let bracketed: Candidate | undefined;
  let before: Candidate | undefined;
  let behind: Candidate | undefined;
  let leading: Candidate | undefined;
  const { tokens } = draft.name;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || !isYear(token) || draft.roles[index] !== ROLE.free) continue;
    const to = rangeEnd(draft, index);
    const inBrackets = opensBracket(draft, index, token, to);
    const candidate = { index, to, bracketed: inBrackets };
    if (inBrackets) bracketed ??= candidate;
    else if (index === start) leading = candidate;
    else if (index <= limit && token.bracket < 0) before = candidate;
    else if (index > limit) behind ??= candidate;
    index = to - 1;
  }
  if (bracketed !== undefined && bracketed.index > start) return bracketed;
  return before ?? behind ?? bracketed ?? (leading !== undefined && limit > start + 1 ? leading : undefined);
}

/** `2005-2009`, `2011-`: a span counts as its first year. */
function rangeEnd(draft: Draft, index: number): number {
  const next = draft.name.tokens[index + 1];
  return next !== undefined && isYear(next) && (next.gap & GAP.dash) !== 0 && (next.gap & (GAP.open | GAP.close)) === 0
    ? index + 2
    : index + 1;
}

/** First in its brackets, and alone there or before a comma or dash: `(2013)`, `[2016, США]`, `[2021 - Albania]`. */
function opensBracket(draft: Draft, index: number, token: Token, to: number): boolean {
  const bracket = draft.name.brackets[token.bracket];
  if (bracket === undefined || bracket.first !== index) return false;
  if (to >= bracket.end) return true;
  const next = draft.name.tokens[to];
  return next !== undefined && (next.gap & (GAP.comma | GAP.dash)) !== 0;
}
