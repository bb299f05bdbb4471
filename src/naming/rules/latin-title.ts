import { claim, type Draft, ROLE } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import { cleanText } from '../text/clean.ts';
import { slice } from './slice.ts';

const LATIN = /[A-Za-z]{2}/;
const LATIN_WORDS = /[A-Za-z]\S* \S*[A-Za-z]/;

/**
 * A title in another script whose Latin spelling stands further back: behind the marker ("Босх (S2E1-4) / Bosch
 * (S2E1-4)"), in brackets behind it (`[名前 第3季][Name of Show]`), or behind brackets of tags
 * (`名前[全24集][中文字幕].Name.of.Show.S01`). Sources are searched by the Latin one; the other stays a second title.
 */
export function readLatinTitle(draft: Draft): void {
  if (draft.title === undefined || /[A-Za-z]/.test(draft.title.replace(/\[[^\]]*\]/g, ''))) return;
  const found = behindMarker(draft) ?? inBrackets(draft) ?? behindTags(draft);
  if (found === undefined) return;
  const text = cleanText(slice(draft, found.from, found.to));
  if (!LATIN.test(text)) return;
  draft.alternativeTitles.push(draft.title.replace(/\[[^\]]*\]/g, '').trim());
  draft.title = text;
  claim(draft, 'title', text, found.rule, found.from, found.to, 0.7);
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
}

function behindMarker(draft: Draft): Found | undefined {
  const { tokens } = draft.name;
  const first = draft.markerEnd < 0 ? undefined : tokens[draft.markerEnd];
  if (first === undefined || (first.gap & GAP.slash) === 0 || (first.gap & GAP.space) === 0) return undefined;
  let to = draft.markerEnd + 1;
  while (to < tokens.length && draft.roles[to] === ROLE.free && ((tokens[to]?.gap ?? 0) & GAP.open) === 0) to++;
  return { from: draft.markerEnd, to, rule: 'title.behind-marker' };
}

function inBrackets(draft: Draft): Found | undefined {
  const { brackets, raw } = draft.name;
  const bracket = brackets.find(({ first }) => draft.markerStart >= 0 && first > draft.markerStart);
  if (bracket === undefined || bracket.opener === '(' || !isFree(draft, bracket.first, bracket.end)) return undefined;
  if (!LATIN_WORDS.test(raw.slice(bracket.open, bracket.close))) return undefined;
  return { from: bracket.first, to: bracket.end, rule: 'title.in-brackets' };
}

function behindTags(draft: Draft): Found | undefined {
  const { tokens } = draft.name;
  let from = draft.titleEnd;
  while (from < tokens.length && (tokens[from]?.bracket ?? -1) >= 0 && from !== draft.markerStart) from++;
  if (from === draft.titleEnd) return undefined;
  let to = from;
  while (to < tokens.length && isFree(draft, to, to + 1)) to++;
  const ends = draft.roles[to] === ROLE.episode || draft.roles[to] === ROLE.year || draft.roles[to] === ROLE.date;
  return ends && to > from ? { from, to, rule: 'title.behind-tags' } : undefined;
}

function isFree(draft: Draft, from: number, to: number): boolean {
  for (let index = from; index < to; index++)
    if (draft.roles[index] !== ROLE.free || draft.hits[index] !== undefined) return false;
  return true;
}
