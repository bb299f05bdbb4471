import { wordTable } from '../../model/word-table.ts';
import { languageOfCode } from '../shared/languages.ts';

/** TheTVDB's codes that are none of ISO 639-2: Brazilian Portuguese, and Chinese as in Taiwan. */
const OWN: ReadonlyMap<string, readonly [language: string, country: string]> = wordTable({
  pt: ['pt', 'BR'],
  zhtw: ['zh', 'TW'],
});
/** Codes of three letters (ISO 639-2/T) of the languages that TheTVDB has texts in; each is read back by `Intl`. */
const THREE_LETTERS =
  'eng deu fra spa ita por nld swe nor dan fin isl pol ces slk slv hun ron bul hrv srp bos mkd sqi ell tur rus ukr lit lav est kat aze uzb ara heb fas urd hin ben tam tel kan mal mar tha vie ind msa zho jpn kor mon cat eus glg gle cym afr fil';

let known: ReadonlyMap<string, string> | undefined;

/** ISO 639-1 → the code that TheTVDB is asked with. */
export function tvdbLanguage(language: string): string | undefined {
  known ??= new Map(THREE_LETTERS.split(' ').flatMap((code) => [[languageOfCode(code) ?? code, code] as const]));
  return known.get(language);
}

/** TheTVDB's code → ISO 639-1, with the country where the code is of one form of the language. */
export function languageOfTvdb(
  code: string | undefined,
): { readonly language: string; readonly country?: string } | undefined {
  const own = OWN.get(code ?? '');
  if (own !== undefined) return { language: own[0], country: own[1] };
  const language = languageOfCode(code);
  return language === undefined ? undefined : { language };
}
