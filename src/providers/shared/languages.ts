import { wordTable } from '../../model/word-table.ts';

/** English names of languages as the Arr services write them (`Language.cs`), with their ISO 639-1 codes. */
const NAMES: ReadonlyMap<string, string> = wordTable({
  afrikaans: 'af',
  albanian: 'sq',
  arabic: 'ar',
  azerbaijani: 'az',
  bengali: 'bn',
  bosnian: 'bs',
  bulgarian: 'bg',
  catalan: 'ca',
  chinese: 'zh',
  croatian: 'hr',
  czech: 'cs',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  estonian: 'et',
  finnish: 'fi',
  flemish: 'nl',
  french: 'fr',
  georgian: 'ka',
  german: 'de',
  greek: 'el',
  hebrew: 'he',
  hindi: 'hi',
  hungarian: 'hu',
  icelandic: 'is',
  indonesian: 'id',
  italian: 'it',
  japanese: 'ja',
  kannada: 'kn',
  korean: 'ko',
  latvian: 'lv',
  lithuanian: 'lt',
  macedonian: 'mk',
  malayalam: 'ml',
  marathi: 'mr',
  mongolian: 'mn',
  norwegian: 'no',
  persian: 'fa',
  polish: 'pl',
  portuguese: 'pt',
  romanian: 'ro',
  romansh: 'rm',
  russian: 'ru',
  serbian: 'sr',
  slovak: 'sk',
  slovenian: 'sl',
  spanish: 'es',
  swedish: 'sv',
  tagalog: 'tl',
  tamil: 'ta',
  telugu: 'te',
  thai: 'th',
  turkish: 'tr',
  ukrainian: 'uk',
  urdu: 'ur',
  uzbek: 'uz',
  vietnamese: 'vi',
});

/** Words in brackets behind the name of a language → its region (ISO 3166-1, UN M.49) or script (ISO 15924). */
const FORMS: ReadonlyMap<string, string> = wordTable({
  brazil: 'BR',
  portugal: 'PT',
  canada: 'CA',
  spain: 'ES',
  mexico: 'MX',
  latino: '419',
  'latin america': '419',
  simplified: 'Hans',
  traditional: 'Hant',
});

/** English name → BCP 47: `German` → `de`, `Portuguese (Brazil)` → `pt-BR`. A form that is not known is its language. */
export function languageOfName(name: string | undefined): string | undefined {
  const [, word = '', form = ''] = /^([^(]*?)\s*(?:\(([^)]*)\).*)?$/s.exec(name?.toLowerCase() ?? '') ?? [];
  const language = NAMES.get(word);
  const place = FORMS.get(form.trim());
  return language === undefined || place === undefined ? language : `${language}-${place}`;
}

/**
 * A code of two or three letters → ISO 639-1. TMDb writes `cn` for Cantonese and `xx` for no language; MusicBrainz
 * writes ISO 639-3 (`eng`, `deu`, and `zxx`, `mul` for none and several).
 */
export function languageOfCode(code: string | undefined): string | undefined {
  if (code === undefined || !/^[a-z]{2,3}$/i.test(code)) return undefined;
  const lower = code.toLowerCase();
  if (lower === 'cn') return 'zh';
  const canonical = Intl.getCanonicalLocales(lower)[0];
  return canonical?.length === 2 && canonical !== 'xx' ? canonical : undefined;
}
