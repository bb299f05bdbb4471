import { type Draft, ROLE } from '../draft.ts';
import { SEASON_WORDS, SPECIALS_WORDS } from '../tables/season-words.ts';
import type { Tag } from '../tables/vocabulary.ts';
import { GAP } from '../text/characters.ts';
import { foldWord } from '../text/fold.ts';
import { isSpacedDash } from './number-value.ts';
import { chainBack, fillsBracket, firstSureTag } from './tag-bounds.ts';

/** Sets where the title begins and ends: at the first thing that is none of it. */
export function settleTitleEnd(draft: Draft, sure: number): void {
  const { tokens } = draft.name;
  let limit = sure;
  while (draft.titleStart < tokens.length && isPassed(draft, draft.titleStart)) draft.titleStart++;
  let end = draft.titleStart;
  if (draft.roles[end] === ROLE.year) {
    draft.titleStart = ++end;
    if (limit < end) limit = firstSureTag(draft, end + 1);
  }
  limit = Math.min(bracketStart(draft, limit), behindCountry(draft));
  while (end < limit && draft.roles[end] === ROLE.free && !(end > draft.titleStart && tagBracket(draft, end))) end++;
  const chained = end > draft.titleStart ? chainBack(draft, end, draft.titleStart, allowedBefore(draft, end)) : end;
  draft.titleEnd = dropDangling(draft, chained, end);
  if (mayBeOfTitle(draft, chained, end)) draft.wholeTitleEnd = end;
}

/** Whether one of the tags cut off is a word that titles have too. */
function mayBeOfTitle(draft: Draft, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const tag = draft.hits[index]?.tag;
    if (tag?.strength === 'strong') return false;
  }
  return from < to && draft.roles[to] !== ROLE.episode && draft.roles[to] !== ROLE.date;
}

/** Junk, groups, pins, and a date or counter before a title whose marker comes later. */
function isPassed(draft: Draft, index: number): boolean {
  const role = draft.roles[index];
  if (role === ROLE.junk || role === ROLE.group || role === ROLE.pin || role === ROLE.tag) return true;
  if (role === ROLE.date) return draft.markerStart > index;
  const token = draft.name.tokens[index];
  // "221204 Name ep389": a day in six digits.
  return (
    role === ROLE.free &&
    token !== undefined &&
    token.number > 100_000 &&
    token.end - token.start === 6 &&
    draft.markerStart > index + 1
  );
}

/** `Show (US) - Title of Episode S01E02`: a country in brackets ends the title of a show. */
function behindCountry(draft: Draft): number {
  const { tokens, brackets } = draft.name;
  for (let index = draft.titleStart + 1; index < draft.markerStart - 1; index++) {
    const bracket = brackets[tokens[index]?.bracket ?? -1];
    if (bracket?.first !== index || bracket.opener !== '(' || bracket.end !== index + 1) continue;
    if (/^[A-Z]{2,3}$/.test(tokens[index]?.text ?? '') && isSpacedDash(tokens[index + 1])) return index + 1;
  }
  return tokens.length;
}

/** A sure tag in brackets ends the title where the brackets open. */
function bracketStart(draft: Draft, limit: number): number {
  const token = draft.name.tokens[limit];
  const bracket = token === undefined ? undefined : draft.name.brackets[token.bracket];
  return bracket !== undefined && bracket.first > draft.titleStart && bracket.first < limit ? bracket.first : limit;
}

function tagBracket(draft: Draft, index: number): boolean {
  const token = draft.name.tokens[index];
  return (
    token !== undefined &&
    token.bracket >= 0 &&
    draft.name.brackets[token.bracket]?.first === index &&
    fillsBracket(draft, index)
  );
}

/** Which tags right before the end are none of the title: depends on what ends it. */
function allowedBefore(draft: Draft, end: number): (tag: Tag, index: number) => boolean {
  const role = draft.roles[end];
  if (role === ROLE.episode || role === ROLE.date)
    return (tag) =>
      tag.field === 'proper' || tag.field === 'repack' || tag.value === 'complete' || tag.strength === 'strong';
  if (role === ROLE.year) {
    return (tag, index) =>
      (tag.field === 'edition' ||
        tag.field === 'format3d' ||
        tag.strength === 'strong' ||
        (tag.field === 'language' && isOfRelease(draft, tag, index, end))) &&
      tag.strength !== 'weak' &&
      !behindArticle(draft, index);
  }
  return (tag, index) => mayTrail(draft, tag, index) && !behindArticle(draft, index);
}

/**
 * `Name.German.2017.1080p`: names of releases give the language before the year. A language that the tags say again is
 * a word of the title, as is one behind an article and a word ("The Good German").
 */
function isOfRelease(draft: Draft, { value }: Tag, index: number, year: number): boolean {
  const { tokens } = draft.name;
  const token = tokens[year];
  if (token?.bracket !== -1 || token.gap !== GAP.dot || tokens[index]?.gap !== GAP.dot) return false;
  if (index === draft.titleStart + 2 && isArticle(tokens[draft.titleStart]?.lower)) return false;
  for (let at = year + 1; at < tokens.length; at++) {
    const hit = draft.hits[at]?.tag;
    if (hit?.field === 'language' && hit.value === value) return false;
  }
  return true;
}

/** Weak words trail a title only as languages, and "sub" only beside one. */
function mayTrail(draft: Draft, tag: Tag, index: number): boolean {
  if (tag.field === 'subtitles-follow') return isLanguage(draft, index - 1) || isLanguage(draft, index + 1);
  return tag.strength !== 'weak' || tag.field === 'language';
}

function isLanguage(draft: Draft, index: number): boolean {
  const field = draft.hits[index]?.tag.field;
  return field === 'language' || field === 'noise';
}

/** "The Collector 2009": behind an article stands a noun, not a tag. */
function behindArticle(draft: Draft, index: number): boolean {
  return isArticle(draft.name.tokens[index - 1]?.lower);
}

function isArticle(word: string | undefined): boolean {
  return word === 'the' || word === 'a' || word === 'an';
}

/** "Name - The Complete Seasons S01": words that lead to the marker are none of the title. */
function dropDangling(draft: Draft, from: number, end: number): number {
  if (draft.roles[end] !== ROLE.episode && from === draft.name.tokens.length) return from;
  let at = from;
  while (at > draft.titleStart + 1) {
    const word = draft.name.tokens[at - 1]?.lower ?? '';
    const seasonWord =
      draft.roles[end] === ROLE.episode && SEASON_WORDS.has(foldWord(word)) && !word.startsWith('serie');
    const complete = draft.hits[at - 1]?.tag.value === 'complete' || (at < end && word === 'series');
    const specials = draft.season === 0 && SPECIALS_WORDS.has(word) && isSpacedDash(draft.name.tokens[at - 1]);
    if (!seasonWord && !complete && !specials && !(at < end && word === 'the')) break;
    at--;
  }
  return at;
}

/** First word of the tags behind title and marker. */
export function tailStart(draft: Draft): number {
  const { length } = draft.name.tokens;
  if (draft.markerStart < 0 || draft.markerEnd <= draft.titleEnd) return draft.titleEnd;
  const sure = Math.max(draft.markerEnd, bracketStart(draft, firstSureTag(draft, draft.markerEnd)));
  return chainBack(draft, sure < length ? sure : trimmedEnd(draft), draft.markerEnd - 1, (tag, index) =>
    mayTrail(draft, tag, index),
  );
}

function trimmedEnd(draft: Draft): number {
  let end = draft.name.tokens.length;
  while (end > draft.markerEnd && draft.roles[end - 1] === ROLE.junk) end--;
  return end;
}
