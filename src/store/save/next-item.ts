import { type ItemFacts, nextColumns } from '../rows/item-row.ts';
import { termsOf, wordsOf } from '../search-text.ts';
import type { ItemRow } from './tables.ts';

/** The row of an item with what is known of it now. */
export function nextItem(row: ItemRow, facts: ItemFacts, at: string): ItemRow {
  const terms = termsOf(facts.fields);
  return {
    ...row,
    ...nextColumns(row, facts),
    genres: terms.genre,
    tags: terms.tag,
    countries: terms.country,
    languages: terms.language,
    search: wordsOf(facts.fields),
    updated_at: at,
  };
}
