const NOT_A_LANGUAGE = new Set(['und', 'mis', 'mul', 'zxx', 'qaa', 'root']);

/**
 * A container's language as ISO 639-1: `eng`, `ger` and `deu` (ISO 639-2, both forms) or BCP 47 (`pt-BR`) → `en`, `de`,
 * `de`, `pt`. Languages without a two-letter code keep their three letters; undefined where no language is said.
 */
export function languageCode(tag: string | undefined): string | undefined {
  if (tag === undefined || !/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(tag)) return undefined;
  try {
    const language = new Intl.Locale(tag.replaceAll('_', '-')).language;
    return NOT_A_LANGUAGE.has(language) ? undefined : language;
  } catch {
    return undefined;
  }
}
