import { type Draft, ROLE } from '../draft.ts';
import type { Hit, Tag } from '../tables/vocabulary.ts';
import { isCapital } from './tag-hits.ts';

/** First word from `from` on that is surely a tag: where the title, or the episode's title, ends at the latest. */
export function firstSureTag(draft: Draft, from: number): number {
  const { length } = draft.name.tokens;
  for (let index = from; index < length; index++) {
    const hit = draft.hits[index];
    if (hit === undefined || draft.roles[index] !== ROLE.free) continue;
    if (isSure(draft, hit, index)) return index;
  }
  return length;
}

function isSure(draft: Draft, hit: Hit, index: number): boolean {
  switch (hit.tag.strength) {
    case 'strong':
      return true;
    case 'medium':
      return hasCompany(draft, index, hit.length);
    default:
      return fillsBracket(draft, index);
  }
}

/** A tag right behind, or nothing but tags in the same brackets. */
function hasCompany(draft: Draft, index: number, length: number): boolean {
  const next = draft.hits[index + length];
  if (next !== undefined && draft.roles[index + length] === ROLE.free) {
    const { strength } = next.tag;
    if (strength === 'strong') return true;
    if (strength === 'medium')
      return hasCompany(draft, index + length, next.length) || isCapital(draft.name.tokens[index]?.text ?? '');
    if (strength === 'caps' || strength === 'weak') {
      const far = draft.hits[index + length + next.length];
      if (far !== undefined && far.tag.strength === 'strong') return true;
    }
  }
  return fillsBracket(draft, index);
}

/** Whether the brackets of this word hold nothing but tags. */
export function fillsBracket(draft: Draft, index: number): boolean {
  const id = draft.name.tokens[index]?.bracket ?? -1;
  const bracket = draft.name.brackets[id];
  if (bracket === undefined) return false;
  for (let at = bracket.first; at < bracket.end; ) {
    const hit = draft.hits[at];
    if (hit === undefined) return false;
    at += hit.length;
  }
  return true;
}

/** Moves a boundary back over the tags that stand right before it, but never over the first word of the title. */
export function chainBack(
  draft: Draft,
  boundary: number,
  start: number,
  allowed: (tag: Tag, index: number) => boolean,
): number {
  let at = boundary;
  while (at > start + 1) {
    if (draft.roles[at - 1] === ROLE.year && at - 1 > draft.markerEnd && draft.markerStart >= 0) {
      at--;
      continue;
    }
    let begin = at - 1;
    while (begin > start && draft.hits[begin] === undefined && at - begin < 5) begin--;
    const hit = draft.hits[begin];
    if (
      hit === undefined ||
      begin + hit.length !== at ||
      begin <= start ||
      draft.roles[begin] !== ROLE.free ||
      !allowed(hit.tag, begin)
    )
      break;
    at = begin;
  }
  return at;
}
