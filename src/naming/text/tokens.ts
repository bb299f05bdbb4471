import { wordTable } from '../../model/word-table.ts';
import { GAP, gapOf } from './characters.ts';
import { foldWord } from './fold.ts';

/** One word of a name. */
export interface Token {
  readonly text: string;
  /** Lower case, apostrophes dropped. */
  readonly lower: string;
  /** `lower` without Latin diacritics, for tables of words. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** `GAP` bits of what stands before it. */
  readonly gap: number;
  /** Value of an all-digits word of up to 9 digits, else -1. */
  readonly number: number;
  /** Index of the innermost bracket it stands in, -1 outside. */
  readonly bracket: number;
}

/** A pair of brackets with what it holds; `close` is the end of the name where it is never closed. */
export interface Bracket {
  readonly opener: string;
  readonly open: number;
  close: number;
  readonly first: number;
  /** Token behind the last one inside. */
  end: number;
  readonly parent: number;
}

export interface Tokenised {
  readonly raw: string;
  /** Lower-case twin of `raw`, of the same length. */
  readonly lower: string;
  readonly tokens: readonly Token[];
  readonly brackets: readonly Bracket[];
  /** Gap bits behind the last word. */
  readonly tailGap: number;
}

const CLOSER: ReadonlyMap<string, string> = wordTable({
  '(': ')',
  '[': ']',
  '{': '}',
  '【': '】',
  '「': '」',
  '『': '』',
  '（': '）',
  '［': '］',
  '《': '》',
});

const CLOSERS = ')]}】」』）］》';

const MAX_DEPTH = 12;

/** Splits a name into words, gaps and brackets, in one pass. */
export function tokenise(raw: string): Tokenised {
  const lower = lowerSameLength(raw);
  const tokens: Token[] = [];
  const brackets: Bracket[] = [];
  const length = raw.length;
  let current = -1;
  let depth = 0;
  let gap = 0;
  let index = 0;
  while (index < length) {
    const bits = gapOf(raw.charCodeAt(index));
    if (bits === 0) {
      const start = index;
      let digits = true;
      let apostrophe = false;
      let ascii = true;
      do {
        const code = raw.charCodeAt(index);
        if (code < 0x30 || code > 0x39) digits = false;
        if (code > 0x7f) ascii = false;
        if (code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4) apostrophe = true;
        index++;
      } while (index < length && gapOf(raw.charCodeAt(index)) === 0);
      const word = apostrophe ? lower.slice(start, index).replace(/['’`´]/g, '') : lower.slice(start, index);
      if (word === '') {
        gap |= GAP.other;
        continue;
      }
      tokens.push({
        text: raw.slice(start, index),
        lower: word,
        folded: ascii ? word : foldWord(word),
        start,
        end: index,
        gap,
        number: digits && index - start < 10 ? Number(word) : -1,
        bracket: current,
      });
      gap = 0;
      continue;
    }
    gap |= bits;
    if (bits === GAP.open && depth < MAX_DEPTH) {
      brackets.push({
        opener: raw.charAt(index),
        open: index,
        close: length,
        first: tokens.length,
        end: -1,
        parent: current,
      });
      current = brackets.length - 1;
      depth++;
    } else if (bits === GAP.close && CLOSERS.includes(raw.charAt(index))) {
      const closed = matching(brackets, current, raw.charAt(index));
      if (closed >= 0) {
        for (let open = current; open !== closed; ) {
          const inner = brackets[open];
          if (inner === undefined) break;
          inner.close = index;
          inner.end = tokens.length;
          open = inner.parent;
          depth--;
        }
        const bracket = brackets[closed];
        if (bracket !== undefined) {
          bracket.close = index;
          bracket.end = tokens.length;
          current = bracket.parent;
          depth--;
        }
      }
    }
    index++;
  }
  for (const bracket of brackets) if (bracket.end < 0) bracket.end = tokens.length;
  return { raw, lower, tokens, brackets, tailGap: gap };
}

/** The open bracket that this closer ends, -1 for a stray closer. */
function matching(brackets: readonly Bracket[], current: number, closer: string): number {
  for (let index = current; index >= 0; ) {
    const bracket = brackets[index];
    if (bracket === undefined) return -1;
    if (CLOSER.get(bracket.opener) === closer) return index;
    index = bracket.parent;
  }
  return -1;
}

/** `toLowerCase` may lengthen a string ("İ"); places in both must stay the same. */
function lowerSameLength(raw: string): string {
  const lower = raw.toLowerCase();
  if (lower.length === raw.length) return lower;
  let out = '';
  for (let index = 0; index < raw.length; index++) {
    const letter = raw.charAt(index).toLowerCase();
    out += letter.length === 1 ? letter : raw.charAt(index);
  }
  return out;
}
