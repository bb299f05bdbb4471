import { claim, type Draft, ROLE, take } from '../draft.ts';
import { JUNK_SUFFIXES } from '../tables/junk.ts';
import { type Bracket, GAP } from '../text/tokens.ts';

const LONGEST_GROUP = 4;
const BRACKETS = GAP.open | GAP.close;
const CONTAINERS = new Set(['mkv', 'mp4', 'avi', 'm4v', 'ts', 'rar']);

/** The release group: behind a dash, in brackets, the last word of a bracket of tags, or behind a dot at the very end. */
export function findGroup(draft: Draft, tail: number): void {
  const from = draft.markerEnd > 0 ? Math.min(tail, draft.markerEnd) : tail;
  const end = trimEnd(draft, tail);
  if (tightGroup(draft, tail) || dashGroup(draft, tail, end)) return;
  if (draft.releaseGroup !== undefined) return;
  if (bracketGroup(draft, from) || dotGroup(draft, tail, end)) return;
  titleGroup(draft, tail);
}

/** Whether this word belongs to a tag that is one by itself. */
function covered(draft: Draft, index: number): boolean {
  for (let begin = index; begin >= 0 && begin > index - 5; begin--) {
    const hit = draft.hits[begin];
    if (hit !== undefined)
      return begin + hit.length > index && (hit.tag.strength === 'strong' || hit.tag.strength === 'medium');
  }
  return false;
}

/** The word behind the last one that is no junk, no poster's suffix and no bracket of tags. */
function trimEnd(draft: Draft, from: number): number {
  const { tokens, brackets } = draft.name;
  let end = tokens.length;
  while (end > from + 1) {
    const token = tokens[end - 1];
    if (token === undefined) break;
    const bracket = brackets[token.bracket];
    const version = /^v\d$/.test(token.lower) && (bracket === undefined || bracket.first === end - 1);
    if (version) {
      draft.version ??= token.lower.charCodeAt(1) - 0x30;
      take(draft, end - 1, end, ROLE.junk);
    }
    if (draft.roles[end - 1] === ROLE.junk) end--;
    else if (bracket !== undefined && bracket.first > from && bracket.first > 0 && trailsGroup(draft, bracket))
      end = bracket.first;
    else if (bracket === undefined && isSuffix(draft, end - 1, from)) {
      take(draft, end - 1, end, ROLE.junk);
      end--;
    } else break;
  }
  return end;
}

/** A bracket at the end that has a tag in it, or hangs on a word without a blank. */
function trailsGroup(draft: Draft, bracket: Bracket): boolean {
  for (let index = bracket.first; index < bracket.end; index++) if (covered(draft, index)) return true;
  const before = draft.name.tokens[bracket.first - 1];
  if (before === undefined || before.bracket >= 0 || bracket.parent >= 0) return false;
  return before.end === bracket.open && !covered(draft, bracket.first - 1);
}

function isSuffix(draft: Draft, index: number, from: number): boolean {
  const token = draft.name.tokens[index];
  if (token === undefined || index - 1 < from) return false;
  if (
    CONTAINERS.has(token.lower) &&
    (token.gap & (GAP.space | GAP.dot)) !== 0 &&
    index === draft.name.tokens.length - 1
  )
    return true;
  if (!JUNK_SUFFIXES.has(token.lower) && !/^rakuv/.test(token.lower)) return false;
  return !covered(draft, index - 1) && draft.roles[index - 1] !== ROLE.tag;
}

function name(draft: Draft, from: number, to: number, rule: string, confidence: number): true {
  const { tokens, raw, brackets } = draft.name;
  const start = tokens[from]?.start ?? 0;
  let end = tokens[to - 1]?.end ?? raw.length;
  // "-GROUP[site]" without a blank is written as one name.
  const next = tokens[to];
  const bracket = next === undefined ? undefined : brackets[next.bracket];
  if (
    bracket !== undefined &&
    bracket.open === end &&
    bracket.end === tokens.length &&
    draft.roles[to] === ROLE.free &&
    rule !== 'group.bracket'
  ) {
    end = bracket.close + 1;
    take(draft, to, bracket.end, ROLE.group);
  }
  draft.releaseGroup = raw.slice(start, end);
  claim(draft, 'releaseGroup', draft.releaseGroup, rule, from, to, confidence);
  take(draft, from, to, ROLE.group);
  return true;
}

/** `x264-GROUP - Dual Audio`: a word that hangs tightly on a tag, with something else behind. */
function tightGroup(draft: Draft, tail: number): boolean {
  const { tokens } = draft.name;
  for (let index = Math.max(tail, 1); index < tokens.length - 1; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (
      token?.gap !== GAP.dash ||
      next === undefined ||
      draft.roles[index] !== ROLE.free ||
      draft.hits[index] !== undefined
    )
      continue;
    if ((next.gap & GAP.dash) === 0 || (next.gap & (GAP.space | GAP.dot)) === 0) continue;
    const hit = draft.hits[index - 1] ?? draft.hits[index - 2];
    if (covered(draft, index - 1) && !covered(draft, index) && hit?.tag.field !== 'language')
      return name(draft, index, index + 1, 'group.dash', 0.85);
  }
  return false;
}

