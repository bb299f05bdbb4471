import type { Database } from 'better-sqlite3';
import { TERM_KINDS, type TermKind } from '../query/term-kinds.ts';
import type { RowSet } from '../save/row-set.ts';
import type { ItemRow } from '../save/tables.ts';

/** Brings what items are found by up to date with their fields: terms, words, and the parts of their titles. */
export function searchWriter(database: Database): (items: RowSet<ItemRow>) => void {
  const dropTerms = database.prepare<[number]>('DELETE FROM item_terms WHERE item_id = ?');
  const addTerm = database.prepare<[string, string, number]>(
    'INSERT INTO item_terms (kind, term, item_id) VALUES (?, ?, ?)',
  );
  const dropWords = database.prepare<[number]>('DELETE FROM item_words WHERE rowid = ?');
  const addWords = database.prepare<[number, string]>('INSERT INTO item_words (rowid, words) VALUES (?, ?)');
  const dropTitle = database.prepare<[number]>('DELETE FROM item_titles WHERE rowid = ?');
  const addTitle = database.prepare<[number, string]>('INSERT INTO item_titles (rowid, title_key) VALUES (?, ?)');
  const addTerms = (row: ItemRow): void => {
    const terms: Readonly<Record<TermKind, readonly string[]>> = {
      genre: row.genres,
      tag: row.tags,
      country: row.countries,
      language: row.languages,
    };
    for (const kind of TERM_KINDS) for (const term of terms[kind]) addTerm.run(kind, term, row.id);
    addWords.run(row.id, row.search);
  };

  return ({ added, altered }) => {
    for (const row of added) {
      addTitle.run(row.id, row.title_key);
      addTerms(row);
    }
    for (const { before, now } of altered) {
      if (before.title_key !== now.title_key) {
        dropTitle.run(now.id);
        addTitle.run(now.id, now.title_key);
      }
      if (before.fields === now.fields) continue;
      dropTerms.run(now.id);
      dropWords.run(now.id);
      addTerms(now);
    }
  };
}
