import { titleKey } from '../model/title-key.ts';
import { editDistance } from '../util/edit-distance.ts';

/** Distances of titles that differ in a known, harmless way. Anything else starts at `DIFFERENT`. */
const WORDS_MOVED = 0.1;
const SMALL_WORDS = 0.1;
const SUBTITLE_LEFT_OUT = 0.2;
const MISSPELT_AT_MOST = 0.25;
const DIFFERENT = 0.3;

/** Characters of a title that are looked at; titles come from strangers. */
const LONGEST = 300;

const SMALL = new Set(
  'a an the of and or in on at to for by with le la les der die das de du des el los las il lo und et y us uk au'.split(
    ' ',
  ),
);
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi'.split(' ');
const SPELT = 'one two three four five six seven eight nine ten'.split(' ');
const BEFORE_NUMERAL = new Set(['part', 'chapter', 'episode', 'vol', 'volume', 'book', 'teil', 'partie']);
const SUBTITLE = /\s*[:–—|]\s+|\s+-\s+/;
const YEAR_BEHIND = /\s*\((?:18|19|20)\d\d\)\s*$/;

/**
 * How far two titles are apart, 0…1, the same both ways. Spelling (case, marks, punctuation, articles, roman numerals)
 * makes no difference; a misspelt long word, a small word or a subtitle left out a small one; any other word or number
 * more or less makes another title: "Alien" is neither "Aliens" nor "Alien Resurrection".
 */
export function titleDistance(one: string, other: string): number {
  const a = withoutYear(one);
  const b = withoutYear(other);
  const keyA = titleKey(a);
  const keyB = titleKey(b);
  if (keyA === keyB) return keyA === '' && a !== b ? 1 : 0;
  const wordsA = titleWords(a);
  const wordsB = titleWords(b);
  const [joinedA, joinedB] = [wordsA.join(''), wordsB.join('')];
  if (joinedA === '' || joinedB === '') return 1;
  if (joinedA === joinedB) return 0;
  if (mainTitle(a) === keyB || mainTitle(b) === keyA) return SUBTITLE_LEFT_OUT;
  // Words are paired greedily; in one order always, so that the distance is the same both ways.
  return joinedA < joinedB ? wordDistance(wordsA, wordsB) : wordDistance(wordsB, wordsA);
}

/** The nearest of several titles; `index` says which, -1 where there are none. */
export function nearestTitle(title: string, titles: readonly string[]): { distance: number; index: number } {
  let nearest = { distance: 1, index: -1 };
  for (const [index, candidate] of titles.entries()) {
    const distance = titleDistance(title, candidate);
    if (nearest.index < 0 || distance < nearest.distance) nearest = { distance, index };
    if (distance === 0) break;
  }
  return nearest;
}

/** How many words of a title say something: small words and small numbers do not, a long number says as much as two. */
export function weightyWords(title: string): number {
  return titleWords(title.slice(0, LONGEST)).reduce((sum, word) => {
    if (/^\d+$/.test(word)) return word.length < 3 ? sum : sum + 2;
    return SMALL.has(word) ? sum : sum + 1;
  }, 0);
}

function withoutYear(title: string): string {
  const cut = title.slice(0, LONGEST);
  return cut.replace(YEAR_BEHIND, '') || cut;
}

function mainTitle(title: string): string | undefined {
  const match = SUBTITLE.exec(title);
  const key = match === null || match.index === 0 ? '' : titleKey(title.slice(0, match.index));
  return key === '' ? undefined : key;
}

function titleWords(title: string): string[] {
  const words = title
    .replaceAll('&', ' and ')
    .replace(/['’`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(titleKey);
  return words.map((word, index) => {
    const isCounted = BEFORE_NUMERAL.has(words[index - 1] ?? '');
    const spelt = isCounted ? SPELT.indexOf(word) + 1 : 0;
    if (spelt > 0) return String(spelt);
    const value = ROMAN.indexOf(word) + 1;
    if (value === 0 || index === 0) return word;
    const numeral = word.length > 1 || isCounted || (word !== 'i' && index === words.length - 1);
    return numeral ? String(value) : word;
  });
}

function wordDistance(wordsA: readonly string[], wordsB: readonly string[]): number {
  const restB = [...wordsB];
  const restA = wordsA.filter((word) => !take(restB, (other) => other === word));
  let misspelt = 0;
  const onlyA = restA.filter((word) => {
    const found = take(restB, (other) => misspelling(word, other));
    if (found) misspelt++;
    return !found;
  });
  const leftOver = [...onlyA, ...restB];
  const missing = weigh(leftOver);
  if (leftOver.some((word) => !SMALL.has(word))) {
    return DIFFERENT + ((1 - DIFFERENT) * missing) / (weigh(wordsA) + weigh(wordsB));
  }
  const spelling = misspelt === 0 ? 0 : Math.min(MISSPELT_AT_MOST, charactersOff(wordsA, wordsB));
  const small = leftOver.length === 0 ? 0 : SMALL_WORDS;
  return Math.max(spelling, small, misspelt === 0 && small === 0 ? WORDS_MOVED : 0);
}

function charactersOff(wordsA: readonly string[], wordsB: readonly string[]): number {
  const a = [...wordsA].sort().join('');
  const b = [...wordsB].sort().join('');
  return Math.max(0.03, editDistance(a, b) / Math.max(a.length, b.length));
}

/** Removes the first word that fits; whether there was one. */
function take(words: string[], fits: (word: string) => boolean): boolean {
  const index = words.findIndex(fits);
  if (index >= 0) words.splice(index, 1);
  return index >= 0;
}

/**
 * One slip in a long word. A letter more at the end is no slip ("Alien", "Aliens"; "Predator", "Predators"), and numbers
 * are never misspelt.
 */
function misspelling(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 6 || /\d/.test(one) || /\d/.test(other) || long.startsWith(short)) return false;
  return editDistance(one, other) <= (short.length < 10 ? 1 : 2);
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (SMALL.has(word) ? 0.25 : /^\d+$/.test(word) ? 1.5 : 1), 0);
}
