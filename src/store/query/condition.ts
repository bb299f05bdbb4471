import type { ItemKind } from '../../model/kinds.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { TermKind } from './term-kinds.ts';

/** A bound of a number or of ISO text. */
export interface Bound {
  readonly op: '=' | '>' | '>=' | '<' | '<=';
  readonly value: number | string;
}

/** One thing that is asked of an item; all of a filter must hold, each as it is or `negated`. */
export type Condition = { readonly negated?: boolean } & (
  | { readonly what: 'kind'; readonly kinds: readonly ItemKind[] }
  | { readonly what: 'year' | 'rating' | 'added'; readonly bounds: readonly Bound[] }
  | { readonly what: 'term'; readonly kind: TermKind; readonly terms: readonly string[] }
  | { readonly what: 'title'; readonly key: string }
  /** Words that all occur in titles or texts, as `foldWords` gives them. */
  | { readonly what: 'words'; readonly words: readonly string[] }
  | { readonly what: 'source' | 'library' | 'certification'; readonly values: readonly string[] }
  | { readonly what: 'outcome'; readonly outcomes: readonly Outcome[] }
  /** A kind of artwork or a field that the item does not have. */
  | { readonly what: 'missing'; readonly artwork?: string; readonly field?: string }
);

export const SORTS = ['title', 'year', 'rating', 'added'] as const;

export interface Sort {
  readonly by: (typeof SORTS)[number];
  readonly descending: boolean;
}
