import { EXTRA_TYPES, type ExtraType } from '../../model/reading.ts';
import { AUDIO_EXTENSIONS } from '../tables/extensions.ts';
import { EXTRA_FOLDERS, EXTRA_SUFFIXES } from '../tables/folder-words.ts';

export interface ExtraClaim {
  readonly type: ExtraType;
  readonly rule: string;
  readonly text: string;
  /** Length of the stem without its suffix. */
  readonly stemLength: number;
}

const SUFFIX = /(?:^|[-._]|\s-\s|\s)([a-z]+)\d{0,2}$/i;

/**
 * Whether a file is an extra by its own name: `-trailer`, `.sample`, `theme.mp3`. Suffixes that are ordinary words
 * count behind `-` only ("The DNA Sample" is a film). Source: Jellyfin NamingOptions.VideoExtraRules.
 */
export function extraByName(stem: string, extension: string): ExtraClaim | undefined {
  const lower = (stem.length > 24 ? stem.slice(-24) : stem).toLowerCase();
  if (lower === 'theme' && AUDIO_EXTENSIONS.has(extension)) return make('themesong', 'extra.whole-name', stem, 0);
  const whole = lower === 'trailer' || lower === 'sample' || lower === 'minta' ? EXTRA_SUFFIXES.get(lower) : undefined;
  if (whole !== undefined) return make(whole, 'extra.whole-name', stem, 0);
  if (!endsOnSuffix(lower)) return undefined;
  const match = SUFFIX.exec(lower);
  const word = match?.[1];
  const type = word === undefined ? undefined : EXTRA_SUFFIXES.get(word);
  if (match === null || type === undefined) return undefined;
  const joint = match[0].charAt(0);
  const dashed = joint === '-' || match[0].startsWith(' - ') || lower.charAt(lower.length - match[0].length) === '-';
  if (!dashed && !((joint === '.' || joint === '_') && (word === 'trailer' || word === 'sample'))) return undefined;
  return make(type, 'extra.suffix', match[0].trim(), stem.length - match[0].length);
}

const LAST_LETTERS = new Set([...EXTRA_SUFFIXES.keys()].map((word) => word.slice(-2)));

/** A look that costs little: the last two letters before digits are those of a suffix. */
function endsOnSuffix(lower: string): boolean {
  let end = lower.length;
  while (end > 0 && lower.charCodeAt(end - 1) <= 0x39 && lower.charCodeAt(end - 1) >= 0x30) end--;
  return LAST_LETTERS.has(lower.slice(end - 2, end));
}

/** Whether a folder is one of extras. The root folder of a show or movie never is: that is for the caller to know. */
export function extraByFolder(folder: string): ExtraClaim | undefined {
  const type = EXTRA_FOLDERS.get(folder.toLowerCase().trim());
  return type === undefined ? undefined : make(type, 'extra.folder', folder, 0);
}

function make(type: string, rule: string, text: string, stemLength: number): ExtraClaim | undefined {
  const known = EXTRA_TYPES.find((candidate) => candidate === type);
  return known === undefined ? undefined : { type: known, rule, text, stemLength };
}
