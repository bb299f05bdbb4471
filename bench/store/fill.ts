import Database from 'better-sqlite3';
import { Client } from 'pg';
import { newItemId } from '../../src/model/ids.ts';
import { resolveBy } from '../../src/model/policies.ts';
import type { ResolvedFields } from '../../src/model/resolved.ts';
import { titleKey } from '../../src/model/title-key.ts';
import { sortedJson, toJson } from '../../src/store/canonical.ts';
import { openStore } from '../../src/store/open.ts';
import { readConnection } from '../../src/store/postgres/settings.ts';
import { termsOf, wordsOf } from '../../src/store/search-text.ts';
import { movieSave } from './saves.ts';

/** So many rows are handed to PostgreSQL at once. */
const BATCH = 2000;
/** The first item was stored over this long a time before now, in even steps to the last. */
const DAYS = 1000;

/** What one movie is made of: all that its rows are, where they do not follow from its number alone. */
interface Made {
  readonly n: number;
  readonly uid: string;
  readonly key: string;
  readonly file: string;
  readonly title: string;
  readonly title_key: string;
  readonly year: number;
  readonly rating: number;
  readonly added_at: string;
  readonly words: string;
  /** JSON, as are the members below. */
  readonly fields: string;
  readonly identification: string;
  readonly given: string;
  readonly genres: string;
  readonly countries: string;
}

const COLUMNS: Readonly<Record<keyof Made, 'bigint' | 'text' | 'double precision'>> = {
  n: 'bigint',
  uid: 'text',
  key: 'text',
  file: 'text',
  title: 'text',
  title_key: 'text',
  year: 'bigint',
  rating: 'double precision',
  added_at: 'text',
  words: 'text',
  fields: 'text',
  identification: 'text',
  given: 'text',
  genres: 'text',
  countries: 'text',
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof Made)[];

/** What the two databases write differently. */
interface Words {
  bytes(text: string): string;
  json(text: string): string;
  truth(is: boolean): string;
  /** The values of a movie as rows `v(value)`, a JSON object each. */
  readonly values: string;
  /** Numbers 0…9 as `p(place)`. */
  readonly places: string;
  readonly people: string;
  /** Columns of the items that only one of them has, and what is in them. */
  readonly own: readonly (readonly [column: string, value: string])[];
}

/**
 * Fills an empty store with `count` movies as `movieSave` makes them, by statements over whole tables: what a save would
 * store, in a tenth of the time. It is then at the newest schema and its statistics are up to date.
 */
export async function fillStore(location: string, count: number): Promise<void> {
  const store = await openStore(location);
  await store.close();
  if (location.includes('://')) await fillPostgres(location, count);
  else fillSqlite(location, count);
}

function fillSqlite(path: string, count: number): void {
  const database = new Database(path);
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -200000');
  database.exec(`CREATE TEMP TABLE made (${NAMES.map((name) => `${name}`).join(', ')})`);
  const add = database.prepare<[Made]>(`INSERT INTO made VALUES (${NAMES.map((name) => `@${name}`).join(', ')})`);
  database.transaction(() => {
    for (let n = 1; n <= count; n++) add.run(made(n, count));
    for (const statement of statements(SQLITE)) database.exec(statement);
    for (const kind of ['genre', 'country']) {
      database.exec(`INSERT INTO item_terms (kind, term, item_id)
        SELECT '${kind}', t.value, n FROM made, json_each(made.${kind === 'genre' ? 'genres' : 'countries'}) t ORDER BY 1, 2, 3`);
    }
    database.exec('INSERT INTO item_words (rowid, words) SELECT n, words FROM made');
    database.exec('INSERT INTO item_titles (rowid, title_key) SELECT n, title_key FROM made');
  })();
  database.exec('ANALYZE');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

async function fillPostgres(location: string, count: number): Promise<void> {
  const { pool, schema } = readConnection(location);
  const client = new Client(pool);
  await client.connect();
  try {
    await client.query(`SET search_path = "${schema}", public`);
    const types = NAMES.map((name) => `${name} ${COLUMNS[name]}`).join(', ');
    await client.query(`CREATE TEMP TABLE made (${types})`);
    for (let first = 1; first <= count; first += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, count + 1 - first) }, (_, place) => made(first + place, count));
      await client.query(`INSERT INTO made SELECT * FROM json_to_recordset($1) AS r(${types})`, [JSON.stringify(rows)]);
    }
    await client.query(['BEGIN', ...statements(POSTGRES), 'COMMIT'].join(';\n'));
    await client.query(`SELECT setval('row_ids', ${3000 * Math.ceil(count / 1000) + 1})`);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

function made(n: number, count: number): Made {
  const { group, files, draft, identification, policy } = movieSave(n);
  if (draft === undefined) throw new Error('Every movie is matched');
  const fields: ResolvedFields = resolveBy(policy)(draft.values, 'movie');
  const title = fields.title?.value ?? '';
  const terms = termsOf(fields);
  return {
    n,
    uid: newItemId(),
    key: group.key,
    file: files[0]?.relativePath ?? '',
    title,
    title_key: titleKey(title),
    year: fields.year?.value ?? 0,
    rating: fields.ratings?.value[0]?.value ?? 0,
    added_at: new Date(Date.now() - ((count - n) / count) * DAYS * 86_400_000).toISOString(),
    words: wordsOf(fields),
    fields: sortedJson(fields),
    identification: toJson(identification),
    given: JSON.stringify(draft.values),
    genres: JSON.stringify(terms.genre),
    countries: JSON.stringify(terms.country),
  };
}

