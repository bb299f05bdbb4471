import type { Draft } from '../draft.ts';

/** Raw words `from` … `to` - 1 with the punctuation around them. */
export function slice(draft: Draft, from: number, to: number): string {
  const { tokens, raw } = draft.name;
  const begin = from === 0 ? 0 : (tokens[from - 1]?.end ?? 0);
  return raw.slice(begin, tokens[to]?.start ?? raw.length);
}
