import type { Performer } from '../../model/media.ts';

/** Performers as Picard writes them: `Name (instrument)`. A name may have parentheses of its own; the last pair counts. */
export function performers(values: readonly string[]): readonly Performer[] {
  return values.map((value) => {
    const open = value.endsWith(')') ? matchingParenthesis(value) : -1;
    const name = open > 0 ? value.slice(0, open).trim() : '';
    const instrument = value.slice(open + 1, -1).trim();
    return name === '' || instrument === '' ? { name: value } : { name, instrument };
  });
}

/** Where the parenthesis opens that the last character closes. */
function matchingParenthesis(value: string): number {
  let depth = 0;
  for (let at = value.length - 1; at >= 0; at--) {
    if (value[at] === ')') depth++;
    if (value[at] === '(' && --depth === 0) return at;
  }
  return -1;
}
