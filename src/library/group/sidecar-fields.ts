import { languageOf } from './sidecar-languages.ts';

/** What the fields of a subtitle's or external audio's name say. */
export interface SidecarFields {
  /** ISO 639-1 with script and region where they are said (`pt-BR`, `zh-Hant`); several are joined by `+`. */
  readonly language?: string;
  readonly flags: readonly ('default' | 'forced' | 'hearing-impaired')[];
}

const HEARING_IMPAIRED = new Set(['sdh', 'cc', 'hi']);

/**
 * The fields between the video's stem and the extension, `.title.en.forced` (conventions §7, Jellyfin ExternalPathParser):
 * read from the right. `default`, `forced` and `foreign` count anywhere in a field, `sdh`, `cc` and `hi` as a whole one.
 * `hi` alone is Hindi; beside another language it says hearing-impaired. One field may say several things:
 * `English (SDH)`, `chs&eng`.
 */
export function readSidecarFields(given: readonly string[]): SidecarFields {
  const fields = given.flatMap(partsOf);
  const flags = new Set<SidecarFields['flags'][number]>();
  let language: string | undefined;
  for (let index = fields.length - 1; index >= 0; index--) {
    const field = (fields[index] ?? '').toLowerCase();
    const isHindi =
      field === 'hi' && language === undefined && !fields.slice(0, index).some((other) => languagesOf(other));
    if (field.includes('default')) flags.add('default');
    else if (field.includes('forced') || field.includes('foreign')) flags.add('forced');
    else if (HEARING_IMPAIRED.has(field) && !isHindi) flags.add('hearing-impaired');
    else language ??= languagesOf(field);
  }
  return { ...(language === undefined ? {} : { language }), flags: [...flags].sort() };
}

/** `English (SDH)` as its words, where each of them says something; any other field as it is. */
function partsOf(field: string): readonly string[] {
  const words = field.split(/[\s()[\]{},]+/).filter((word) => word !== '');
  return words.length > 1 && words.every(saysSomething) ? words : [field];
}

/** Languages of a field: of `chs&eng` both. */
function languagesOf(field: string): string | undefined {
  const words = field.split(/[&+]/);
  const found = words.flatMap((word) => languageOf(word.trim()) ?? []);
  return found.length < words.length ? undefined : [...new Set(found)].join('+');
}

/** A language with script or region, or any other word; `CC` and `HI` behind a language are no regions. */
const WORD = /\p{L}{2,3}[-_](?!CC|HI)(?:[A-Z]{2}|[A-Z][a-z]{3}|\d{3})(?![\p{L}\p{N}])|[\p{L}\p{N}]+/gu;

/**
 * The same for a name that is not its video's (`2_English.srt`, `spa.forced.srt` in `Subs/`): the words at its end that
 * say something, else a language written out anywhere.
 */
export function readLooseFields(stem: string): SidecarFields {
  const words = stem.match(WORD) ?? [];
  let start = words.length;
  while (start > 0 && saysSomething(words[start - 1] ?? '')) start--;
  const end = readSidecarFields(words.slice(start));
  if (end.language !== undefined) return end;
  const written = words.find((word) => word.length > 3 && languageOf(word) !== undefined);
  const language = written === undefined ? undefined : languageOf(written);
  return { ...end, ...(language === undefined ? {} : { language }) };
}

function saysSomething(word: string): boolean {
  const key = word.toLowerCase();
  return HEARING_IMPAIRED.has(key) || /^(?:default|forced|foreign)$/.test(key) || languagesOf(key) !== undefined;
}
