import { RevengeError } from '../../model/errors.ts';
import type { Condition } from './condition.ts';

type Token =
  | { readonly what: 'word'; readonly text: string }
  | { readonly what: 'or' }
  | { readonly what: 'open'; readonly negated: boolean }
  | { readonly what: 'close' };

/**
 * Reads alternatives (`or`) and brackets between the words of a filter; words beside each other must all hold, and bind more
 * tightly than `or`. `read` gives the conditions of words that stand beside each other.
 *
 * @throws RevengeError `USAGE` for brackets that do not match or have nothing in them.
 */
export function readExpression(
  words: readonly string[],
  read: (words: readonly string[]) => readonly Condition[],
): readonly Condition[] {
  const tokens = tokensOf(words.flatMap(splitQuoted));
  let place = 0;

  function alternatives(isInBrackets: boolean): readonly (readonly Condition[])[] {
    const found = [conjunction()];
    while (tokens[place]?.what === 'or') {
      place++;
      found.push(conjunction());
    }
    if (isInBrackets !== (tokens[place]?.what === 'close')) throw unbalanced(isInBrackets);
    place++;
    return found;
  }

  function conjunction(): readonly Condition[] {
    const plain: string[] = [];
    const bracketed: Condition[] = [];
    let token = tokens[place];
    while (token?.what === 'word' || token?.what === 'open') {
      place++;
      if (token.what === 'word') plain.push(token.text);
      else bracketed.push(...joined(alternatives(true), token.negated));
      token = tokens[place];
    }
    return [...read(plain), ...bracketed];
  }

  const [only = [], ...others] = alternatives(false);
  return others.length === 0 ? only : joined([only, ...others], false);
}

function joined(of: readonly (readonly Condition[])[], negated: boolean): readonly Condition[] {
  const [first = []] = of;
  if (of.some((conditions) => conditions.length === 0)) {
    throw new RevengeError('USAGE', 'a part of the filter has nothing in it', {
      hint: 'Give a filter on both sides of `or` and within brackets. Put brackets of a title in quotes.',
    });
  }
  if (negated) return [{ what: 'any', of, negated }];
  return of.length === 1 ? first : [{ what: 'any', of }];
}

function tokensOf(words: readonly string[]): readonly Token[] {
  const tokens = words.flatMap(splitBrackets);
  return tokens.map((token, place) => (isOr(token, tokens[place - 1], tokens[place + 1]) ? { what: 'or' } : token));
}

/** Between two words of a title a small `or` belongs to the title: "Dead or Alive". */
function isOr(token: Token, before: Token | undefined, behind: Token | undefined): boolean {
  if (token.what !== 'word' || before === undefined || behind === undefined) return false;
  if (token.text === 'OR' || token.text === '|') return true;
  return token.text === 'or' && !(isTitleWord(before) && isTitleWord(behind));
}

function isTitleWord(token: Token): boolean {
  return token.what === 'word' && !/^-?\p{L}+:./u.test(token.text);
}

/** `(genre:crime` and `(2001)` have brackets of the filter; in `path:film(1)` they belong to the value. */
function splitBrackets(word: string): readonly Token[] {
  const [, opening = '', rest = ''] = /^((?:-?\()*)(.*)$/su.exec(word) ?? [];
  const before: Token[] = (opening.match(/-?\(/g) ?? []).map((text) => ({ what: 'open', negated: text === '-(' }));
  let text = rest;
  const behind: Token[] = [];
  while (text.endsWith(')') && count(text, ')') > count(text, '(')) {
    text = text.slice(0, -1);
    behind.push({ what: 'close' });
  }
  return [...before, ...(text === '' ? [] : [{ what: 'word' as const, text }]), ...behind];
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

/** Splits at blanks that are not within quotes, so that a whole filter may be given as one word. */
function splitQuoted(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/gu) ?? [];
}

function unbalanced(isOpen: boolean): RevengeError {
  return new RevengeError(
    'USAGE',
    isOpen ? 'a bracket of the filter is not closed' : 'the filter closes a bracket that is not open',
    {
      hint: 'Put brackets of a title in quotes: \'"(500) Days"\'.',
    },
  );
}
