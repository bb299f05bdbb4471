import type { ItemDraft } from '../../model/drafts.ts';
import type { ResolvedFields } from '../../model/resolved.ts';
import { nextColumns } from '../rows/item-row.ts';
import { termsOf, wordsOf } from '../search-text.ts';
import type { ItemRow } from './tables.ts';

/** The row of an item with what is known of it now. */
export function nextItem(
  row: ItemRow,
  parent: number | undefined,
  position: ItemDraft['position'],
  fields: ResolvedFields,
  creditsProvider: string | undefined,
  at: string,
): ItemRow {
  const columns = nextColumns(row, parent, position, fields, creditsProvider);
  const terms = termsOf(fields);
  return {
    ...row,
    ...columns,
    genres: terms.genre,
    tags: terms.tag,
    countries: terms.country,
    languages: terms.language,
    search: wordsOf(fields),
    updated_at: at,
  };
}
