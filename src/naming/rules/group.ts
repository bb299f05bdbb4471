import { claim, type Draft, ROLE, take } from '../draft.ts';
import { JUNK_SUFFIXES } from '../tables/junk.ts';
import { type Bracket, GAP } from '../text/tokens.ts';

const LONGEST_GROUP = 4;

/** The release group behind the tags: `-GROUP`, `[GROUP]`, or the last word of a bracket of tags. Wins over a leading one only by a dash. */
export function findGroup(draft: Draft, tagStart: number): void {
  const end = trimEnd(draft, tagStart);
  if (dashGroup(draft, tagStart, end)) return;
  if (draft.releaseGroup !== undefined) return;
  bracketGroup(draft, tagStart);
}

/** The word behind the last one that is no bracketed junk and no poster's suffix. */
function trimEnd(draft: Draft, from: number): number {
  const { tokens } = draft.name;
  let end = tokens.length;
  while (end > from + 1) {
    const token = tokens[end - 1];
    if (token === undefined) break;
    if (draft.roles[end - 1] === ROLE.junk) end--;
    else if (
      token.bracket < 0 &&
      JUNK_SUFFIXES.has(token.lower) &&
      (token.gap & (GAP.dash | GAP.underscore | GAP.dot)) !== 0 &&
      looksLikeGroup(draft, end - 1, from)
    ) {
      take(draft, end - 1, end, ROLE.junk);
      end--;
    } else break;
  }
  return end;
}

/** A suffix hangs on a group, and a group on a tag: something free must stand before it. */
function looksLikeGroup(draft: Draft, index: number, from: number): boolean {
  if (index - 1 < from) return false;
  return !coveredBySure(draft, index - 1) && draft.roles[index - 1] !== ROLE.tag;
}

/** Whether this word belongs to a tag that is one by itself. */
function coveredBySure(draft: Draft, index: number): boolean {
  for (let begin = index; begin >= 0 && begin > index - 5; begin--) {
    const hit = draft.hits[begin];
    if (hit !== undefined)
      return begin + hit.length > index && (hit.tag.strength === 'strong' || hit.tag.strength === 'medium');
  }
  return false;
}

function dashGroup(draft: Draft, tagStart: number, end: number): boolean {
  const { tokens, raw } = draft.name;
  let from = end;
  let dash = false;
  while (from > tagStart) {
    const token = tokens[from - 1];
    if (token === undefined || draft.roles[from - 1] !== ROLE.free) break;
    const onlyWord = from === end && (token.gap & GAP.dash) !== 0 && (token.gap & GAP.space) === 0;
    if (coveredBySure(draft, from - 1) && !(onlyWord && isLoneWord(draft, from - 1))) break;
    from--;
    if ((token.gap & GAP.dash) !== 0) dash = true;
    if ((token.gap & (GAP.open | GAP.close)) !== 0) {
      if ((token.gap & GAP.dash) === 0) {
        dash = false;
        break;
      }
      break;
    }
    if (onlyWord && coveredBySure(draft, from)) break;
  }
  if (!dash || from >= end || from <= tagStart - 1) return false;
  if (from === 0) return false;
  // A group begins behind a dash, or hangs with one inside on the last tag ("XViD.Etc-Group").
  let first = from;
  if (((tokens[first]?.gap ?? 0) & GAP.dash) === 0 && ((tokens[first]?.gap ?? 0) & GAP.space) !== 0) {
    while (first < end && ((tokens[first]?.gap ?? 0) & GAP.dash) === 0) first++;
  }
  if (end - first > LONGEST_GROUP || first >= end) return false;
  const start = tokens[first];
  const last = tokens[end - 1];
  if (start === undefined || last === undefined) return false;
  draft.releaseGroup = raw.slice(start.start, last.end);
  claim(draft, 'releaseGroup', draft.releaseGroup, 'group.dash', first, end, 0.9);
  take(draft, first, end, ROLE.group);
  return true;
}

/** A medium tag such as `-CAM` right at the end is a group's name if it hangs tightly on another tag. */
function isLoneWord(draft: Draft, index: number): boolean {
  const hit = draft.hits[index];
  return (
    hit !== undefined &&
    hit.length === 1 &&
    hit.tag.strength === 'medium' &&
    hit.tag.field !== 'language' &&
    coveredBySure(draft, index - 1)
  );
}

function bracketGroup(draft: Draft, tagStart: number): void {
  const { brackets } = draft.name;
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index];
    if (bracket === undefined || bracket.end <= bracket.first || bracket.first < tagStart - 1) continue;
    if (wholeBracket(draft, bracket) || lastInBracket(draft, bracket)) return;
  }
}

/** `[QxR]`: nothing in it is a tag. */
function wholeBracket(draft: Draft, bracket: Bracket): boolean {
  if (bracket.opener === '(' && bracket.end !== draft.name.tokens.length) return false;
  if (bracket.end - bracket.first > LONGEST_GROUP) return false;
  for (let index = bracket.first; index < bracket.end; index++) {
    if (
      draft.roles[index] !== ROLE.free ||
      coveredBySure(draft, index) ||
      ((draft.name.tokens[index]?.number ?? 0) >= 0 && bracket.end - bracket.first === 1)
    )
      return false;
  }
  const text = draft.name.raw.slice(bracket.open + 1, bracket.close).trim();
  draft.releaseGroup = text;
  claim(draft, 'releaseGroup', text, 'group.bracket', bracket.first, bracket.end, 0.7);
  take(draft, bracket.first, bracket.end, ROLE.group);
  return true;
}

/** `(1080p AMZN WEB-DL x265 t3nzin)`: the last word behind tags. */
function lastInBracket(draft: Draft, bracket: Bracket): boolean {
  const index = bracket.end - 1;
  const token = draft.name.tokens[index];
  if (
    token === undefined ||
    draft.roles[index] !== ROLE.free ||
    coveredBySure(draft, index) ||
    bracket.end - bracket.first < 3
  )
    return false;
  if (!coveredBySure(draft, index - 1) && draft.hits[index - 1] === undefined && draft.roles[index - 1] !== ROLE.tag)
    return false;
  if (draft.hits[index] !== undefined && draft.hits[index]?.tag.field !== 'service') return false;
  if (token.number >= 0 || bracket.close >= draft.name.raw.length) return false;
  draft.releaseGroup = token.text;
  claim(draft, 'releaseGroup', token.text, 'group.in-tags', index, index + 1, 0.7);
  take(draft, index, index + 1, ROLE.group);
  return true;
}
