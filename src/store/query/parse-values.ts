import { RevengeError } from '../../model/errors.ts';
import type { Bound } from './condition.ts';

/** `7`, `>7`, `>=7`, `<7`, `<=7`, `7..8`, `7..`, `..8`. */
export function bounds(value: string, word: string, parse: (text: string) => number | string): readonly Bound[] {
  const range = /^(.*?)\.\.(.*)$/.exec(value);
  if (range !== null) {
    const [, from = '', to = ''] = range;
    if (from === '' && to === '') throw refused(word, 'Give a beginning, an end, or both: 1990..1999.');
    return [
      ...(from === '' ? [] : [{ op: '>=' as const, value: parse(from) }]),
      ...(to === '' ? [] : [{ op: '<=' as const, value: parse(to) }]),
    ];
  }
  const [, op, rest = ''] = /^(>=|<=|>|<|=)?(.*)$/.exec(value) ?? [];
  const compared = (['>=', '<=', '>', '<', '='] as const).find((known) => known === op) ?? '=';
  return [{ op: compared, value: parse(rest) }];
}

export function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function number(text: string, word: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw refused(word, 'Give a number, or a range: 1990..1999, >7.');
  return value;
}

export function oneOf<T extends string>(known: readonly T[], given: string, word: string): T {
  const found = known.find((one) => one === given);
  if (found === undefined) throw refused(word, `Give one or more of ${known.join(', ')}.`);
  return found;
}

/** ASCII letters as small letters: what both stores compare names by. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export function refused(word: string, hint: string): RevengeError {
  return new RevengeError('USAGE', `the filter "${word}" says nothing that can be asked`, { hint });
}
