import type { Dialect } from '../../query/compile.ts';

/**
 * Conditions in the SQL of SQLite, and the values of their placeholders in their order:
 * bind a value where it stands in the text.
 */
export function sqliteDialect(): { readonly dialect: Dialect; readonly values: (string | number)[] } {
  const values: (string | number)[] = [];
  const bind = (value: string | number): string => {
    values.push(value);
    return '?';
  };
  const among = (given: readonly string[]): string => `(${given.map(bind).join(', ')})`;
  const dialect: Dialect = {
    bind,
    oneOf: (column, given) => `${column} IN ${among(given)}`,
    hasTerm: (kind, terms) =>
      `i.id IN (SELECT t.item_id FROM item_terms t WHERE t.kind = ${bind(kind)} AND t.term IN ${among(terms)})`,
    hasWords: (words) =>
      `i.id IN (SELECT rowid FROM item_words WHERE item_words MATCH ${bind(words.map((word) => `"${word}"`).join(' AND '))})`,
    hasInTitle: (key) => {
      if ([...key].length < 3) return `instr(i.title_key, ${bind(key)}) > 0`;
      const phrase = bind(`"${key.replaceAll('"', '""')}"`);
      return `i.id IN (SELECT rowid FROM item_titles WHERE item_titles MATCH ${phrase}) AND instr(i.title_key, ${bind(key)}) > 0`;
    },
    hasCertification: (given) =>
      `EXISTS (SELECT 1 FROM json_each(i.fields, '$.certifications.value') c
        WHERE json_extract(c.value, '$.value') IN ${among(given)})`,
    hasField: (field) => `json_type(i.fields, ${bind(`$.${field}`)}) IS NOT NULL`,
  };
  return { dialect, values };
}
