import { claim, type Draft, ROLE, take } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Bracket } from '../text/tokens.ts';
import { covered, LONGEST_GROUP, nameGroup } from './group-base.ts';

/** Words in brackets that say what kind of work it is, or how far it goes. */
const NO_GROUPS: ReadonlySet<string> = new Set(['tv', 'incomplete', 'ongoing', 'unfinished']);

export function bracketGroup(draft: Draft, from: number): boolean {
  const { brackets } = draft.name;
  for (let index = brackets.length - 1; index >= 0; index--) {
    const bracket = brackets[index];
    if (bracket === undefined || bracket.end <= bracket.first || bracket.first < from) continue;
    if (wholeBracket(draft, bracket) || behindBracket(draft, bracket)) return true;
    if (lastInBracket(draft, bracket) || firstInBracket(draft, bracket)) return true;
  }
  return false;
}

/** `[QxR]`: nothing in it is a tag, and nothing but tags comes behind it. */
function wholeBracket(draft: Draft, bracket: Bracket): boolean {
  const { tokens, raw } = draft.name;
  if (bracket.end - bracket.first > LONGEST_GROUP || onlyLanguages(draft, bracket)) return false;
  if (bracket.opener === '(') {
    for (let index = bracket.end; index < tokens.length; index++) if (!covered(draft, index)) return false;
    if (
      bracket.end === tokens.length &&
      draft.markerStart >= 0 &&
      draft.episodeTitle === undefined &&
      bracket.first > draft.markerEnd
    )
      return false;
  }
  for (let index = bracket.first; index < bracket.end; index++) {
    if (draft.roles[index] !== ROLE.free || covered(draft, index)) return false;
  }
  const only = tokens[bracket.first];
  if (bracket.end - bracket.first === 1 && only !== undefined) {
    if (only.number >= 0) return false;
    if (NO_GROUPS.has(only.lower)) {
      take(draft, bracket.first, bracket.end, ROLE.junk);
      return false;
    }
  }
  draft.releaseGroup = raw.slice(bracket.open + 1, bracket.close).trim();
  claim(draft, 'releaseGroup', draft.releaseGroup, 'group.bracket', bracket.first, bracket.end, 0.7);
  take(draft, bracket.first, bracket.end, ROLE.group);
  return true;
}

/** `[PL]`, `[CHS]`: codes of languages look like groups. */
function onlyLanguages(draft: Draft, bracket: Bracket): boolean {
  for (let index = bracket.first; index < bracket.end; ) {
    const hit = draft.hits[index];
    if (hit?.tag.field !== 'language') return false;
    index += hit.length;
  }
  return true;
}

/** `(1080p WEB-DL x265) QxR`: one word behind the bracket of tags. */
function behindBracket(draft: Draft, bracket: Bracket): boolean {
  const at = bracket.end;
  const token = draft.name.tokens[at];
  if (token === undefined || at !== draft.name.tokens.length - 1 || draft.roles[at] !== ROLE.free || covered(draft, at))
    return false;
  if (token.gap !== (GAP.close | GAP.space) || token.number >= 0 || !covered(draft, bracket.first)) return false;
  return nameGroup(draft, at, at + 1, 'group.bracket', 0.6);
}

/** `(1080p AMZN WEB-DL x265 t3nzin)`: the last word behind tags, with at most one mark of quality between. */
function lastInBracket(draft: Draft, bracket: Bracket): boolean {
  const index = bracket.end - 1;
  const token = draft.name.tokens[index];
  if (
    token === undefined ||
    draft.roles[index] !== ROLE.free ||
    covered(draft, index) ||
    bracket.end - bracket.first < 3
  )
    return false;
  if (token.number >= 0 || bracket.close >= draft.name.raw.length || (token.gap & (GAP.comma | GAP.slash)) !== 0)
    return false;
  const hit = draft.hits[index];
  if (hit !== undefined && hit.tag.field !== 'service') return false;
  const tagged = (at: number): boolean =>
    covered(draft, at) || draft.hits[at] !== undefined || draft.roles[at] === ROLE.tag;
  const marked = /^[a-z]\d\d$/.test(draft.name.tokens[index - 1]?.lower ?? '') && tagged(index - 2);
  if (!tagged(index - 1) && !marked) return false;
  return nameGroup(draft, index, index + 1, 'group.in-tags', 0.7);
}

/** `(Central Anime, 720p)`: words before a comma and tags. */
function firstInBracket(draft: Draft, bracket: Bracket): boolean {
  let at = bracket.first;
  while (at < bracket.end && !covered(draft, at) && draft.roles[at] === ROLE.free) at++;
  if (
    at === bracket.first ||
    at >= bracket.end ||
    at - bracket.first > 2 ||
    ((draft.name.tokens[at]?.gap ?? 0) & GAP.comma) === 0
  )
    return false;
  return nameGroup(draft, bracket.first, at, 'group.in-tags', 0.5);
}
