import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillStore } from '../../bench/store/fill.ts';
import { titleOf } from '../../bench/store/saves.ts';
import type { ListFilter } from '../../src/store/port.ts';
import { listItems as listPostgres } from '../../src/store/postgres/read/list.ts';
import { selectItems } from '../../src/store/postgres/read/select.ts';
import type { Session } from '../../src/store/postgres/session.ts';
import { parseConditions } from '../../src/store/query/parse.ts';
import { listItems as listSqlite } from '../../src/store/sqlite/read/list.ts';
import { itemSelector } from '../../src/store/sqlite/read/select.ts';
import { type FreshSchema, freshSchema } from './postgres/fresh.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

/*
 * Plans of the very statements that `list` and `show` run, as the databases choose them by themselves over a store so
 * large that reading all of it would be the worse choice.
 */
const COUNT = 8_000;
const KNOWN = titleOf(5_432);
const MISSPELT = `${KNOWN.slice(0, 4)}x${KNOWN.slice(5)}`;

/** Two filters each, in more than one order; and the whole list, of which only the first are shown. */
const FILTERS: readonly (readonly [filter: string, sort: NonNullable<ListFilter['sort']>['by']])[] = [
  ['genre:thriller year:1990..1999', 'title'],
  ['genre:thriller year:1994', 'title'],
  ['genre:nothing year:1994', 'title'],
  ['kind:movie rating:>7', 'rating'],
  ['kind:movie rating:>7', 'title'],
  ['text:story added:-30d', 'title'],
  [`${KNOWN.slice(0, 8)} year:1950..2030`, 'title'],
  ['country:us genre:drama', 'title'],
  ['genre:thriller missing:poster', 'added'],
  ['year:1994 genre:drama', 'year'],
  ['', 'title'],
  ['', 'added'],
];

let schema: FreshSchema;
let folder: TemporaryFolder;
beforeAll(async () => {
  schema = freshSchema();
  folder = await temporaryFolder();
  await Promise.all([fillStore(schema.url, COUNT), fillStore(folder.join('store.db'), COUNT)]);
});
afterAll(async () => {
  await schema.remove();
  await folder.remove();
});

function filterOf(text: string, by: NonNullable<ListFilter['sort']>['by']): ListFilter {
  return { conditions: parseConditions([text], new Date()), sort: { by, descending: by !== 'title' }, limit: 50 };
}

/** Runs the work on the SQLite store and gives the plans of its statements, a step a line. */
function sqlitePlans(work: (database: Database.Database) => unknown): readonly string[] {
  const statements: string[] = [];
  const database = new Database(folder.join('store.db'), {
    readonly: true,
    verbose: (statement) => statements.push(String(statement)),
  });
  try {
    work(database);
    return [...statements].flatMap((statement) =>
      database
        .prepare<[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
        .all()
        .map((step) => step.detail),
    );
  } finally {
    database.close();
  }
}

/** Runs the work on the PostgreSQL store and gives the plans of its statements, a step a line. */
async function postgresPlans(work: (session: Session) => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  const explained: Session = {
    rows: async <Row>(text: string, values: readonly unknown[] = []) => {
      const plan = await schema.query(`EXPLAIN ${text}`, values);
      plans.push(...plan.map((row) => String(row['QUERY PLAN'])));
      const none: readonly Row[] = [];
      return none;
    },
    run: () => Promise.reject(new Error('Nothing is written')),
  };
  await work(explained);
  return plans;
}

/** Steps that go over rows of a table which no index led to. An index that holds all that is asked leads to no row. */
function sqliteScans(plan: readonly string[]): readonly string[] {
  return plan.filter((step) => /^SCAN (?!found$|few$|\(subquery|\S+ VIRTUAL TABLE|i USING COVERING INDEX)/.test(step));
}

function postgresScans(plan: readonly string[]): readonly string[] {
  return plan.filter((step) => /Seq Scan on (?:items|groups|files|sources)\b/.test(step));
}

describe('over a store that is large, list', () => {
  test.each(FILTERS)('%s by %s: SQLite by an index', (text, by) => {
    const plan = sqlitePlans((database) => listSqlite(database, filterOf(text, by)));
    expect(plan.join('\n')).toMatch(/(?:SEARCH|SCAN) i USING (?:COVERING INDEX items_|INTEGER PRIMARY KEY)/);
    expect(sqliteScans(plan)).toEqual([]);
  });

  test.each(FILTERS)('%s by %s: PostgreSQL by an index', async (text, by) => {
    const plan = await postgresPlans((session) => listPostgres(session, filterOf(text, by)));
    expect(plan.join('\n')).toMatch(/(?:Index Scan|Index Scan Backward) using items_|Bitmap Index Scan on items_/);
    expect(postgresScans(plan)).toEqual([]);
  });

  test('pages go on in the index', async () => {
    const database = new Database(folder.join('store.db'), { readonly: true });
    const after = listSqlite(database, filterOf('', 'title')).at(-1)?.cursor;
    database.close();
    const filter: ListFilter = { limit: 50, ...(after === undefined ? {} : { after }) };
    expect(sqlitePlans((opened) => listSqlite(opened, filter)).join('\n')).toContain(
      'SEARCH i USING COVERING INDEX items_in_order (sort_key>?)',
    );
    const plan = (await postgresPlans((session) => listPostgres(session, filter))).join('\n');
    expect(plan).toMatch(/using items_in_order[\s\S]*Index Cond: \("left"\(i?_?1?\.?sort_key, 200\) >=/);
  });
});

describe('over a store that is large, show', () => {
  test.each([
    [KNOWN, false],
    [KNOWN.slice(0, -2), false],
    [KNOWN.slice(3), false],
    [MISSPELT, true],
  ])('%s (similar: %s): by an index', async (title, similar) => {
    const selector = { by: 'title', title, similar } as const;
    const found: (readonly number[])[] = [];
    const sqlite = sqlitePlans((database) => found.push(itemSelector(database)(selector)));
    expect(found[0]).toContain(5_432);
    expect(sqliteScans(sqlite)).toEqual([]);
    const postgres = await postgresPlans((session) => selectItems(session, selector, true));
    expect(postgresScans(postgres)).toEqual([]);
    expect(postgres.join('\n')).toContain(similar ? 'Bitmap Index Scan on items_by_trigram' : 'items_by_title');
  });
});