function dashGroup(draft: Draft, tail: number, end: number): boolean {
  const { tokens } = draft.name;
  let first = end;
  let dash = false;
  while (first > Math.max(tail, 1)) {
    const token = tokens[first - 1];
    if (token === undefined || draft.roles[first - 1] !== ROLE.free) break;
    const alone = first === end && token.gap === GAP.dash && loneWord(draft, first - 1);
    if (covered(draft, first - 1) && !alone) break;
    first--;
    if ((token.gap & GAP.dash) !== 0) dash = true;
    if ((token.gap & BRACKETS) !== 0) {
      dash = (token.gap & GAP.dash) !== 0;
      break;
    }
    if (alone) break;
  }
  if (!dash) return false;
  first = passLeadingTags(draft, first, end);
  if (first >= end || end - first > LONGEST_GROUP) return false;
  const token = tokens[first];
  if (token === undefined || (token.number >= 0 && token.bracket >= 0)) return false;
  const language = draft.hits[first]?.tag.field === 'language' && end - first === 1;
  if (language && (token.bracket >= 0 || draft.hits[first - 1]?.tag.field === 'language')) return false;
  return name(draft, first, end, 'group.dash', 0.9);
}

/** Behind the last tag a group begins at its dash; what stands between in blanks, or is a short tag, is none of it. */
function passLeadingTags(draft: Draft, from: number, end: number): number {
  const { tokens } = draft.name;
  let first = from;
  while (first < end && ((tokens[first]?.gap ?? 0) & GAP.dash) === 0) {
    const gap = tokens[first]?.gap ?? 0;
    if ((gap & GAP.space) === 0 && draft.hits[first] === undefined && tokens[first]?.lower !== 'by') break;
    if (tokens[first]?.lower === 'int') break;
    first++;
  }
  while (draft.hits[first] !== undefined && dashComes(draft, first + 1, end)) first++;
  return tokens[first]?.lower === 'by' && first + 1 < end ? first + 1 : first;
}

function dashComes(draft: Draft, from: number, end: number): boolean {
  for (let index = from; index < end; index++) if (((draft.name.tokens[index]?.gap ?? 0) & GAP.dash) !== 0) return true;
  return false;
}

/** A tag such as `-CAM` right at the end is a group's name if it hangs tightly on another tag. */
function loneWord(draft: Draft, index: number): boolean {
  const hit = draft.hits[index];
  if (
    hit === undefined ||
    hit.length !== 1 ||
    hit.tag.field === 'language' ||
    hit.tag.field === 'resolution' ||
    !covered(draft, index - 1)
  )
    return false;
  return hit.tag.strength === 'medium';
}

function bracketGroup(draft: Draft, from: number): boolean {
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
  if (bracket.end - bracket.first === 1 && only !== undefined && only.number >= 0) return false;
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
  return name(draft, at, at + 1, 'group.bracket', 0.6);
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
  return name(draft, index, index + 1, 'group.in-tags', 0.7);
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
  return name(draft, bracket.first, at, 'group.in-tags', 0.5);
}

/** `Name.2016.720p.BluRay.GROUP`, `… HDTV by Group`: in a name of dots the last word behind the tags. */
function dotGroup(draft: Draft, tail: number, end: number): boolean {
  const { tokens } = draft.name;
  const last = end - 1;
  const token = tokens[last];
  if (
    token === undefined ||
    last <= tail ||
    draft.roles[last] !== ROLE.free ||
    covered(draft, last) ||
    token.number >= 0
  )
    return false;
  const before = tokens[last - 1];
  if (before === undefined) return false;
  if (before.lower === 'by') return name(draft, last, end, 'group.by', 0.7);
  if (token.gap === GAP.space && draft.name.raw.indexOf(' ') === draft.name.raw.lastIndexOf(' ')) {
    const initial = before.lower.length === 1 && draft.roles[last - 1] === ROLE.free;
    return name(draft, initial ? last - 1 : last, end, 'group.dot', 0.5);
  }
  if ((token.gap & ~GAP.close) !== GAP.dot) return false;
  if (before.lower === 'yts') return name(draft, last - 1, end, 'group.dot', 0.6);
  if (!covered(draft, last - 1) && draft.hits[last - 1] === undefined) return false;
  if (draft.hits[last] !== undefined && draft.hits[last]?.tag.field !== 'service') return false;
  return name(draft, last, end, 'group.dot', 0.55);
}

/** `Some.Movie.Title-GRP`: no tags at all, but a name of dots with capitals behind its only dash. */
function titleGroup(draft: Draft, tail: number): void {
  const { tokens, raw } = draft.name;
  const last = tokens.length - 1;
  const token = tokens[last];
  if (
    token?.gap !== GAP.dash ||
    last < 3 ||
    tail < tokens.length ||
    draft.titleEnd < tokens.length ||
    raw.includes(' ')
  )
    return;
  if (!/^[A-Z][A-Za-z]*[A-Z]$/.test(token.text) || tokens[last - 1]?.gap !== GAP.dot) return;
  name(draft, last, last + 1, 'group.dash', 0.5);
  draft.titleEnd = last;
}
