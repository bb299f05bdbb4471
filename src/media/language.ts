const NOT_A_LANGUAGE = new Set(['und', 'mis', 'mul', 'zxx', 'qaa', 'root']);

/** Many files have the same few languages, and `Intl.Locale` is slow. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1000;

/**
 * A language that a file or a service names as BCP 47, with script and region as found: `eng`, `ger` and `deu` (ISO 639-2,
 * both forms) → `en`, `de`, `de`; `pt_BR` → `pt-BR`, `zh-hant` → `zh-Hant`. Languages without a two-letter code keep their
 * three letters; undefined where no language is said.
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
