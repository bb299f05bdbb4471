import { wordTable } from '../../../model/word-table.ts';
import type { Bound, Condition } from '../../query/condition.ts';
import { type Dialect, SORTED_BY } from '../../query/dialect.ts';

type Bind = (value: string | number) => string;

/** Without expressions, which SQLite reads from the rows even where an index has them. NULLs come first, as keys would. */
const PLAIN: ReadonlyMap<string, string> = wordTable({ [SORTED_BY.year]: 'i.year', [SORTED_BY.rating]: 'i.rating' });

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
  const dialect: Dialect = {
    bind,
    inOrder: (keys) => keys.map((key) => PLAIN.get(key) ?? key),
    fromPlace: () => undefined,
    within: (what, bounds) => within(what, bounds, bind),
    oneOf: (column, given) => `${column} IN ${among(given, bind)}`,
    hasTerm: (kind, terms) => `i.id IN (${idsOfTerms(kind, terms, bind)})`,
    hasWords: (words) => `i.id IN (${idsOfWords(words, bind)})`,
    hasInTitle: (key) => {
      const within = (): string => `instr(i.title_key, ${bind(key)}) > 0`;
      return isIndexed(key) ? `i.id IN (${idsOfTitles(key, bind)}) AND ${within()}` : within();
    },
    hasCertification: (given) =>
      `EXISTS (SELECT 1 FROM json_each(i.fields, '$.certifications.value') c
        WHERE json_extract(c.value, '$.value') IN ${among(given, bind)})`,
    hasField: (field) => `json_type(i.fields, ${bind(`$.${field}`)}) IS NOT NULL`,
    fieldText: (field, member) => fieldValue(field, member),
    fieldNumber: (field) => fieldValue(field),
    lower: (text) => `lower(${text})`,
    contains: (text, part) => `instr(${text}, ${bind(part)}) > 0`,
    elementsOf: (json, list) => `json_each(${json}, '$.${list}') t`,
    textOf: (json, member) => `json_extract(${json}, '$.${member}')`,
    numberOf: (json, member) => `json_extract(${json}, '$.${member}')`,
  };
  return { dialect, values };
}

function fieldValue(field: string, member?: string | number): string {
  const within = typeof member === 'number' ? `[${member}]` : `.${member}`;
  return `json_extract(i.fields, '$.${field}.value${member === undefined ? '' : within}')`;
}

/** A query for the `id`s of the items of which a condition can hold at all, by an index; undefined where there is none. */
export function idsByIndex(condition: Condition, bind: Bind): string | undefined {
  if (condition.negated === true) return undefined;
  switch (condition.what) {
    case 'term':
      return idsOfTerms(condition.kind, condition.terms, bind);
    case 'words':
      return idsOfWords(condition.words, bind);
    case 'title':
      return isIndexed(condition.key) ? idsOfTitles(condition.key, bind) : undefined;
    case 'year':
    case 'rating':
    case 'added':
      return `SELECT i.id FROM items i WHERE ${within(condition.what, condition.bounds, bind)}`;
    case 'any': {
      if (!condition.of.every((all) => all.some(hasIndex))) return undefined;
      return condition.of.flatMap((all) => idsOfFirst(all, bind)).join(' UNION ALL ');
    }
    default:
      return undefined;
  }
}

function hasIndex(condition: Condition): boolean {
  return idsByIndex(condition, () => '?') !== undefined;
}

function idsOfFirst(conditions: readonly Condition[], bind: Bind): readonly string[] {
  const first = conditions.find(hasIndex);
  const sql = first === undefined ? undefined : idsByIndex(first, bind);
  return sql === undefined ? [] : [sql];
}

function idsOfTerms(kind: string, terms: readonly string[], bind: Bind): string {
  return `SELECT t.item_id AS id FROM item_terms t WHERE t.kind = ${bind(kind)} AND t.term IN ${among(terms, bind)}`;
}

function idsOfWords(words: readonly string[], bind: Bind): string {
  const match = words.map((word) => `"${word}"`).join(' AND ');
  return `SELECT rowid AS id FROM item_words WHERE item_words MATCH ${bind(match)}`;
}

function idsOfTitles(key: string, bind: Bind): string {
  return `SELECT rowid AS id FROM item_titles WHERE item_titles MATCH ${bind(`"${key.replaceAll('"', '""')}"`)}`;
}

/** Three letters and more are found by the index of titles. */
function isIndexed(key: string): boolean {
  return [...key].length >= 3;
}

function within(what: 'year' | 'rating' | 'added', bounds: readonly Bound[], bind: Bind): string {
  const column = what === 'added' ? 'i.added_at' : `i.${what}`;
  return bounds.map(({ op, value }) => `${column} ${op} ${bind(value)}`).join(' AND ');
}

function among(given: readonly string[], bind: Bind): string {
  return `(${given.map(bind).join(', ')})`;
}
