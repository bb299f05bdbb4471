import type { ClaimSource } from '../../model/reading.ts';
import type { Draft } from '../draft.ts';
import { claim, newDraft, ROLE, take } from '../draft.ts';
import { isYear } from '../rules/dates.ts';
import { passJunk, passTrailingJunk } from '../rules/edges.ts';
import { findHits } from '../rules/tag-hits.ts';
import { JUNK_SUFFIXES } from '../tables/junk.ts';
import { cleanText } from '../text/clean.ts';
import { type Bracket, GAP, tokenise } from '../text/tokens.ts';

/** What the name of an album's folder or release says. */
export interface MusicRelease {
  readonly draft: Draft;
  readonly artist: string | undefined;
  readonly album: string | undefined;
  /** How sure it is that this is music at all: 0…1. */
  readonly certainty: number;
}

const MUSIC_CODECS = new Set(['flac', 'mp3', 'alac', 'ape', 'wavpack', 'vorbis', 'wma', 'opus', 'dsd', 'wav']);
/** Media and kinds of releases in scene names: `-CD-`, `-WEB-`, `-CDM-`. */
const MEDIA_WORDS = new Set([
  'cd',
  'web',
  'cdm',
  'cds',
  'cdr',
  'cdep',
  'mcd',
  'vinyl',
  'lp',
  'ep',
  'sat',
  'dvda',
  'tape',
  'vls',
  'promo',
  'single',
  'bootleg',
  'advance',
  'retail',
  'proper',
  'remastered',
  'reissue',
  'ost',
  'flac',
  'mp3',
  'cable',
  'dab',
  'line',
  'fm',
  'stream',
  'mixtape',
  'compilation',
  'album',
  'webflac',
  'cdda',
  'dvdrip',
  '2cd',
  '3cd',
  '4cd',
  '5cd',
  '6cd',
  '2lp',
  '3lp',
  '24bit',
  'limited',
  'deluxe',
  'bonus',
  'digipak',
  'sacd',
  'int',
  'cdrip',
  'incl',
  'edition',
  'repack',
  'real',
  '16bit',
  'cover',
]);
const DISCOGRAPHY = /\b(?:complete )?(?:discography|discografia|anthology|discographie|дискография)\b/i;
const BITRATE = /\b(?:\d{2,4}\s?kbps|\d{2,4}\s?kbit|v0|v2|vbr|cbr|320|lossless)\b/i;
/** `-(LABEL001)` behind the album of a scene release. */
const CATALOGUE = /-\([^()]*\)?$/;
const DISCS = /\b\d{1,2}\s?(?:cds?|lps?)\b/i;

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

function takeSound(draft: Draft): boolean {
  let music = false;
  for (let index = 0; index < draft.name.tokens.length; index++) {
    const hit = draft.hits[index];
    for (const tag of [hit?.tag, hit?.also]) {
      if (tag?.field !== 'audioCodec' || index === 0) continue;
      if (tag.strength === 'caps' && draft.name.tokens[index]?.bracket === -1) continue;
      if (tag.value === 'aac' && draft.name.tokens[index]?.lower !== 'm4a' && draft.name.tokens[index]?.lower !== 'aac')
        continue;
      if (!draft.audioCodecs.includes(tag.value)) draft.audioCodecs.push(tag.value);
      claim(draft, 'audioCodec', tag.value, 'tag.audioCodec', index, index + 1, 0.95);
      if (MUSIC_CODECS.has(tag.value) || draft.name.tokens[index]?.lower === 'm4a') music = true;
    }
    const lower = draft.name.tokens[index]?.lower ?? '';
    if (
      index > 0 &&
      draft.audioCodecs.length === 0 &&
      (lower === 'ape' || lower === 'wavpack') &&
      draft.name.tokens[index]?.bracket !== -1
    ) {
      draft.audioCodecs.push(lower);
      music = true;
    }
  }
  return music;
}

