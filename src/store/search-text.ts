import { withBases } from '../model/language-tags.ts';
import type { ResolvedFields } from '../model/resolved.ts';
import type { TermKind } from './query/term-kinds.ts';

/** So much of all texts of an item can be searched for words; the rest of a very long overview cannot. */
const MOST_TEXT = 4000;
const MOST_TERMS = 200;

/** A genre, tag, country or language as it is compared: whatever its case. */
export function foldTerm(term: string): string {
  return term.normalize('NFC').toLowerCase().trim().slice(0, 200);
}

/** The terms of an item that can be filtered by, folded, each once and sorted. */
export function termsOf(fields: ResolvedFields): Readonly<Record<TermKind, readonly string[]>> {
  return {
    genre: folded(fields.genres?.value),
    tag: folded(fields.tags?.value),
    country: folded(fields.countries?.value),
    // `language:pt` finds `pt-BR`, as `audio:` and `subtitle:` do.
    language: folded(withBases(fields.languages?.value ?? [])),
  };
}

/** The words of an item's titles and texts: letters and digits without case and accents, with one blank between. */
export function wordsOf(fields: ResolvedFields): string {
  const texts = [
    fields.title?.value,
    fields.originalTitle?.value,
    ...(fields.alternativeTitles?.value ?? []),
    fields.tagline?.value,
    fields.overview?.value,
  ];
  return foldWords(texts.join(' ').slice(0, MOST_TEXT));
}

/** Words as they are compared. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function folded(terms: readonly string[] | undefined): readonly string[] {
  return [...new Set((terms ?? []).slice(0, MOST_TERMS).map(foldTerm))].filter((term) => term !== '').sort();
}
