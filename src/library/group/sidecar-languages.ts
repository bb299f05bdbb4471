/** Languages by the names that sidecars carry, with script or region where the name says it; codes are read by `Intl`. */
const NAMES: ReadonlyMap<string, string> = new Map(
  (
    'en english|fr french francais français|de german deutsch|it italian italiano|es spanish espanol español castellano|' +
    'es-419 latino|pt portuguese portugues português|pt-BR brazilian pob|nl dutch nederlands flemish|da danish dansk|' +
    'sv swedish svenska|no norwegian norsk bokmal nob nb nn|fi finnish suomi|is icelandic|pl polish polski|cs czech cesky|' +
    'sk slovak|hu hungarian magyar|ro romanian romana|bg bulgarian|el greek|ru russian русский|uk ukrainian|lt lithuanian|' +
    'lv latvian|et estonian|sr serbian|hr croatian hrvatski|bs bosnian|sl slovenian slovene|mk macedonian|sq albanian|' +
    'tr turkish turkce türkçe|ar arabic|he hebrew|fa persian farsi|hi hindi|bn bengali|ta tamil|te telugu|ml malayalam|' +
    'ur urdu|zh chinese mandarin cantonese 中文|zh-Hans chs sc 简体|zh-Hant cht tc 繁體 繁体|ja japanese 日本語|' +
    'ko korean 한국어|vi vietnamese|th thai|id indonesian|ms malay|tl tl fil tagalog filipino|ca catalan|eu basque|' +
    'gl galician|ka georgian|hy armenian|kk kazakh'
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

const tags = new Map<string, string | undefined>();

/** Language of a word as ISO 639-1, with script and region where it says them: `en`, `eng`, `pt-BR`, `zh_hant`, `English`. */
export function languageOf(word: string): string | undefined {
  const key = word.toLowerCase();
  if (tags.has(key)) return tags.get(key);
  const tag = NAMES.get(key) ?? tagOf(key);
  if (tags.size < 10_000) tags.set(key, tag);
  return tag;
}

function tagOf(key: string): string | undefined {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/.exec(key);
  if (match === null || NOT_LANGUAGES.has(key)) return undefined;
  const [, code = '', script, region] = match;
  // ICU knows the ISO 639-2 codes, terminological and bibliographic, as aliases of the two-letter ones.
  const language = new Intl.Locale(code).language;
  if (language.length !== 2 || !isNamed('language', language)) return undefined;
  const more = [
    ...(script !== undefined && isNamed('script', capital(script)) ? [capital(script)] : []),
    ...(region !== undefined && isNamed('region', region.toUpperCase()) ? [region.toUpperCase()] : []),
  ];
  return [language, ...more].join('-');
}

function isNamed(type: 'language' | 'script' | 'region', code: string): boolean {
  return new Intl.DisplayNames(['en'], { type, fallback: 'none' }).of(code) !== undefined;
}

function capital(script: string): string {
  return script.charAt(0).toUpperCase() + script.slice(1);
}