function certaintyOf(draft: Draft, name: string, codec: boolean): number {
  for (const hit of draft.hits) {
    const field = hit?.tag.field;
    if (field === 'resolution' || field === 'videoCodec' || field === 'hdr' || hit?.tag.value === 'crc') return 0;
    if (field === 'source' && hit?.tag.strength === 'strong' && hit.tag.value !== 'dvd' && hit.tag.value !== 'webdl')
      return 0;
  }
  if (codec) return 0.9;
  if (BITRATE.test(name) && /kb|lossless/i.test(name)) return 0.85;
  if (DISCOGRAPHY.test(name)) return 0.85;
  if (/[([]320[)\]]/.test(name)) return 0.75;
  return DISCS.test(name) ? 0.5 : 0;
}

/** `Artist-Album-WEB-2017-GROUP`, `Artist_Name-Album_Name-(CAT001)-CD-FLAC-2007-GRP`, `Artist-2007-Album-GRP`. */
function readScene(draft: Draft, name: string): { artist: string; album: string | undefined } | undefined {
  const { tokens } = draft.name;
  const from = tokens.findIndex((_, index) => draft.roles[index] === ROLE.free);
  let to = tokens.length;
  while (to > from && draft.roles[to - 1] === ROLE.junk) to--;
  const starts: number[] = [from];
  for (let index = from + 1; index < to; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    if ((token.gap & GAP.dash) !== 0 && (token.gap & GAP.space) === 0 && token.bracket < 0) starts.push(index);
    if (token.gap === (GAP.dash | GAP.space)) return undefined;
  }
  if (starts.length < 4 || from < 0) return undefined;
  const part = (at: number): string =>
    cleanText(name.slice(tokens[starts[at] ?? 0]?.start ?? 0, tokens[(starts[at + 1] ?? to) - 1]?.end ?? name.length));
  let yearPart = -1;
  for (let at = starts.length - 1; at > 0; at--) {
    const token = tokens[starts[at] ?? 0];
    if (token !== undefined && isYear(token) && (starts[at + 1] ?? to) === (starts[at] ?? 0) + 1) {
      yearPart = at;
      break;
    }
  }
  if (yearPart < 0) return undefined;
  const year = tokens[starts[yearPart] ?? 0]?.number;
  if (yearPart >= 2) {
    // The year of a scene release stands before the group; what is no medium between is the album.
    if (starts.length - yearPart > 4) return undefined;
  }
  draft.year = year;
  claim(draft, 'year', year ?? 0, 'year.scene-music', starts[yearPart] ?? 0, (starts[yearPart] ?? 0) + 1, 0.9);
  sceneGroup(draft, starts, yearPart, to);
  const artist = part(0);
  if (yearPart === 1) return { artist, album: part(2) };
  let album = 1;
  while (album < yearPart && MEDIA_WORDS.has(tokens[starts[album] ?? 0]?.lower ?? '')) album++;
  const text = album >= yearPart ? part(1) : part(album);
  return DISCOGRAPHY.test(text) ? { artist, album: undefined } : { artist, album: text.replace(CATALOGUE, '') };
}

function sceneGroup(draft: Draft, starts: readonly number[], yearPart: number, end: number): void {
  const { tokens, raw } = draft.name;
  const at = yearPart === 1 ? starts.length - 1 : yearPart + 1;
  const first = starts[at];
  if (first === undefined) return;
  let last = at + 1 < starts.length ? (starts[at + 1] ?? end) : end;
  while (last > first + 1 && JUNK_SUFFIXES.has(tokens[last - 1]?.lower ?? '')) last--;
  draft.releaseGroup = raw.slice(tokens[first]?.start ?? 0, tokens[last - 1]?.end ?? raw.length);
  claim(draft, 'releaseGroup', draft.releaseGroup, 'group.scene-music', first, last, 0.85);
  take(draft, first, last, ROLE.group);
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
