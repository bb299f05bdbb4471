import { foldCase } from './fold-case.ts';
import { wordTable } from './word-table.ts';

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const ARTICLE = /^(?:the|an?)\s+(?=\S)/;
const ARTICLE_BEHIND = /,\s*(?:the|an?)\s*$/;
/** Letters that NFKD leaves whole but that titles are often spelt without. */
const LETTERS: ReadonlyMap<string, string> = wordTable({
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
});
const SPECIAL_LETTER = /[ßæœøđðþłı]/g;

/**
 * The key by which titles are compared: two spellings of one title have the same key. Diacritics, case, punctuation,
 * spaces, `&`/`and` and an English article at either end make no difference ("WALL·E" = "Wall-E", "Office, The" =
 * "The Office"). Marks are dropped for Latin, Greek and Cyrillic letters only: elsewhere they are letters of their own.
 */
export function titleKey(title: string): string {
  const plain = title.normalize('NFKD').replace(COMBINING_MARKS, '').normalize('NFC');
  const folded = foldCase(plain)
    .replace(SPECIAL_LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replaceAll('&', ' and ')
    .trim();
  const bare = folded.replace(ARTICLE, '').replace(ARTICLE_BEHIND, '');
  const key = wordsOf(bare);
  if (key !== '') return key;
  const whole = wordsOf(folded);
  return whole === '' ? folded.replace(/\s+/g, '') : whole;
}

/** A pattern with properties of Unicode is costly to make; short runs need none. */
function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
