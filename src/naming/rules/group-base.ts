import { claim, type Draft, ROLE, take } from '../draft.ts';

export const LONGEST_GROUP = 4;

/** Whether this word belongs to a tag that is one by itself. */
export function covered(draft: Draft, index: number): boolean {
  for (let begin = index; begin >= 0 && begin > index - 5; begin--) {
    const hit = draft.hits[begin];
    if (hit !== undefined)
      return begin + hit.length > index && (hit.tag.strength === 'strong' || hit.tag.strength === 'medium');
  }
  return false;
}

export function nameGroup(draft: Draft, from: number, to: number, rule: string, confidence: number): true {
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
