/** What the fields of a subtitle's or external audio's name say. */
export interface SidecarFields {
  /** ISO 639-1 */
  readonly language?: string;
  readonly flags: readonly ('default' | 'forced' | 'hearing-impaired')[];
}

const HEARING_IMPAIRED = new Set(['sdh', 'cc', 'hi']);
/** Languages by the names that sidecars carry; codes are read by `Intl`. */
const NAMES: ReadonlyMap<string, string> = new Map(
  (
    'en english|fr french francais français|de german deutsch|it italian italiano|es spanish espanol español castellano latino|' +
    'pt portuguese portugues português brazilian pob|nl dutch nederlands flemish|da danish dansk|sv swedish svenska|' +
    'no norwegian norsk bokmal nob nb nn|fi finnish suomi|is icelandic|pl polish polski|cs czech cesky|sk slovak|hu hungarian magyar|' +
    'ro romanian romana|bg bulgarian|el greek|ru russian русский|uk ukrainian|lt lithuanian|lv latvian|et estonian|' +
    'sr serbian|hr croatian hrvatski|bs bosnian|sl slovenian slovene|mk macedonian|sq albanian|tr turkish turkce türkçe|' +
    'ar arabic|he hebrew|fa persian farsi|hi hindi|bn bengali|ta tamil|te telugu|ml malayalam|ur urdu|' +
    'zh chinese mandarin cantonese chs cht 中文 简体 繁體|ja japanese 日本語|ko korean 한국어|vi vietnamese|th thai|' +
    'id indonesian|ms malay|tl tl fil tagalog filipino|ca catalan|eu basque|gl galician|ka georgian|hy armenian|kk kazakh'
  )
    .split('|')
    .flatMap((row) => {
      const [code = '', ...names] = row.split(' ');
      return names.map((name) => [name, code] as const);
    }),
);
/** Words of two or three letters that are codes of languages, and far more often something else in a file name. */
const NOT_LANGUAGES = new Set([
  'cd',
  'dvd',
  'dub',
  'sub',
  'hd',
  'sd',
  'web',
  'rip',
  'ass',
  'ssa',
  'srt',
  'vo',
  'iii',
  'ii',
]);

const codes = new Map<string, string | undefined>();

/**
 * The fields between the video's stem and the extension, `.title.en.forced` (conventions §7, Jellyfin ExternalPathParser):
 * read from the right. `default`, `forced` and `foreign` count anywhere in a field, `sdh`, `cc` and `hi` as a whole one.
 * `hi` alone is Hindi; beside another language it says hearing-impaired.
 */
export function readSidecarFields(fields: readonly string[]): SidecarFields {
  const flags = new Set<SidecarFields['flags'][number]>();
  let language: string | undefined;
  for (let index = fields.length - 1; index >= 0; index--) {
    const field = (fields[index] ?? '').toLowerCase();
    const isHindi =
      field === 'hi' && language === undefined && !fields.slice(0, index).some((other) => languageOf(other));
    if (field.includes('default')) flags.add('default');
    else if (field.includes('forced') || field.includes('foreign')) flags.add('forced');
    else if (HEARING_IMPAIRED.has(field) && !isHindi) flags.add('hearing-impaired');
    else language ??= languageOf(field);
  }
  return { ...(language === undefined ? {} : { language }), flags: [...flags].sort() };
}

/**
 * The same for a name that is not its video's (`2_English.srt`, `spa.forced.srt` in `Subs/`): the words at its end that
 * say something, else a language written out anywhere.
 */
export function readLooseFields(stem: string): SidecarFields {
  const words = stem.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
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
  return HEARING_IMPAIRED.has(key) || /^(?:default|forced|foreign)$/.test(key) || languageOf(key) !== undefined;
}

/** ISO 639-1 code of a field: `en`, `eng`, `ger`, `pt-BR`, `en_us`, `English`. */
function languageOf(field: string): string | undefined {
  const key = field.toLowerCase();
  if (codes.has(key)) return codes.get(key);
  const code = NAMES.get(key) ?? codeOf(key);
  if (codes.size < 10_000) codes.set(key, code);
  return code;
}

function codeOf(key: string): string | undefined {
  const match = /^([a-z]{2,3})(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3}))*$/.exec(key);
  if (match === null || NOT_LANGUAGES.has(key)) return undefined;
  // ICU knows the ISO 639-2 codes, terminological and bibliographic, as aliases of the two-letter ones.
  const language = new Intl.Locale(match[1] ?? '').language;
  if (language.length !== 2) return undefined;
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language) === undefined
    ? undefined
    : language;
}
