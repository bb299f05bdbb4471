import type { FieldName } from '../../model/fields.ts';
import type { Bound } from './condition.ts';
import type { SortKey } from './sorts.ts';
import type { TermKind } from './term-kinds.ts';

/** What items are sorted by with an index, as expressions without NULLs, which row comparisons do not take. */
export const SORTED_BY = {
  title: 'i.sort_key',
  year: 'coalesce(i.year, -99999)',
  rating: 'coalesce(i.rating, -1)',
  added: 'i.added_at',
} as const;

/** What differs between databases in a condition over the items `i`. `bind` keeps a value and gives its placeholder. */
export interface Dialect {
  bind(value: string | number): string;
  /** What items are ordered by, so that an index gives this order: the same order as that of the given keys. */
  inOrder(keys: readonly string[]): readonly string[];
  /** What also holds of all that come at or behind a value of the first key, where that helps an index; else nothing. */
  fromPlace(by: SortKey, op: '<=' | '>=', value: string | number): string | undefined;
  within(what: 'year' | 'rating' | 'added', bounds: readonly Bound[]): string;
  /** Whether a column is one of these texts. */
  oneOf(column: string, values: readonly string[]): string;
  hasTerm(kind: TermKind, terms: readonly string[]): string;
  hasWords(words: readonly string[]): string;
  hasInTitle(key: string): string;
  hasCertification(values: readonly string[]): string;
  hasField(field: string): string;
  /** The text of a field's value, or of a member of it; NULL where there is none. */
  fieldText(field: FieldName, member?: 'name' | number): string;
  fieldNumber(field: FieldName): string;
  /** ASCII letters as small letters. */
  lower(text: string): string;
  contains(text: string, part: string): string;
  /** The elements of a list in JSON, as `t.value`. */
  elementsOf(json: string, list: string): string;
  /** Members of an object in JSON. */
  textOf(json: string, member: string): string;
  numberOf(json: string, member: string): string;
}
