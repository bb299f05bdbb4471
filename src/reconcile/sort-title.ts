import { baseLanguage } from '../model/language-tags.ts';
import { wordTable } from '../model/word-table.ts';

/** Articles of a language, as they stand before a title. */
const ARTICLES: ReadonlyMap<string, readonly string[]> = wordTable({
  en: ['the', 'a', 'an'],
  de: ['der', 'die', 'das', 'ein', 'eine'],
  fr: ['le', 'la', 'les', 'un', 'une', 'des'],
  es: ['el', 'la', 'los', 'las', 'un', 'una', 'unos', 'unas'],
  it: ['il', 'lo', 'la', 'i', 'gli', 'le', 'un', 'uno', 'una'],
  pt: ['o', 'a', 'os', 'as', 'um', 'uma'],
  nl: ['de', 'het', 'een'],
  sv: ['en', 'ett', 'den', 'det', 'de'],
  da: ['en', 'et', 'den', 'det', 'de'],
  nb: ['en', 'ei', 'et', 'den', 'det', 'de'],
});
const ELIDED: ReadonlyMap<string, RegExp> = wordTable({
  fr: /^(l['’])(?=\p{L})/iu,
  it: /^((?:l|un|gl)['’])(?=\p{L})/iu,
});

/**
 * The title to sort by: the article goes behind ("Matrix, The"). The language of the title decides which words are
 * articles, so that "Die Hard" and "La La Land" stay as they are; where it is not known, English is assumed.
 * Returns undefined where the title sorts as it is.
 */
export function sortTitleOf(title: string, tag = 'en'): string | undefined {
  const language = baseLanguage(tag);
  const elided = ELIDED.get(language)?.exec(title);
  if (elided?.[1] !== undefined) return `${title.slice(elided[1].length)}, ${elided[1]}`;
  const [word = '', rest = ''] = splitFirst(title);
  if (rest === '' || !(ARTICLES.get(language) ?? []).includes(word.toLowerCase())) return undefined;
  return `${rest}, ${word}`;
}

function splitFirst(title: string): readonly string[] {
  const match = /^(\p{L}+)\s+(\S.*)$/su.exec(title.trim());
  return match === null ? [] : match.slice(1);
}
