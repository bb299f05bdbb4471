import type { ItemKind } from '../../model/kinds.ts';
import { titleKey } from '../../model/title-key.ts';
import type { ListFilter } from '../port.ts';
import { IS_IDENTIFIED } from '../rows/identified.ts';
import { type Condition, flatConditions } from './condition.ts';
import { readCursor } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import { filesSql } from './file-conditions.ts';
import { sortKeysOf } from './sort-keys.ts';
import type { Sort } from './sorts.ts';

/** What `list` shows unless it is asked for others: works that are a group on disk. */
const LISTED: readonly ItemKind[] = ['movie', 'series', 'release'];
const DEFAULT_SORT: Sort = { by: 'title', descending: false };

/** A filter in SQL: what must hold of the items `i`, and their order. */
export interface CompiledFilter {
  readonly where: string;
  readonly orderBy: string;
  /** Expressions that a cursor is made of, in their order. */
  readonly sortKeys: readonly string[];
  readonly sort: Sort;
}

/** The same filter means the same in every store: only the dialect differs. */
export function compileFilter(filter: ListFilter, dialect: Dialect): CompiledFilter {
  const conditions = conditionsOf(filter);
  const parts = conditions.map((condition) => partSql(condition, dialect));
  const grouped = groupedSql(conditions);
  if (grouped !== undefined) parts.push(grouped);
  const sort = filter.sort ?? DEFAULT_SORT;
  const sortKeys = sortKeysOf(sort, dialect);
  if (filter.after !== undefined) {
    const values = readCursor(filter.after, sort);
    const start = dialect.fromPlace(sort.by, sort.descending ? '<=' : '>=', values[0] ?? '');
    if (start !== undefined) parts.push(start);
    const bound = values.map((value) => dialect.bind(value)).join(', ');
    parts.push(`(${sortKeys.join(', ')}) ${sort.descending ? '<' : '>'} (${bound})`);
  }
  const direction = sort.descending ? ' DESC' : '';
  return {
    where: parts.length === 0 ? 'true' : parts.join(' AND '),
    orderBy: dialect
      .inOrder(sortKeys)
      .map((key) => `${key}${direction}`)
      .join(', '),
    sortKeys,
    sort,
  };
}

/**
 * A work that no group is of any more, now that its files are of another, is left out. Of kinds that are all works, or
 * none, it is said without an OR, which would keep a database from looking for groups item by item.
 */
function groupedSql(conditions: readonly Condition[]): string | undefined {
  const grouped = 'EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id)';
  for (const condition of conditions) {
    if (condition.what !== 'kind' || condition.negated === true) continue;
    const works = condition.kinds.filter((kind) => LISTED.includes(kind)).length;
    if (works === 0) return undefined;
    if (works === condition.kinds.length) return grouped;
  }
  return `(i.kind NOT IN ('movie', 'series', 'release') OR ${grouped})`;
}

/** The members of a filter that are conditions too, with those that it has. */
export function conditionsOf(filter: ListFilter): readonly Condition[] {
  const { title, yearFrom, yearTo, outcome, conditions = [] } = filter;
  const years = [
    ...(yearFrom === undefined ? [] : [{ op: '>=' as const, value: yearFrom }]),
    ...(yearTo === undefined ? [] : [{ op: '<=' as const, value: yearTo }]),
  ];
  return [
    ...(filter.kinds === undefined ? [] : [{ what: 'kind' as const, kinds: filter.kinds }]),
    ...(title === undefined ? [] : [{ what: 'title' as const, key: titleKey(title) }]),
    ...(years.length === 0 ? [] : [{ what: 'year' as const, bounds: years }]),
    ...(outcome === undefined ? [] : [{ what: 'outcome' as const, outcomes: [outcome] }]),
    ...(filter.kinds === undefined ? ofListedKinds(conditions) : conditions),
  ];
}

/** Where nothing says of which kinds the items are to be, they are works; so it is in each alternative. */
function ofListedKinds(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.some(isKind)) return conditions;
  const naming = conditions.find(
    (one) => one.what === 'any' && one.negated !== true && flatConditions([one]).some(isKind),
  );
  if (naming?.what !== 'any') return [{ what: 'kind', kinds: LISTED }, ...conditions];
  const restricted: Condition = { what: 'any', of: naming.of.map(ofListedKinds) };
  return conditions.map((one) => (one === naming ? restricted : one));
}