const SQLITE: Words = {
  bytes: (text) => `CAST(${text} AS BLOB)`,
  json: (text) => text,
  truth: (is) => (is ? '1' : '0'),
  values: 'json_each(made.given) v',
  places: "(SELECT value AS place FROM json_each('[0,1,2,3,4,5,6,7,8,9]'))",
  people:
    '(WITH RECURSIVE r(person) AS (SELECT 0 UNION ALL SELECT person + 1 FROM r WHERE person < 49999) SELECT * FROM r)',
  own: [],
};

const POSTGRES: Words = {
  bytes: (text) => `convert_to(${text}, 'UTF8')`,
  json: (text) => `(${text})::json`,
  truth: String,
  values: 'jsonb_array_elements(made.given::jsonb) v(value)',
  places: '(SELECT generate_series(0, 9) AS place)',
  people: '(SELECT generate_series(0, 49999) AS person)',
  own: [
    ['genres', 'ARRAY(SELECT jsonb_array_elements_text(genres::jsonb))'],
    ['countries', 'ARRAY(SELECT jsonb_array_elements_text(countries::jsonb))'],
    ['tags', "'{}'"],
    ['languages', "'{}'"],
    ['search', "to_tsvector('simple', words)"],
  ],
};

/** Rows of every table from the movies in `made`: of number n the item, group and file n, and two sources. */
function statements({ bytes, json, truth, values, places, people, own }: Words): readonly string[] {
  const at = "'2026-03-01T10:00:00.000Z'";
  return [
    `INSERT INTO roots (id, path, name, kind) VALUES (1, ${bytes("'/media/movies'")}, 'films', 'movies')`,
    `INSERT INTO units (id, root_id, path) SELECT n, 1, ${bytes('key')} FROM made`,
    `INSERT INTO items (id, uid, kind, title, title_key, sort_key, year, rating, credits_provider, added_at, updated_at,
       fields${own.map(([column]) => `, ${column}`).join('')})
     SELECT n, uid, 'movie', title, title_key, title_key, year, rating, 'tmdb', added_at, added_at,
       ${json('fields')}${own.map(([, sql]) => `, ${sql}`).join('')} FROM made`,
    `INSERT INTO item_ids (item_id, kind, value, item_kind, identity)
     SELECT n, 'tmdb', CAST(n AS text), 'movie', ${truth(true)} FROM made`,
    `INSERT INTO groups (id, root_id, unit_id, key, kind, outcome, item_id, folder, saved_at, identification)
     SELECT n, 1, n, ${bytes('key')}, 'movie', 'matched', n, ${bytes('key')}, ${at}, ${json('identification')} FROM made`,
    `INSERT INTO files (id, root_id, unit_id, group_id, path, size, mtime, inode, role, path_key)
     SELECT n, 1, n, n, ${bytes('file')}, 1000000000 + n, 1700000000123, n, 'main', lower(file) FROM made`,
    'INSERT INTO file_items (file_id, item_id) SELECT n, n FROM made',
    `INSERT INTO sources (id, item_id, provider, provider_id, group_id, fetched_at, digest)
     SELECT 2 * n, n, 'radarr', CAST(n AS text), n, ${at}, 'd1' FROM made`,
    `INSERT INTO sources (id, item_id, provider, provider_id, group_id, fetched_at, digest)
     SELECT 2 * n + 1, n, 'tmdb', CAST(n AS text), n, ${at}, 'd1' FROM made`,
    `INSERT INTO source_values (source_id, field, value, confidence, fetched_at, digest)
     SELECT 2 * n + CASE v.value ->> 'provider' WHEN 'radarr' THEN 0 ELSE 1 END, v.value ->> 'field',
       v.value -> 'value', 1, ${at}, 'd1' FROM made, ${values}`,
    `INSERT INTO people (id, name, identified) SELECT person + 1, 'Person ' || person, ${truth(true)} FROM ${people} q`,
    `INSERT INTO person_ids (kind, value, person_id)
     SELECT 'tmdb-person', CAST(person AS text), person + 1 FROM ${people} q`,
    "INSERT INTO credit_lists (item_id, provider, digest) SELECT n, 'tmdb', 'd1' FROM made",
    `INSERT INTO credits (item_id, provider, place, person_id, name, department, job, character, billing)
     SELECT n, 'tmdb', place, (n * 7 + place * 131) % 50000 + 1, 'Person ' || (n * 7 + place * 131) % 50000,
       CASE WHEN place < 8 THEN 'cast' ELSE 'directing' END, CASE WHEN place < 8 THEN NULL ELSE 'Director' END,
       CASE WHEN place < 8 THEN 'Role ' || place END, place
     FROM made, ${places} p`,
    `INSERT INTO image_candidates (item_id, kind, provider, url, group_id, place)
     SELECT n, 'poster', 'tmdb', 'https://images.test/' || n || '.jpg', n, 0 FROM made`,
    "INSERT INTO artwork (item_id, kind, state, candidates) SELECT n, 'poster', 'pending', 'd1' FROM made",
  ];
}
