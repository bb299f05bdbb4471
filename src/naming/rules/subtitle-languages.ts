import { type Draft, ROLE } from '../draft.ts';
import { GAP } from '../text/characters.ts';

/** End of the words that a "sub" or "subs" at this place speaks for: the languages right behind it, or none. */
export function subtitleRun(draft: Draft, index: number): number {
  const to = languagesFrom(draft, index + 1);
  if (to > index + 1) return to;
  moveLanguagesToSubtitles(draft, index);
  return -1;
}

/** Behind the last of the languages that stand here one after another. */
export function languagesFrom(draft: Draft, from: number): number {
  let at = from;
  while (at < draft.name.tokens.length) {
    const hit = draft.hits[at];
    const gap = draft.name.tokens[at]?.gap ?? 0;
    if (hit === undefined || hit.tag.field !== 'language' || (gap & (GAP.open | GAP.close)) === (GAP.open | GAP.close))
      break;
    at += hit.length;
  }
  return at;
}

/** "Eng Subs": the languages right before. */
export function moveLanguagesToSubtitles(draft: Draft, index: number): void {
  let at = index - 1;
  if (draft.hits[at]?.tag.field === 'noise' && draft.roles[at] === ROLE.tag) at--;
  let gap = draft.name.tokens[index]?.gap ?? 0;
  while (
    at >= 0 &&
    draft.hits[at]?.tag.field === 'language' &&
    draft.roles[at] === ROLE.tag &&
    (gap & (GAP.open | GAP.close)) === 0
  ) {
    const code = draft.hits[at]?.tag.value ?? '';
    const place = draft.languages.lastIndexOf(code);
    if (place >= 0) draft.languages.splice(place, 1);
    addOnce(draft.subtitleLanguages, code);
    gap = draft.name.tokens[at]?.gap ?? 0;
    if (gap === GAP.dash) break;
    at--;
  }
}

export function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
