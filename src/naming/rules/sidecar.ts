import { VOCABULARY } from '../tables/vocabulary.ts';

const FLAGS = new Set(['default', 'forced', 'foreign', 'sdh', 'cc', 'hi']);
const FLAG_BRACKETS = /[\s._]?[([](\w{2,7})[)\]]$/;

export interface SidecarFields {
  readonly stem: string;
  /** ISO 639-1, with script and region where they are written: `pt-BR`, `zh-Hant`. */
  readonly language: string | undefined;
}

/**
 * The fields behind the stem of a subtitle: `Name.en.forced`. Split at dots, read from the right; `hi` beside another
 * language says "hearing impaired", alone it is Hindi. Source: Jellyfin ExternalPathParser.
 */
export function readSidecarFields(stem: string): SidecarFields {
  let rest = withoutFlagBrackets(stem);
  let language: string | undefined;
  for (let turn = 0; turn < 4; turn++) {
    const dot = rest.lastIndexOf('.');
    if (dot <= 0) break;
    const field = rest.slice(dot + 1).toLowerCase();
    const named = languageOf(field);
    const flag = FLAGS.has(field);
    if (named !== undefined && language === undefined && !(flag && languageOf(before(rest, dot)) !== undefined))
      language = named;
    else if (!flag) break;
    rest = withoutFlagBrackets(rest.slice(0, dot));
  }
  return { stem: rest, language };
}

/** `Name.English (SDH)`: a flag in brackets is no release group. */
function withoutFlagBrackets(text: string): string {
  const [whole, flag = ''] = FLAG_BRACKETS.exec(text) ?? [];
  return whole !== undefined && whole.length < text.length && FLAGS.has(flag.toLowerCase())
    ? text.slice(0, -whole.length)
    : text;
}

function before(text: string, dot: number): string {
  const previous = text.lastIndexOf('.', dot - 1);
  return previous < 0 ? '' : text.slice(previous + 1, dot).toLowerCase();
}

function withPlace(language: string, script: string | undefined, region: string | undefined): string {
  const written = script === undefined ? [] : [script.charAt(0).toUpperCase() + script.slice(1).toLowerCase()];
  return [language, ...written, ...(region === undefined ? [] : [region.toUpperCase()])].join('-');
}

/** ISO 639-1 code of a language's code, region code or name; undefined for other words. */
export function languageOf(word: string): string | undefined {
  const [, code, script, region] = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i.exec(word) ?? [];
  const entry = VOCABULARY.get((code ?? word).toLowerCase());
  for (const hit of [entry?.any, entry?.capitals]) {
    if (hit?.tag.field === 'language') return withPlace(hit.tag.value, script, region);
  }
  return undefined;
}
