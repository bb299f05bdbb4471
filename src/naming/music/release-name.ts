import type { ClaimSource } from '../../model/reading.ts';
import type { Draft } from '../draft.ts';
import { claim, newDraft, ROLE } from '../draft.ts';
import { isYear } from '../rules/dates.ts';
import { passJunk, passTrailingJunk } from '../rules/junk-edges.ts';
import { findHits } from '../rules/tag-hits.ts';
import { GAP } from '../text/characters.ts';
import { cleanText } from '../text/clean.ts';
import { type Bracket, tokenise } from '../text/tokens.ts';
import { certaintyOf, DISCOGRAPHY, DISCS, takeSound } from './music-signs.ts';
import { readScene } from './scene-release.ts';

/** What the name of an album's folder or release says. */
export interface MusicRelease {
  readonly draft: Draft;
  readonly artist: string | undefined;
  readonly album: string | undefined;
  /** How sure it is that this is music at all: 0…1. */
  readonly certainty: number;
}

/** Reads a name as that of a music release. */
export function readMusicRelease(name: string, place: ClaimSource): MusicRelease {
  const draft = newDraft(tokenise(name), place);
  passJunk(draft);
  passTrailingJunk(draft);
  findHits(draft);
  const codec = takeSound(draft);
  const certainty = certaintyOf(draft, name, codec);
  const scene = readScene(draft, name);
  if (scene !== undefined) return { draft, ...scene, certainty: Math.max(certainty, 0.8) };
  return { draft, ...readPlain(draft, name), certainty };
}

/** `Artist - Album (2004) [FLAC]`, `(Genre) [CD] Artist - Album - 2017, FLAC`, `Artist - Album 1998 2CD 192kbps`. */
function readPlain(draft: Draft, name: string): { artist: string | undefined; album: string | undefined } {
  const { tokens, brackets } = draft.name;
  let from = 0;
  while (from < tokens.length) {
    const token = tokens[from];
    const bracket = token === undefined || token.bracket < 0 ? undefined : brackets[token.bracket];
    if (draft.roles[from] === ROLE.junk) from++;
    else if (bracket !== undefined && bracket.first === from && bracket.end < tokens.length) from = bracket.end;
    else break;
  }
  let to = from;
  while (to < tokens.length && !endsTitle(draft, to, from)) to++;
  readYear(draft, from);
  const text = cleanText(name.slice(tokens[from]?.start ?? 0, tokens[to]?.start ?? name.length));
  const parts = text
    .split(/\s*[-–—]\s+|\s+[-–—]\s*/)
    .map((part) => cleanText(part))
    .filter((part) => part !== '');
  const dated = parts.length > 1 ? parts.filter((part) => !YEAR_ALONE.test(part)) : parts;
  const artist = dated[0];
  const rest = dated.slice(1).join(' - ');
  if (rest !== '') return { artist, album: DISCOGRAPHY.test(rest) ? undefined : rest };
  const discography = artist === undefined ? null : DISCOGRAPHY.exec(artist);
  if (artist === undefined || discography === null || discography.index === 0)
    return { artist: undefined, album: artist };
  return { artist: cleanText(artist.slice(0, discography.index)), album: undefined };
}

const YEAR_ALONE = /^(?:19|20)\d\d$/;

function endsTitle(draft: Draft, index: number, from: number): boolean {
  const { tokens, brackets } = draft.name;
  const token = tokens[index];
  if (token === undefined || index === from) return false;
  const bracket = token.bracket < 0 ? undefined : brackets[token.bracket];
  if (bracket !== undefined && bracket.first === index) {
    if (bracket.opener !== '(') return true;
    return isYear(token) || draft.hits[index] !== undefined || holdsMusicWord(draft, bracket);
  }
  if (
    isYear(token) &&
    index > from + 1 &&
    (draft.hits[index + 1] !== undefined ||
      DISCS.test(tokens[index + 1]?.text ?? '') ||
      ((token.gap & GAP.dash) !== 0 && !titleFollows(draft, index)))
  )
    return true;
  const hit = draft.hits[index];
  if (hit?.tag.field === 'audioCodec' && hit.tag.strength === 'strong') return true;
  return hit?.tag.value === 'size' || hit?.tag.value === 'bitrate';
}

/** "Artist - 2010 - Album": the year stands between the two. */
function titleFollows(draft: Draft, index: number): boolean {
  const next = draft.name.tokens[index + 1];
  return (
    next !== undefined &&
    (next.gap & GAP.dash) !== 0 &&
    (next.gap & GAP.space) !== 0 &&
    draft.hits[index + 1] === undefined
  );
}

function holdsMusicWord(draft: Draft, bracket: Bracket): boolean {
  for (let index = bracket.first; index < bracket.end; index++) {
    const token = draft.name.tokens[index];
    if (token === undefined) continue;
    if (
      isYear(token) ||
      /kbps|cds?$/.test(token.lower) ||
      token.number === 320 ||
      draft.hits[index]?.tag.field === 'audioCodec'
    )
      return true;
  }
  return false;
}

function readYear(draft: Draft, from: number): void {
  const { tokens } = draft.name;
  let bare = -1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || !isYear(token)) continue;
    // "2004 - Album" is dated, "1999 Love Songs" is called so.
    if (index === from && token.bracket < 0 && !titleFollows(draft, index)) continue;
    if (token.bracket >= 0) {
      draft.year = token.number;
      claim(draft, 'year', token.number, 'year.in-brackets', index, index + 1, 0.9);
      return;
    }
    bare = index;
  }
  const token = tokens[bare];
  if (token === undefined) return;
  draft.year = token.number;
  claim(draft, 'year', token.number, 'year.bare', bare, bare + 1, 0.6);
}
