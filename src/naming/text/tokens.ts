import { foldWord } from './fold.ts';

/** What stands between two words, as bits. */
export const GAP = {
  space: 1,
  dot: 2,
  dash: 4,
  underscore: 8,
  comma: 16,
  slash: 32,
  plus: 64,
  open: 128,
  close: 256,
  tilde: 512,
  hash: 1024,
  other: 2048,
  amp: 4096,
} as const;

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

const GAP_OF_ASCII = new Uint16Array(128);
for (const [characters, gap] of [
  [' \t\n\r\v\f', GAP.space],
  ['.', GAP.dot],
  ['-', GAP.dash],
  ['_', GAP.underscore],
  [',;', GAP.comma],
  ['/\\|', GAP.slash],
  ['+', GAP.plus],
  ['([{', GAP.open],
  [')]}', GAP.close],
  ['~', GAP.tilde],
  ['#', GAP.hash],
  ['&', GAP.amp],
  [':"<>=*!?^%', GAP.other],
] as const) {
  for (const character of characters) GAP_OF_ASCII[character.charCodeAt(0)] = gap;
}
const CLOSER: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '【': '】',
  '「': '」',
  '『': '』',
  '（': '）',
  '［': '］',
  '《': '》',
};
const CLOSERS = ')]}】」』）］》';
const MAX_DEPTH = 12;

/** Gap bits of a character, 0 for a letter or digit of a word. */
function gapOf(code: number): number {
  if (code < 128) return GAP_OF_ASCII[code] ?? 0;
  if (code < 0x2010)
    return code === 0xa0 || (code >= 0x2000 && code < 0x2010) ? GAP.space : code === 0xb7 ? GAP.other : 0;
  switch (code) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return GAP.dash;
    case 0x3000:
    case 0x202f:
      return GAP.space;
    case 0x3010:
    case 0x300c:
    case 0x300e:
    case 0xff08:
    case 0xff3b:
    case 0x300a:
      return GAP.open;
    case 0x3011:
    case 0x300d:
    case 0x300f:
    case 0xff09:
    case 0xff3d:
    case 0x300b:
      return GAP.close;
    case 0xff5e:
    case 0x301c:
      return GAP.tilde;
    case 0xff03:
      return GAP.hash;
    case 0xff0c:
    case 0x3001:
      return GAP.comma;
    case 0xff0f:
    case 0xff5c:
      return GAP.slash;
    case 0x201c:
    case 0x201d:
    case 0x2022:
    case 0x2026:
    case 0x2605:
    case 0x2606:
    case 0xff1a:
    case 0xff01:
    case 0xff1f:
    case 0x2b50:
    case 0x30fb:
      return GAP.other;
    case 0xff06:
      return GAP.amp;
    case 0xff0b:
      return GAP.plus;
    default:
      return 0;
  }
}

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
    if (CLOSER[bracket.opener] === closer) return index;
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
