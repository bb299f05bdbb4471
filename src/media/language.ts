const NOT_A_LANGUAGE = new Set(['und', 'mis', 'mul', 'zxx', 'qaa', 'root']);

/**
 * A container's language as ISO 639-1: `eng`, `ger` and `deu` (ISO 639-2, both forms) or BCP 47 (`pt-BR`) → `en`, `de`,
 * `de`, `pt`. Languages without a two-letter code keep their three letters; undefined where no language is said.
 */
export function languageCode(tag: string | undefined): string | undefined {
  return languageTag(tag)?.split('-', 1)[0];
}

/** Many files have the same few languages, and `Intl.Locale` is slow. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1000;

/**
 * A container's language as BCP 47 with script and region as found: `eng` → `en`, `pt_BR` → `pt-BR`, `zh-hant` → `zh-Hant`.
 * Undefined where no language is said.
 */
export function languageTag(tag: string | undefined): string | undefined {
  if (tag === undefined || tag.length > 35) return undefined;
  if (known.has(tag)) return known.get(tag);
  const read = parseLanguage(tag);
  if (known.size < MOST_KNOWN) known.set(tag, read);
  return read;
}

function parseLanguage(tag: string): string | undefined {
  if (!/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(tag)) return undefined;
  try {
    const { language, script, region } = new Intl.Locale(tag.replaceAll('_', '-'));
    if (!language || NOT_A_LANGUAGE.has(language)) return undefined;
    return [language, script, region].filter((part) => part !== undefined).join('-');
  } catch {
    return undefined;
  }
}
