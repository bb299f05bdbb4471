import { type Draft, ROLE } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import { covered, LONGEST_GROUP, nameGroup } from './group-base.ts';
import { bracketGroup } from './group-brackets.ts';
import { trimEnd } from './group-end.ts';

const BRACKETS = GAP.open | GAP.close;

/** The release group: behind a dash, in brackets, the last word of a bracket of tags, or behind a dot at the very end. */
export function findGroup(draft: Draft, tail: number): void {
  const from = draft.markerEnd > 0 ? Math.min(tail, draft.markerEnd) : tail;
  const end = trimEnd(draft, tail);
  if (tightGroup(draft, tail) || dashGroup(draft, tail, end)) return;
  if (draft.releaseGroup !== undefined) return;
  if (bracketGroup(draft, from) || dotGroup(draft, tail, end)) return;
  titleGroup(draft, tail);
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
      return nameGroup(draft, index, index + 1, 'group.dash', 0.85);
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
  return nameGroup(draft, first, end, 'group.dash', 0.9);
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
  if (before.lower === 'by') return nameGroup(draft, last, end, 'group.by', 0.7);
  if (token.gap === GAP.space && draft.name.raw.indexOf(' ') === draft.name.raw.lastIndexOf(' ')) {
    const initial = before.lower.length === 1 && draft.roles[last - 1] === ROLE.free;
    return nameGroup(draft, initial ? last - 1 : last, end, 'group.dot', 0.5);
  }
  if ((token.gap & ~GAP.close) !== GAP.dot) return false;
  if (before.lower === 'yts') return nameGroup(draft, last - 1, end, 'group.dot', 0.6);
  if (!covered(draft, last - 1) && draft.hits[last - 1] === undefined) return false;
  if (draft.hits[last] !== undefined && draft.hits[last]?.tag.field !== 'service') return false;
  return nameGroup(draft, last, end, 'group.dot', 0.55);
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
  nameGroup(draft, last, last + 1, 'group.dash', 0.5);
  draft.titleEnd = last;
}
