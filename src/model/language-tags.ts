/** Language tags as the configuration has them: `pt`, `pt-BR`, `zh-Hant`. */

/** The language alone: `pt-BR` → `pt`. */
export function baseLanguage(tag: string): string {
  return tag.replace(/-.*$/, '');
}

/** The languages alone, each once, in their order; for sources that know no regions. */
export function baseLanguages(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map(baseLanguage))];
}

/** The tags, each followed by its language alone: `pt-BR` is better than any other Portuguese, and that better than none. */
export function withBases(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.flatMap((tag) => [tag, baseLanguage(tag)]))];
}

/** Whether what is in a language, as spoken or written in a country, is in the one that the tag names. */
export function isInLanguage(tag: string, language: string | undefined, country?: string): boolean {
  if (language === undefined || baseLanguage(tag) !== language) return false;
  if (tag === language) return true;
  const wanted = new Intl.Locale(tag);
  const said = new Intl.Locale(country === undefined ? language : `${language}-${country}`);
  if (wanted.region !== undefined) return said.region === wanted.region;
  // A country stands for the script that is usual there: Chinese of Taiwan is written in traditional characters.
  return country !== undefined && said.maximize().script === wanted.maximize().script;
}

/** Language and country, as services name a form of a language: `zh-Hant` → `zh-TW`; `de` → `de`. */
export function languageWithCountry(tag: string): string {
  const locale = new Intl.Locale(tag);
  const country = locale.region ?? (locale.script === undefined ? undefined : locale.maximize().region);
  return country === undefined ? locale.language : `${locale.language}-${country}`;
}
