import { claim, type Draft, isEpisode, ROLE } from '../draft.ts';
import { chooseTitle, dropForeignTail } from '../text/aliases.ts';
import { cleanText } from '../text/clean.ts';
import { applyTags } from './apply-tags.ts';
import { readLatinTitle } from './latin-title.ts';
import { isSpacedDash } from './number-value.ts';
import { slice } from './slice.ts';
import { isCapital } from './tag-hits.ts';

/** The rule of the title that keeps `Part 2`: siblings tell whether it is a part of the title or one file of several. */
export const TITLE_WITH_PART = 'title.with-part';

/** Reads the title from the words between the front matter and the first thing that is none of it. */
export function readTitle(draft: Draft): void {
  const { titleStart, titleEnd } = draft;
  if (titleEnd <= titleStart) return;
  const read = chooseTitle(titlePieces(draft));
  if (read.title === '') return;
  draft.title = read.title;
  draft.alternativeTitles.push(...read.others);
  claim(draft, 'title', read.title, 'title.leading', titleStart, titleEnd, 0.8);
  splitShortForm(draft, read.title);
  splitCopyNumber(draft, read.title);
  splitBracketed(draft, read.title);
  keepWholeTitle(draft);
  readLatinTitle(draft);
}

/** "Title (Original title) (2004)": two titles. Both and the whole are kept, since some titles end in brackets. */
function splitBracketed(draft: Draft, title: string): void {
  if (draft.roles[draft.titleEnd] !== ROLE.year || isEpisode(draft)) return;
  const [, first, second] = /^([^()[\]]+?)\s*[([]([^()[\]]*\p{L}{2}[^()[\]]*)[)\]]$/u.exec(title) ?? [];
  if (first === undefined || second === undefined || isNoTitle(second)) return;
  draft.title = cleanText(first);
  draft.alternativeTitles.push(cleanText(second), title);
  claim(draft, 'alternativeTitle', cleanText(second), 'title.in-brackets', draft.titleStart, draft.titleEnd, 0.5);
}

/** Countries (`US`, `UK`), kinds of works (`TV`) and counts tell works of one name apart. */
function isNoTitle(text: string): boolean {
  return /^(?:\p{L}{1,3}|usa|.*\d)$/iu.test(text);
}

/** The title with the words that were taken for a tag or a part stays as another title. */
function keepWholeTitle(draft: Draft): void {
  const { titleStart, wholeTitleEnd, counter } = draft;
  if (counter >= 0) {
    draft.alternativeTitles.push(cleanText(slice(draft, counter, draft.titleEnd)));
    claim(
      draft,
      'alternativeTitle',
      draft.alternativeTitles.at(-1) ?? '',
      'title.with-counter',
      counter,
      draft.titleEnd,
      0.3,
    );
  }
  if (wholeTitleEnd <= draft.titleEnd || isEpisode(draft)) return;
  const whole = cleanText(slice(draft, titleStart, wholeTitleEnd));
  draft.alternativeTitles.push(whole);
  const rule = draft.part === undefined ? 'title.with-tag' : TITLE_WITH_PART;
  claim(draft, 'alternativeTitle', whole, rule, titleStart, wholeTitleEnd, 0.5);
}

/** The pieces that could each be a title: brackets of a fansub name one by one, else the whole. */
function titlePieces(draft: Draft): string[] {
  const { titleStart, titleEnd } = draft;
  const { tokens, brackets, raw } = draft.name;
  const pieces: string[] = [];
  let at = titleStart;
  while (at < titleEnd) {
    const bracket = brackets[tokens[at]?.bracket ?? -1];
    if (
      bracket === undefined ||
      bracket.first !== at ||
      bracket.opener === '(' ||
      bracket.opener === '「' ||
      bracket.parent >= 0
    )
      break;
    pieces.push(
      cleanText(raw.slice(bracket.open + 1, tokens[Math.min(bracket.end, titleEnd) - 1]?.end ?? bracket.close)),
    );
    at = bracket.end;
  }
  if (isSecondGroup(pieces)) pieces.shift();
  if (at < titleEnd && pieces.length > 0 && titleStart > 0) pieces.push(cleanText(slice(draft, at, titleEnd)));
  return pieces.length > 0 && (at >= titleEnd || titleStart > 0)
    ? pieces
    : [dropBroadcast(cleanText(dropForeignTail(slice(draft, titleStart, titleEnd))))];
}

const WITH_SHORT_FORM = /^(.*\S) - (\p{Lu}{2,5})$/u;

/** "Silver Harbour - SH": the first letters of the title, behind a dash, are its short form. */
function splitShortForm(draft: Draft, title: string): void {
  const [, name = '', short = ''] = WITH_SHORT_FORM.exec(title) ?? [];
  const initials = name.split(' ').map((word) => word.charAt(0).toUpperCase());
  if (short === '' || initials.join('') !== short) return;
  draft.title = name;
  draft.alternativeTitles.push(title);
}

/** "Name (1)": a second file of one name, as browsers and file managers call it. */
function splitCopyNumber(draft: Draft, title: string): void {
  const name =
    draft.isFile && draft.titleEnd === draft.name.tokens.length ? /^(.*\S) ?\(\d\)$/.exec(title)?.[1] : undefined;
  if (name === undefined) return;
  draft.title = name;
  draft.alternativeTitles.push(title);
}

/** "UFC 239 PPV Jones vs Santos": how a fight was broadcast stands between its number and the fighters. */
function dropBroadcast(title: string): string {
  return title.includes(' PPV ') ? title.replace(/(\d) PPV (?=\p{L})/u, '$1 ') : title;
}

/** `[字幕组][UHA-WINGS][名前][Name of Show]`: capitals before two spellings of the title. */
function isSecondGroup([first = '', second = '', ...more]: readonly string[]): boolean {
  return (
    /^[A-Z][A-Z\d-]*$/.test(first) && !/[A-Za-z]/.test(second) && more.some((piece) => /[A-Za-z] [A-Za-z]/.test(piece))
  );
}

/** The words behind the marker, up to the tags: the title of the episode, or of the show where none stood before. */
export function readBehindMarker(draft: Draft, tail: number): void {
  let from = draft.markerEnd;
  for (;;) {
    const tag = draft.hits[from]?.tag;
    const corrected =
      (tag?.field === 'proper' || tag?.field === 'repack') && isCapital(draft.name.tokens[from]?.text ?? '');
    if (from >= tail || (draft.roles[from] === ROLE.free && !corrected)) break;
    if (corrected) applyTags(draft, from, from + 1);
    from++;
  }
  let to = from;
  while (to < tail && draft.roles[to] === ROLE.free && !opensSquare(draft, to)) to++;
  const text = to <= from ? '' : cleanText(slice(draft, from, to));
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
  draft.episodeTitle = text.replace(/\s*\(\d{1,2}\)$/, '');
  claim(draft, 'episodeTitle', draft.episodeTitle, 'episode-title', from, to, 0.7);
}

/** Where a leading number or date is followed by the show's name. */
function titleFollows(draft: Draft): boolean {
  return draft.rule === 'date' || draft.rule === 'episode.leading-number';
}

function opensSquare(draft: Draft, index: number): boolean {
  const bracket = draft.name.brackets[draft.name.tokens[index]?.bracket ?? -1];
  return bracket !== undefined && bracket.first === index && bracket.opener !== '(' && bracket.opener !== '（';
}

function dashBetween(draft: Draft, from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    const token = draft.name.tokens[index];
    if (token !== undefined && isSpacedDash(token)) return index;
  }
  return -1;
}
