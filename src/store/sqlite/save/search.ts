import type { Database } from 'better-sqlite3';
import type { ResolvedFields } from '../../port.ts';
import type { ItemColumns } from '../../rows/item-row.ts';
import { TERM_KINDS, termsOf, wordsOf } from '../../search-text.ts';

/** Brings what an item is found by up to date with its fields: terms, words, and the parts of its title. */
export function searchWriter(database: Database) {
  const dropTerms = database.prepare<[number]>('DELETE FROM item_terms WHERE item_id = ?');
  const addTerm = database.prepare<[string, string, number]>(
    'INSERT INTO item_terms (kind, term, item_id) VALUES (?, ?, ?)',
  );
  const dropWords = database.prepare<[number]>('DELETE FROM item_words WHERE rowid = ?');
  const addWords = database.prepare<[number, string]>('INSERT INTO item_words (rowid, words) VALUES (?, ?)');
  const dropTitle = database.prepare<[number]>('DELETE FROM item_titles WHERE rowid = ?');
  const addTitle = database.prepare<[number, string]>('INSERT INTO item_titles (rowid, title_key) VALUES (?, ?)');

  return (id: number, before: ItemColumns, next: ItemColumns, fields: ResolvedFields): void => {
    // An item that was just made has nothing to be taken away.
    const isNew = before.title_key === '' && before.fields === '{}';
    if (before.title_key !== next.title_key) {
      if (!isNew) dropTitle.run(id);
      addTitle.run(id, next.title_key);
    }
    if (before.fields === next.fields) return;
    if (!isNew) {
      dropTerms.run(id);
      dropWords.run(id);
    }
    const terms = termsOf(fields);
    for (const kind of TERM_KINDS) for (const term of terms[kind]) addTerm.run(kind, term, id);
    addWords.run(id, wordsOf(fields));
  };
}
