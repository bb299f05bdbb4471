import { titleKey } from '../model/title-key.ts';
import { EPISODE_SCOPE_WORDS, ORDINALS, SEASON_WORDS, SPECIALS_WORDS } from './tables/season-words.ts';
import { foldWord } from './text/fold.ts';

/**
 * Season number of a season folder, 0 for specials; `undefined` where the name is no season folder. The show's own name
 * at its start is passed over ("Drive Season 2" in "Drive"), and with `showTitle` given a bare number counts up to four
 * digits. Words of all languages that Jellyfin knows (SeasonPathParser), `S01`, `01`, `1st season`, `第1季`, `시즌 1`.
 */
export function readSeasonFolder(name: string, showTitle?: string): number | undefined {
  const rest = showTitle === undefined ? name : withoutShow(name, showTitle);
  return wholeNumber(rest, showTitle !== undefined) ?? byWord(rest) ?? packMarker(rest);
}

/** Drops the show's name where the folder begins with it and says more. */
function withoutShow(name: string, showTitle: string): string {
  const key = titleKey(showTitle);
  if (key === '') return name;
  for (let end = Math.min(name.length - 1, showTitle.length + 8); end > 0; end--) {
    if (/[\p{L}\p{N}]/u.test(name[end] ?? '') && /[\p{L}\p{N}]/u.test(name[end - 1] ?? '')) continue;
    if (titleKey(name.slice(0, end)) === key) return name.slice(end);
  }
  return name;
}

function wholeNumber(name: string, inShow: boolean): number | undefined {
  const digits = name.trim();
  if (digits.length === 0 || digits.length > (inShow ? 4 : 2) || !/^\d+$/.test(digits)) return undefined;
  return Number(digits);
}

function byWord(name: string): number | undefined {
  const words = [...name.matchAll(/[\p{L}\p{M}]+|\d+/gu)];
  const first = words[0];
  if (first === undefined) return undefined;
  const head = foldWord(first[0]);
  const second = words[1];
  if (SPECIALS_WORDS.has(head)) return second === undefined || opensAside(name, first) ? 0 : undefined;
  if (second === undefined) return undefined;
  if ((SEASON_WORDS.has(head) || head === 's') && isDigits(second[0])) return closed(name, second);
  const third = words[2];
  if (head === '第' && third !== undefined && isDigits(second[0]) && SEASON_WORDS.has(third[0]))
    return Number(second[0]);
  if (isDigits(first[0])) {
    if (SEASON_WORDS.has(foldWord(second[0])))
      return third === undefined || opensAside(name, second) ? Number(first[0]) : undefined;
    if (third !== undefined && isOrdinalEnding(second[0]) && SEASON_WORDS.has(foldWord(third[0])))
      return Number(first[0]);
    return undefined;
  }
  const ordinal = ORDINALS.get(head);
  return ordinal !== undefined && SEASON_WORDS.has(foldWord(second[0])) ? ordinal : undefined;
}

/** `Show.S01.1080p…`: a release folder of one season. */
function packMarker(name: string): number | undefined {
  const marker = /(?:^|[\s._([-])s(\d{1,4})(?=$|[\s._)\]-])/i.exec(name);
  if (marker === null) return undefined;
  const behind = name.slice(marker.index + marker[0].length);
  return EPISODE_SCOPE_WORDS.test(behind) ? undefined : Number(marker[1]);
}

function closed(name: string, number: RegExpExecArray): number | undefined {
  if (number[0].length > 4) return undefined;
  return number.index + number[0].length === name.length || opensAside(name, number) ? Number(number[0]) : undefined;
}

/** Behind this word comes the end, a bracket, a dash or a dot: "Season 7 (2016)", "Season 2 - Total Action". */
function opensAside(name: string, word: RegExpExecArray): boolean {
  const rest = name.slice(word.index + word[0].length).trimStart();
  return rest === '' || /^[([{\-–—.,:_]/.test(rest);
}

function isDigits(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

function isOrdinalEnding(text: string): boolean {
  return /^(?:st|nd|rd|th|[aºª]|er|re|ère|ème|e|eme|ра|й|я|ой)$/iu.test(text);
}
