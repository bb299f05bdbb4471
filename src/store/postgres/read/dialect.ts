import { toJson } from '../../canonical.ts';
import { type Dialect, SORTED_BY } from '../../query/dialect.ts';
import type { TermKind } from '../../query/term-kinds.ts';

const TERM_COLUMNS: Readonly<Record<TermKind, string>> = {
  genre: 'genres',
  tag: 'tags',
  country: 'countries',
  language: 'languages',
};

/** So much of a title is in the index of titles in their order, since a B-tree holds at most 2704 bytes. */
const TITLE_START = 'left(i.sort_key, 200)';

/** Conditions in the SQL of PostgreSQL, and the values of their placeholders in their order. */
export function postgresDialect(): { readonly dialect: Dialect; readonly values: unknown[] } {
  const values: unknown[] = [];
  const bindAny = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  const dialect: Dialect = {
    bind: bindAny,
    inOrder: (keys) => (keys[0] === SORTED_BY.title ? [TITLE_START, ...keys] : keys),
    fromPlace: (by, op, value) => (by === 'title' ? `${TITLE_START} ${op} left(${bindAny(value)}, 200)` : undefined),
    // By the expressions that are indexed for their order, so that one index does for both.
    within: (what, bounds) =>
      [
        ...(what === 'added' ? [] : [`i.${what} IS NOT NULL`]),
        ...bounds.map(({ op, value }) => `${SORTED_BY[what]} ${op} ${bindAny(value)}`),
      ].join(' AND '),
    oneOf: (column, given) => `${column} = ANY(${bindAny(given)}::text[])`,
    hasTerm: (kind, terms) => `i.${TERM_COLUMNS[kind]} && ${bindAny(terms)}::text[]`,
    hasWords: (words) => `i.search @@ plainto_tsquery('simple', ${bindAny(words.join(' '))})`,
    hasInTitle: (key) => `i.title_key LIKE '%' || ${bindAny(key.replace(/[\\%_]/g, '\\$&'))} || '%'`,
    hasCertification: (given) =>
      given
        .map((value) => `(i.fields #> '{certifications,value}') @> ${bindAny(toJson([{ value }]))}::jsonb`)
        .join(' OR '),
    hasField: (field) => `(i.fields -> ${bindAny(field)}::text) IS NOT NULL`,
    fieldText: (field, member) => `(i.fields #>> '{${field},value${member === undefined ? '' : `,${member}`}}')`,
    // Under this collation only ASCII letters have a small form, as in SQLite.
    fieldNumber: (field) => `(i.fields #>> '{${field},value}')::double precision`,
    lower: (text) => `lower((${text}) COLLATE "C")`,
    contains: (text, part) => `strpos(${text}, ${bindAny(part)}) > 0`,
    elementsOf: (json, list) => `json_array_elements(${json} -> '${list}') AS t(value)`,
    textOf: (json, member) => `(${json} ->> '${member}')`,
    numberOf: (json, member) => `(${json} ->> '${member}')::numeric`,
  };
  return { dialect, values };
}
