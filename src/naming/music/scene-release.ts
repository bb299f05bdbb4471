import type { Draft } from '../draft.ts';
import { claim, ROLE, take } from '../draft.ts';
import { isYear } from '../rules/dates.ts';
import { JUNK_SUFFIXES } from '../tables/junk.ts';
import { GAP } from '../text/characters.ts';
import { cleanText } from '../text/clean.ts';
import { DISCOGRAPHY } from './music-signs.ts';

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

/** `-(LABEL001)` behind the album of a scene release. */
const CATALOGUE = /-\([^()]*\)?$/;

/** `Artist-Album-WEB-2017-GROUP`, `Artist_Name-Album_Name-(CAT001)-CD-FLAC-2007-GRP`, `Artist-2007-Album-GRP`. */
export function readScene(draft: Draft, name: string): { artist: string; album: string | undefined } | undefined {
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
