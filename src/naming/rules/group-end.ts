import { type Draft, ROLE, take } from '../draft.ts';
import { JUNK_SUFFIXES } from '../tables/junk.ts';
import { GAP } from '../text/characters.ts';
import type { Bracket } from '../text/tokens.ts';
import { covered } from './group-base.ts';

const CONTAINERS = new Set(['mkv', 'mp4', 'avi', 'm4v', 'ts', 'rar']);

/** The word behind the last one that is no junk, no poster's suffix and no bracket of tags. */
export function trimEnd(draft: Draft, from: number): number {
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
