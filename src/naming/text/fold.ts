import { wordTable } from '../../model/word-table.ts';

const LATIN_MARKS = /[\u0300-\u036f]/g;
const LETTER: ReadonlyMap<string, string> = wordTable({ æ: 'ae', ø: 'o', ß: 'ss', ı: 'i' });

/** A word without case and without Latin diacritics, for looking it up in a table of words. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .replace(/[æøßı]/g, (letter) => LETTER.get(letter) ?? letter)
    .normalize('NFD')
    .replace(LATIN_MARKS, '')
    .normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
