import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import type { Store } from '../../src/store/port.ts';
import { openPostgres } from '../../src/store/postgres/database.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { readConnection } from '../../src/store/postgres/settings.ts';
import { foldWords } from '../../src/store/search-text.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { inSchema, withPostgres } from '../postgres.ts';
import { atLeast, type Bench, type Row } from '../row.ts';
import { movieSave } from '../store/saves.ts';

/** Groups in one transaction. */
const BATCH = 2000;
const TABLES = [
  'roots',
  'units',
  'items',
  'groups',
  'files',
  'file_facts',
  'file_items',
  'item_ids',
  'sources',
  'source_values',
  'people',
  'person_ids',
  'credit_lists',
  'credits',
  'image_candidates',
  'artwork',
];

async function fill(store: Store, count: number): Promise<number> {
  const start = performance.now();
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    await store.saveGroups(Array.from({ length: size }, (_, place) => movieSave(first + place)));
  }
  return (performance.now() - start) / 1000;
}

/** Seconds for nothing but making the saves, which is the bench's own work. */
function makingSeconds(count: number): number {
  const start = performance.now();
  for (let number = 0; number < count; number++) movieSave(number);
  return (performance.now() - start) / 1000;
}

async function postgres(url: string, count: number, making: number): Promise<Row> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const at = (schema: string): string => inSchema(url, schema);
  const folder = await mkdtemp(join(tmpdir(), 'revenge-copy-'));
  try {
    for (const schema of ['bench_saved', 'bench_copied']) await admin.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    const store = await openPostgresStore(at('bench_saved'));
    const saved = (await fill(store, count)) - making;
    await store.close();
    const empty = await openPostgres(readConnection(at('bench_copied')), false);
    await empty.pool.end();
    // Through the server's own files: nothing is faster, so that the comparison flatters nobody.
    for (const table of TABLES) {
      await admin.query(`COPY bench_saved.${table} TO PROGRAM 'cat > /tmp/revenge-bench-${table}'`);
    }
    const start = performance.now();
    await admin.query('BEGIN');
    for (const table of TABLES) await admin.query(`COPY bench_copied.${table} FROM '/tmp/revenge-bench-${table}'`);
    await admin.query('COMMIT');
    const copied = (performance.now() - start) / 1000;
    return report('PostgreSQL', count, saved, copied, 'COPY');
  } finally {
    for (const table of TABLES)
      await admin.query(`COPY (SELECT 1) TO PROGRAM 'rm -f /tmp/revenge-bench-${table}'`).catch(() => undefined);
    for (const schema of ['bench_saved', 'bench_copied']) await admin.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sqlite(count: number, making: number): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-bulk-'));
  try {
    const store = await openSqliteStore(join(folder, 'saved.db'));
    const saved = (await fill(store, count)) - making;
    await store.close();
    await (await openSqliteStore(join(folder, 'bare.db'))).close();
    const from = new Database(join(folder, 'saved.db'), { readonly: true });
    const to = new Database(join(folder, 'bare.db'));
    to.pragma('foreign_keys = ON');
    to.pragma('synchronous = NORMAL');
    const tables = [...TABLES, 'item_terms'].map((table) => ({
      table,
      rows: from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all(),
    }));
    const titles = from
      .prepare<[], { id: number; title_key: string; overview: string }>(
        "SELECT id, title_key, title || ' ' || coalesce(json_extract(fields, '$.overview.value'), '') AS overview FROM items",
      )
      .all();
    const words = titles.map((row) => foldWords(row.overview));
    const start = performance.now();
    to.transaction(() => {
      for (const { table, rows } of tables) {
        const columns = Object.keys(rows[0] ?? {});
        if (columns.length === 0) continue;
        const insert = to.prepare(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
        );
        for (const row of rows) insert.run(row);
      }
      const title = to.prepare('INSERT INTO item_titles (rowid, title_key) VALUES (?, ?)');
      const text = to.prepare('INSERT INTO item_words (rowid, words) VALUES (?, ?)');
      for (const [place, row] of titles.entries()) {
        title.run(row.id, row.title_key);
        text.run(row.id, words[place]);
      }
    })();
    const bare = (performance.now() - start) / 1000;
    from.close();
    to.close();
    return report('SQLite', count, saved, bare, 'bare prepared inserts');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(name: string, count: number, saved: number, base: number, what: string): Row {
  const rate = (seconds: number): string => `${Math.round(count / seconds)} items/s`;
  return {
    name: `bulk save of ${count} items into ${name} / ${what}, speed`,
    ratio: base / saved,
    bar: atLeast(0.5),
    detail: `${rate(saved)} / ${rate(base)}`,
  };
}

const ITEMS = 100_000;

/** Saving items in large batches beside the fastest that the database itself can do. */
export const bulkSave: Bench = async ({ scale }) => {
  const count = Math.round(ITEMS * scale);
  const making = makingSeconds(count);
  return [await sqlite(count, making), await withPostgres((url) => postgres(url, count, making))];
};
