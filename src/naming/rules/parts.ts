import { claim, type Draft, ROLE, take } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { mark } from './apply-episodes.ts';

const EXTRAS = new Set(['extras', 'extra', 'bonus']);
const CREDITLESS = /^nc(?:op|ed)\d{0,2}[a-z]?$/;
const PART_WORDS = new Set(['part', 'pt', 'cd', 'disc', 'disk', 'teil', 'parte', 'partie', 'deel']);
/** These count the files of a movie, never the movies. */
const MEDIA_WORDS = /^(?:cd|dis[ck])\d*$/;
const VOLUME_WORDS = new Set(['vol', 'volume']);
const SPELT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const GLUED = /^(cd|pt|part|disc|disk|vol|p)(\d{1,2})(?:v\d)?$/;

/**
 * `CD1`, `Part VI`, `Vol.3`: the part of one work in several files. With a year behind it, it belongs to the title
 * ("Kill Bill Vol. 1 (2003)"). Source: Jellyfin NamingOptions.VideoFileStackingRules; Kodi's stacking words.
 */
export function findPart(draft: Draft, fansub: boolean): void {
  const { tokens } = draft.name;
  for (let index = draft.titleStart + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free) continue;
    if (isExtra(draft, index, token, fansub)) {
      draft.extraType = 'other';
      claim(draft, 'extraType', 'other', 'extra.word', index, index + 1, 0.7);
      if (index < draft.titleEnd) draft.titleEnd = index;
      take(draft, index, index + 1, ROLE.extra);
      continue;
    }
    const found = partAt(draft, index, token);
    if (found === undefined) continue;
    const inTitle = index < draft.titleEnd;
    if (inTitle && (found.to < draft.titleEnd || draft.roles[found.to] === ROLE.year) && !found.volume) continue;
    if (inTitle && draft.roles[draft.titleEnd] === ROLE.year) continue;
    if (inTitle && found.volume && !fansub) continue;
    if (!inTitle && !outsideTitle(draft, index, token)) continue;
    if (isEpisodeOfSeries(draft, index, found.to)) {
      draft.episodes = [found.part];
      claim(draft, 'episodes', found.part, 'episode.part', index, found.to, 0.6);
      mark(draft, index, found.to, 'episode.part');
      return;
    }
    draft.part = found.part;
    claim(draft, 'part', found.part, 'part', index, found.to, 0.7);
    if (!inTitle) take(draft, index, found.to, ROLE.extra);
    else if (!fansub || found.volume) {
      if (!MEDIA_WORDS.test(token.lower)) draft.wholeTitleEnd = found.to;
      draft.titleEnd = index;
      take(draft, index, found.to, ROLE.extra);
    }
    return;
  }
}

/** `Series 2 Part 11 Title of Episode`: British programmes count the parts of a series. "Season 5 Part 2" alone is a half. */
function isEpisodeOfSeries(draft: Draft, index: number, to: number): boolean {
  if (index !== draft.markerEnd || draft.season === undefined || draft.episodes.length > 0) return false;
  const word = draft.name.tokens[draft.markerStart]?.lower;
  return (
    word === 'series' && draft.roles[to] === ROLE.free && draft.hits[to] === undefined && to < draft.name.tokens.length
  );
}

/** `S03.Extras`, and the creditless openings of anime discs. */
function isExtra(draft: Draft, index: number, token: Token, fansub: boolean): boolean {
  if (EXTRAS.has(token.lower)) return index === draft.markerEnd && draft.episodes.length === 0;
  return fansub && CREDITLESS.test(token.lower);
}

/** Right behind the marker or a year, in brackets of its own, or among the tags. */
function outsideTitle(draft: Draft, index: number, token: Token): boolean {
  if (index === draft.markerEnd || draft.roles[index - 1] !== ROLE.free) return true;
  if (GLUED.test(token.lower) && token.bracket < 0) return draft.markerStart < 0;
  const behind = index + 2;
  if (behind >= draft.name.tokens.length || draft.hits[behind] !== undefined) return true;
  if (draft.markerStart < 0) return true;
  return token.bracket >= 0 && draft.name.brackets[token.bracket]?.first === index;
}

function partAt(draft: Draft, index: number, token: Token): { part: number; to: number; volume: boolean } | undefined {
  const word = token.lower;
  const last = word.charCodeAt(word.length - 1);
  const glued = last >= 0x30 && last <= 0x39 && word.charCodeAt(0) > 0x60 && word.length < 8 ? GLUED.exec(word) : null;
  if (glued !== null && (glued[1] !== 'p' || index === draft.markerEnd))
    return { part: Number(glued[2]), to: index + 1, volume: glued[1] === 'vol' };
  const volume = VOLUME_WORDS.has(word);
  if (!volume && !PART_WORDS.has(word)) return undefined;
  const next = draft.name.tokens[index + 1];
  if (next === undefined || (next.gap & (GAP.open | GAP.close)) !== 0) return undefined;
  const digits = /^(\d{1,2})(?:v\d)?$/.exec(next.lower);
  const part = digits === null ? Math.max(ROMAN.indexOf(next.lower), SPELT.indexOf(next.lower)) + 1 : Number(digits[1]);
  return part > 0 ? { part, to: index + 2, volume } : undefined;
}

/** `{edition-Director's Cut}`. Source: Plex; Kodi 22. */
export function takeEditionAttribute(draft: Draft): void {
  const { brackets, tokens, raw } = draft.name;
  for (const bracket of brackets) {
    const second = tokens[bracket.first + 1];
    if (
      bracket.opener !== '{' ||
      tokens[bracket.first]?.lower !== 'edition' ||
      second === undefined ||
      bracket.end < bracket.first + 2
    )
      continue;
    const edition = raw.slice(second.start, bracket.close).trim();
    if (edition === '') continue;
    draft.edition.push(edition);
    claim(draft, 'edition', edition, 'edition.attribute', bracket.first, bracket.end, 0.98);
    take(draft, bracket.first, bracket.end, ROLE.pin);
  }
}
