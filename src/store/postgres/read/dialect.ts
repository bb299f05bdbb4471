import type { Dialect } from '../../query/compile.ts';
import type { TermKind } from '../../search-text.ts';

const TERM_COLUMNS: Readonly<Record<TermKind, string>> = {
  genre: 'genres',
  tag: 'tags',
  country: 'countries',
  language: 'languages',
};

/** Conditions in the SQL of PostgreSQL, and the values of their placeholders in their order. */
export function postgresDialect(): { readonly dialect: Dialect; readonly values: unknown[] } {
  const values: unknown[] = [];
  const bindAny = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  const dialect: Dialect = {
    bind: bindAny,
    oneOf: (column, given) => `${column} = ANY(${bindAny(given)}::text[])`,
    hasTerm: (kind, terms) => `i.${TERM_COLUMNS[kind]} && ${bindAny(terms)}::text[]`,
    hasWords: (words) => `i.search @@ plainto_tsquery('simple', ${bindAny(words.join(' '))})`,
    hasInTitle: (key) => `i.title_key LIKE '%' || ${bindAny(key.replace(/[\\%_]/g, '\\$&'))} || '%'`,
    hasCertification: (given) =>
      given
        .map((value) => `(i.fields #> '{certifications,value}') @> ${bindAny(JSON.stringify([{ value }]))}::jsonb`)
        .join(' OR '),
    hasField: (field) => `(i.fields -> ${bindAny(field)}::text) IS NOT NULL`,
  };
  return { dialect, values };
}
