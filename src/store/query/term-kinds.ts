/** Lists of an item that `list` filters by, in the order of their names. */
export const TERM_KINDS = ['genre', 'tag', 'country', 'language'] as const;
export type TermKind = (typeof TERM_KINDS)[number];
