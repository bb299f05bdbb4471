import { claim, type Draft, ROLE } from '../draft.ts';
import { cleanText } from '../text/clean.ts';
import { isSpacedDash } from './numbers.ts';

/** Reads the title from the words between the front matter and the first thing that is none of it. */
export function readTitle(draft: Draft): void {
  const { titleStart, titleEnd } = draft;
  if (titleEnd <= titleStart) return;
  const text = cleanText(slice(draft, titleStart, titleEnd));
  const [title, others] = splitAliases(text);
  if (title === '') return;
  draft.title = title;
  draft.alternativeTitles.push(...others);
  claim(draft, 'title', title, 'title.leading', titleStart, titleEnd, 0.8);
}

/** Raw words `from` … `to` - 1 with the punctuation around them. */
export function slice(draft: Draft, from: number, to: number): string {
  const { tokens, raw } = draft.name;
  const begin = from === 0 ? 0 : (tokens[from - 1]?.end ?? 0);
  return raw.slice(begin, tokens[to]?.start ?? raw.length);
}

const ALIAS = /\s+(?:aka|a\.k\.a\.?)\s+|\s+[/|]\s+|[／|]/i;
const LATIN = /[A-Za-z]{2}/;
const NOT_LATIN = /[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]/;

/** "Русское имя / Name": the Latin one is the title; in one script they are names of equal right and the first is it. */
function splitAliases(text: string): [string, string[]] {
  if (!text.includes('/') && !text.includes('|') && !/aka/i.test(text) && !text.includes('／')) return [text, []];
  const parts = text
    .split(ALIAS)
    .map((part) => cleanText(part))
    .filter((part) => part !== '');
  if (parts.length < 2) return [text, []];
  const latin = parts.find((part) => LATIN.test(part) && !NOT_LATIN.test(part));
  const title =
    parts.some((part) => NOT_LATIN.test(part) && !LATIN.test(part)) && latin !== undefined ? latin : (parts[0] ?? text);
  return [title, parts.filter((part) => part !== title)];
}

/** The words behind the marker, up to the tags: the title of the episode, or of the show where none stood before. */
export function readBehindMarker(draft: Draft, tail: number): void {
  const { tokens } = draft.name;
  let from = draft.markerEnd;
  while (from < tail && draft.roles[from] !== ROLE.free) from++;
  let to = from;
  while (to < tail && draft.roles[to] === ROLE.free && !(opensSquare(draft, to) && to >= from)) to++;
  if (to <= from) return;
  const text = cleanText(slice(draft, from, to));
  if (text === '') return;
  if (draft.title === undefined && titleFollows(draft)) {
    const dash = dashBetween(draft, from, to);
    if (dash > from) {
      draft.title = cleanText(slice(draft, from, dash));
      draft.episodeTitle = cleanText(slice(draft, dash, to));
      claim(draft, 'title', draft.title, 'title.behind-number', from, dash, 0.6);
      claim(draft, 'episodeTitle', draft.episodeTitle, 'episode-title', dash, to, 0.6);
      return;
    }
    if (draft.rule === 'date' || draft.releaseGroup !== undefined) {
      draft.title = text;
      claim(draft, 'title', text, 'title.behind-number', from, to, 0.5);
      return;
    }
  }
  if (tokens[from] === undefined) return;
  draft.episodeTitle = text;
  claim(draft, 'episodeTitle', text, 'episode-title', from, to, 0.7);
}

/** Where a leading number or date is followed by the show's name. */
function titleFollows(draft: Draft): boolean {
  return draft.rule === 'date' || draft.rule === 'episode.leading-number';
}

function opensSquare(draft: Draft, index: number): boolean {
  const { tokens, brackets } = draft.name;
  const token = tokens[index];
  const bracket = token === undefined ? undefined : brackets[token.bracket];
  return (
    bracket !== undefined &&
    bracket.first === index &&
    (bracket.opener === '[' || bracket.opener === '{' || bracket.opener === '【')
  );
}

function dashBetween(draft: Draft, from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    const token = draft.name.tokens[index];
    if (token !== undefined && isSpacedDash(token)) return index;
  }
  return -1;
}
