import type { Translation } from '../../../model/fields.ts';
import { isInLanguage, withBases } from '../../../model/language-tags.ts';
import { present } from '../../shared/present.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import type { TmdbTranslation } from '../schema/parts.ts';
import type { TmdbShow } from '../schema/tv.ts';

type Work = TmdbMovie | TmdbShow;

/**
 * The title in the first wanted language that has one. An answer without a title in the language that was asked for
 * bears the original one, and a translation whose title is the original's leaves it out; where the language has other
 * texts of the work, the answer's title is hence its own.
 */
export function titleOf(work: Work, languages: readonly string[]): string {
  const [own, original] = 'title' in work ? [work.title, work.original_title] : [work.name, work.original_name];
  const [asked] = languages;
  for (const language of withBases(languages)) {
    if (language === work.original_language && original !== undefined) return original;
    const inIt = work.translations.filter((each) => isInLanguage(language, each.iso_639_1, each.iso_3166_1));
    const title = inIt.map(({ data }) => data?.title ?? data?.name).find((each) => each !== undefined);
    if (language === asked && (own !== original || inIt.some(({ data }) => data?.overview !== undefined))) return own;
    if (title !== undefined) return title;
  }
  return own;
}

/** What has texts, and translations of them. */
interface Told {
  readonly overview?: string | undefined;
  readonly tagline?: string | undefined;
  readonly original_language?: string | undefined;
  readonly translations: readonly TmdbTranslation[];
}

/** A text in the first wanted language that has one, then in the original. The answer itself is in the first only. */
export function textOf(work: Told, languages: readonly string[], member: 'overview' | 'tagline'): string | undefined {
  if (work[member] !== undefined) return work[member];
  for (const language of [...withBases(languages), ...originalOf(work)]) {
    for (const { iso_639_1: of, iso_3166_1: country, data } of work.translations) {
      if (isInLanguage(language, of, country) && data?.[member] !== undefined) return data[member];
    }
  }
  return undefined;
}

function originalOf({ original_language: language }: Told): readonly string[] {
  return language === undefined ? [] : [language];
}

/** Titles by which a work is known besides its own: the alternative ones, and those in the wanted languages. */
export function otherTitles(work: Work, languages: readonly string[]): string[] {
  const translated = work.translations
    .filter(({ iso_639_1: language, iso_3166_1: country }) =>
      withBases(languages).some((tag) => isInLanguage(tag, language, country)),
    )
    .flatMap(({ data }) => data?.title ?? data?.name ?? []);
  const own = 'title' in work ? work.title : work.name;
  const title = titleOf(work, languages);
  return [...new Set([...work.alternative_titles, ...translated, own])].filter((each) => each !== title);
}

/** What there is in each language, as far as it says anything. */
export function translationsOf({ translations }: Work): Translation[] {
  return translations.flatMap(({ iso_639_1: language, iso_3166_1: country, data }: TmdbTranslation): Translation[] => {
    const texts = present({ title: data?.title ?? data?.name, overview: data?.overview, tagline: data?.tagline });
    if (language === undefined || Object.keys(texts).length === 0) return [];
    return [{ language, ...present({ country }), ...texts }];
  });
}