function isKind(condition: Condition): boolean {
  return condition.what === 'kind' && condition.negated !== true;
}

function partSql(condition: Condition, dialect: Dialect): string {
  const text = conditionSql(condition, dialect);
  return condition.negated === true ? `NOT coalesce((${text}), false)` : `(${text})`;
}

function conditionSql(condition: Condition, dialect: Dialect): string {
  switch (condition.what) {
    case 'kind':
      return dialect.oneOf('i.kind', condition.kinds);
    case 'year':
    case 'rating':
    case 'added':
      return dialect.within(condition.what, condition.bounds);
    case 'term':
      return dialect.hasTerm(condition.kind, condition.terms);
    case 'title':
      return dialect.hasInTitle(condition.key);
    case 'words':
      return dialect.hasWords(condition.words);
    case 'certification':
      return dialect.hasCertification(condition.values);
    case 'source':
      return `EXISTS (SELECT 1 FROM sources s WHERE s.item_id = i.id AND ${dialect.oneOf('s.provider', condition.values)})`;
    case 'library':
      return `EXISTS (SELECT 1 FROM groups g JOIN roots r ON r.id = g.root_id
        WHERE g.item_id = i.id AND ${dialect.oneOf('r.name', condition.values)})`;
    case 'outcome':
      return `EXISTS (SELECT 1 FROM groups g WHERE g.item_id = i.id AND ${dialect.oneOf('g.outcome', condition.outcomes)}
        AND EXISTS (SELECT 1 FROM files f WHERE f.group_id = g.id AND f.missing_since IS NULL))`;
    case 'identified':
      return IS_IDENTIFIED;
    case 'missing':
      return condition.artwork === undefined
        ? `NOT ${hasField(condition.field ?? '', dialect)}`
        : `NOT EXISTS (SELECT 1 FROM artwork a WHERE a.item_id = i.id AND a.kind = ${dialect.bind(condition.artwork)}
            AND a.state = 'done')`;
    case 'gone':
      return `NOT EXISTS (SELECT 1 FROM groups g JOIN files f ON f.group_id = g.id WHERE g.item_id = i.id AND f.missing_since IS NULL)
        AND NOT EXISTS (SELECT 1 FROM file_items l JOIN files f ON f.id = l.file_id WHERE l.item_id = i.id AND f.missing_since IS NULL)`;
    case 'person':
      return `i.id IN (SELECT c.item_id FROM credits c WHERE ${anyPart(dialect.lower('c.name'), condition.names, dialect)})`;
    case 'collection':
      return anyPart(dialect.lower(dialect.fieldText('collection', 'name')), condition.texts, dialect);
    case 'status':
      return dialect.oneOf(dialect.lower(dialect.fieldText('status')), condition.texts);
    case 'locked':
      return `EXISTS (SELECT 1 FROM holds h WHERE h.item_id = i.id${
        condition.fields.length === 0 ? '' : ` AND ${dialect.oneOf('h.field', condition.fields)}`
      })`;
    case 'files':
      return filesSql(condition.condition, dialect);
    case 'any':
      return condition.of.map((all) => all.map((one) => partSql(one, dialect)).join(' AND ')).join(' OR ');
  }
}

function anyPart(text: string, parts: readonly string[], dialect: Dialect): string {
  return parts.map((part) => dialect.contains(text, part)).join(' OR ');
}

/** An edition is a fact of files, unless a person says it of the work. */
function hasField(field: string, dialect: Dialect): string {
  if (field !== 'edition') return dialect.hasField(field);
  return `(${dialect.hasField(field)} OR EXISTS (SELECT 1 FROM file_items l JOIN files f ON f.id = l.file_id
    WHERE l.item_id = i.id AND f.edition IS NOT NULL AND f.missing_since IS NULL
    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.item_id = i.id AND h.field = 'edition')))`;
}

/** The key of the title that a filter asks for, for what has a title and nothing else. */
export function titleOf({ title, conditions = [] }: ListFilter): string | undefined {
  if (title !== undefined) return titleKey(title);
  return conditions.flatMap((condition) => (condition.what === 'title' ? [condition.key] : []))[0];
}
