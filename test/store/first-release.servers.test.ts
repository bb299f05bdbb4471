import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMaintenance } from '../../src/store/maintenance.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { openPostgres } from '../../src/store/postgres/database.ts';
import { POSTGRES_STEPS } from '../../src/store/postgres/migrations/list.ts';
import { readConnection } from '../../src/store/postgres/settings.ts';
import { parseConditions } from '../../src/store/query/parse.ts';
import type { SchemaStep } from '../../src/store/schema-step.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { SCHEMA_STEPS } from '../../src/store/sqlite/migrations/list.ts';
import { FIXTURES, scanWorld } from '../support/scan-world.ts';
import { contentOf } from './content.ts';
import { AT, albumSave, file, groupSave, identified, MOVIES, movieDraft, seriesSave } from './drafts.ts';
import { type FreshSchema, freshSchema } from './postgres/fresh.ts';
import { type TemporaryFolder, temporaryFolder } from './sqlite/folder.ts';

const IMAGE = {
  digest: 'ab'.repeat(32),
  path: 'ab/abab.jpg',
  format: 'jpeg',
  width: 10,
  height: 15,
  bytes: 9,
  blurhash: 'L',
  thumbnails: [],
};

let folder: TemporaryFolder;
let schema: FreshSchema;
beforeEach(async () => {
  folder = await temporaryFolder();
  schema = freshSchema();
});
afterEach(async () => {
  await schema.remove();
  await folder.remove();
});

/** Puts a store there as the first schema left it. */
async function writeFirst(which: 'sqlite' | 'postgres'): Promise<string> {
  const text = await readFile(resolve(`test/fixtures/store/first.${which}.sql`), 'utf8');
  if (which === 'sqlite') {
    const path = folder.join('store.db');
    const database = new Database(path);
    // Its tables come in the order of their names.
    database.pragma('foreign_keys = OFF');
    database.exec(text);
    database.close();
    return path;
  }
  const { pool, schema: name } = readConnection(schema.url);
  const client = new Client(pool);
  await client.connect();
  // Another test may be making it just now.
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public').catch(() => undefined);
  await client.query(`CREATE SCHEMA ${name}; SET search_path = ${name}, public; ${text}`);
  await client.end();
  return schema.url;
}

/** What the fixtures were written with. */
async function fill(store: Store): Promise<number> {
  const hash = '00112233445566ff';
  const changes = [
    await store.saveGroup(groupSave({ draft: movieDraft(), files: [file('Heat (1995)/Heat (1995).mkv', { hash })] })),
    await store.saveGroup(seriesSave()),
    await store.saveGroup(albumSave()),
    await store.saveGroup(
      groupSave({ key: 'Who', identification: identified({ outcome: 'ambiguous' }), title: 'Who' }),
    ),
  ];
  const { itemId } = changes[0] ?? {};
  if (itemId === undefined) throw new Error('A matched group has an item');
  const entry = {
    path: '/media/movies/x.txt',
    relativePath: 'x.txt',
    size: 1,
    mtimeMs: 2,
    inode: 3,
    rule: 'not-media',
  };
  const ignored = await store.saveIgnored(MOVIES, '', [entry]);
  const chosen = { provider: 'tmdb', url: 'https://i.test/1', image: IMAGE };
  const artwork = await store.saveArtwork({ itemId, kind: 'poster', at: AT, chosen });
  return changes.reduce((sum, { rows }) => sum + rows, 0) + ignored + artwork;
}

/** Media files of the fixtures, all without a probe: earlier versions may not have read them, so they are marked as unread. */
const UNREAD = 6;

/** The works are there already: saving them takes the mark from the files, and once more it changes nothing. */
async function fillAgain(store: Store): Promise<void> {
  expect(await fill(store)).toBe(UNREAD);
  expect(await fill(store)).toBe(0);
}

async function using<T>(location: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(location);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function problems(location: string): Promise<readonly string[]> {
  const maintenance = await openMaintenance(location, {}, false);
  try {
    return await maintenance.check();
  } finally {
    await maintenance.close();
  }
}

async function titles(store: Store, filter: string): Promise<readonly string[]> {
  return (await store.list({ conditions: parseConditions([filter], new Date()) })).map((row) => row.title);
}

/** Puts editions of works into a store of the first schema, as earlier versions kept them. */
const EDITIONS = `
  INSERT INTO source_values (source_id, field, value, confidence, fetched_at, digest)
    SELECT s.id, 'edition', '"Uncut"', 1, s.fetched_at, s.digest FROM sources s JOIN items i ON i.id = s.item_id
    WHERE i.title = 'Heat' AND i.kind = 'movie';
  INSERT INTO sources (id, item_id, provider, provider_id, group_id, fetched_at, digest)
    SELECT 900001, i.id, 'nfo', 'x', g.id, '2026-01-01T00:00:00Z', 'd' FROM items i JOIN groups g ON g.item_id = i.id
    WHERE i.title = 'Heat' AND i.kind = 'movie';
  INSERT INTO source_values (source_id, field, value, confidence, fetched_at, digest)
    VALUES (900001, 'edition', '"Final Cut"', 1, '2026-01-01T00:00:00Z', 'd');
  UPDATE items SET fields = @with WHERE title = 'Heat' AND kind = 'movie'`;
const WITH_EDITION = {
  sqlite: `json_set(fields, '$.edition', json('{"provider":"nfo","value":"Final Cut"}'))`,
  postgres: `fields || '{"edition":{"provider":"nfo","value":"Final Cut"}}'::jsonb`,
};

/** Puts it there with editions of works, and further statements. */
function writeWithEditions(which: 'sqlite' | 'postgres', more = ''): Promise<string> {
  return writeBefore('file-editions', which, `${EDITIONS.replace('@with', WITH_EDITION[which])};${more}`);
}

/** Puts it there as it was before a step, changed by statements. */
async function writeBefore(step: string, which: 'sqlite' | 'postgres', text: string): Promise<string> {
  const location = await writeFirst(which);
  const before = (steps: readonly SchemaStep[]) =>
    steps.slice(
      0,
      steps.findIndex(({ name }) => name.endsWith(`-${step}`)),
    );
  if (which === 'sqlite') {
    (await openDatabase(location, false, before(SCHEMA_STEPS))).close();
    const database = new Database(location);
    database.exec(text);
    database.close();
  } else {
    const { pool } = await openPostgres(readConnection(location), false, before(POSTGRES_STEPS));
    await pool.end();
    await schema.query(text);
  }
  return location;
}

describe.each(['sqlite', 'postgres'] as const)('editions of works in a store of the first schema, %s', (which) => {
  const heat = async (store: Store) => {
    const [item] = await store.show({ by: 'external', kind: 'tmdb', value: '949' });
    return { field: item?.fields.edition?.value, files: item?.files.map(({ edition }) => edition) };
  };

  test('become those of their files', async () => {
    const location = await writeWithEditions(which);
    await using(location, async (store) => {
      expect(await heat(store)).toEqual({ field: undefined, files: ['Final Cut'] });
      expect(await titles(store, 'has:edition')).toEqual(['Heat']);
    });
    expect(await problems(location)).toEqual([]);
  });

  test('stay with the work where a person holds them', async () => {
    const location = await writeWithEditions(
      which,
      `INSERT INTO holds (item_id, field, mode, provider, value, author, at)
         SELECT id, 'edition', 'lock', 'nfo', '"Final Cut"', 'me', '2026-01-01T00:00:00Z' FROM items
         WHERE title = 'Heat' AND kind = 'movie'`,
    );
    await using(location, async (store) => {
      expect(await heat(store)).toEqual({ field: 'Final Cut', files: ['Final Cut'] });
    });
  });

  test('of several versions are read again, since it is not known which one was meant', async () => {
    const versions = "UPDATE files SET version_label = '1080p' WHERE role = 'main'";
    await using(await writeWithEditions(which, versions), async (store) => {
      expect(await heat(store)).toEqual({ field: undefined, files: [undefined] });
      const { files } = await store.unit(MOVIES.root, 'Heat (1995)');
      expect(files.map(({ isUnread }) => isUnread)).toEqual([true]);
    });
  });
});

describe.each(['sqlite', 'postgres'] as const)('credits in an older store, %s', (which) => {
  const asked = async (store: Store, root: string, unit: string) => {
    const { groups } = await store.unit(root, unit);
    return groups.map(({ inquiry }) => inquiry?.sources);
  };

  test('that an NFO alone gave: the sources are asked once more', async () => {
    const location = await writeBefore(
      'credit-ranks',
      which,
      `UPDATE groups SET asked = '["tmdb"]';
       INSERT INTO credit_lists (item_id, provider, digest) SELECT item_id, 'nfo', digest FROM credit_lists;
       UPDATE credits SET provider = 'nfo';
       DELETE FROM credit_lists WHERE provider <> 'nfo';
       UPDATE items SET credits_provider = 'nfo' WHERE credits_provider IS NOT NULL`,
    );
    await using(location, async (store) => {
      expect(await asked(store, MOVIES.root, 'Heat (1995)')).toEqual([[]]);
      expect(await asked(store, '/media/tv', 'The Wire')).toEqual([['tmdb']]);
      const [heat] = await store.show({ by: 'external', kind: 'tmdb', value: '949' });
      expect(heat?.cast).toHaveLength(2);
    });
    expect(await problems(location)).toEqual([]);
  });
});

describe.each(['sqlite', 'postgres'] as const)('a store of the first schema, %s', (which) => {
  test('opens, and holds what the same works stored today hold', async () => {
    const fresh = await using(folder.join('fresh.db'), async (store) => {
      await fill(store);
      return contentOf(store);
    });
    await using(await writeFirst(which), async (store) => {
      expect(await contentOf(store)).toEqual(fresh);
      expect((await store.unit(MOVIES.root, '')).files.map((one) => one.rule)).toEqual(['not-media']);
      const trace = { relativePath: 'elsewhere.mkv', name: 'elsewhere.mkv', hash: '00112233445566ff', size: 1000 };
      const [moved] = await store.formerFiles(MOVIES.root, [trace]);
      expect(moved?.ids).toEqual({ tmdb: '949', imdb: 'tt0113277' });
      expect(await store.imageByUrl('https://i.test/1')).toEqual(IMAGE);
    });
    expect(await problems(which === 'sqlite' ? folder.join('store.db') : schema.url)).toEqual([]);
  });

  test('is found by what later schemas find by', async () => {
    await using(await writeFirst(which), async (store) => {
      expect(await titles(store, 'genre:crime year:1995')).toEqual(['Heat']);
      expect(await titles(store, 'text:heist')).toEqual(['Heat']);
      expect(await titles(store, 'kind:series')).toEqual(['The Wire']);
      expect(await store.list({ sort: { by: 'added', descending: true }, limit: 2 })).toHaveLength(2);
      const similar = await store.show({ by: 'title', title: 'Portishaed', similar: true });
      expect(similar.map((item) => item.title)).toEqual(['Portishead']);
    });
  });

  test('takes the same works again without a change, and others beside them', async () => {
    const location = await writeFirst(which);
    await using(location, async (store) => {
      await fillAgain(store);
      await store.saveGroup(groupSave({ key: 'Ronin (1998)', draft: movieDraft({ ids: { tmdb: '8195' } }) }));
      expect(await store.count({})).toBe(4);
      const [heat] = await store.show({ by: 'external', kind: 'tmdb', value: '949' });
      if (heat === undefined) throw new Error('The movie of the fixture is there');
      const policy = groupSave({}).policy;
      await store.hold({ itemId: heat.id, field: 'title', author: 'me', at: AT, override: 'Hitze', policy });
      expect((await store.changes(heat.id)).map((change) => change.after)).toMatchObject([{ value: 'Hitze' }]);
    });
    expect(await problems(location)).toEqual([]);
  });

  test('a scan goes on in it', async () => {
    const location = await writeFirst(which);
    const world = await scanWorld(undefined, ['Movies']);
    try {
      const options = ['--replay', join(FIXTURES, 'cassettes'), '--store', location];
      expect((await world.scan(options)).summary.rows.changed).toBeGreaterThan(0);
      expect((await world.scan(options)).summary.rows.changed).toBe(0);
    } finally {
      await world.remove();
    }
    await using(location, async (store) => {
      expect(await titles(store, 'title:"the wire"')).toEqual(['The Wire']);
      expect(await store.count({})).toBeGreaterThan(3);
    });
    expect(await problems(location)).toEqual([]);
  });
});

test('SQLite: every step applies to what the one before left, and leaves a copy of it', async () => {
  const path = await writeFirst('sqlite');
  for (let version = 2; version <= SCHEMA_STEPS.length; version++) {
    (await openDatabase(path, false, SCHEMA_STEPS.slice(0, version))).close();
    const copy = new Database(`${path}.v${version - 1}.bak`, { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(version - 1);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare("SELECT title FROM items WHERE kind = 'movie'").pluck().all()).toEqual(['Heat']);
    copy.close();
  }
  await using(path, fillAgain);
  // A copy is a store like any other: put back, it is brought up to date again.
  await using(`${path}.v1.bak`, fillAgain);
});

test('PostgreSQL: every step applies to what the one before left', async () => {
  const location = await writeFirst('postgres');
  for (let version = 2; version <= POSTGRES_STEPS.length; version++) {
    const { pool } = await openPostgres(readConnection(location), false, POSTGRES_STEPS.slice(0, version));
    await pool.end();
    const applied = await schema.query('SELECT name FROM kysely_migration ORDER BY name');
    expect(applied.map((row) => row.name)).toEqual(POSTGRES_STEPS.slice(0, version).map((step) => step.name));
  }
  await using(location, fillAgain);
});

/*
 * Stores out there were written by these steps as they are. Who changes one makes stores that differ by when they were
 * made: add a step instead, and its digest here.
 */
const PUBLISHED = {
  sqlite: {
    '0001-first': 'c97772e497299b30',
    '0002-managed-files': 'aade0bee8a704093',
    '0003-queries': 'eec6f1b5992b4dea',
    '0004-order': '06e8f0f497e04bfa',
    '0005-continuity': '0d9837b534f3d667',
    '0006-refreshes': '08348b84cc4ae357',
    '0007-inquiries': 'db26f2d939ed80cb',
    '0008-sync-base': 'cd3cd82fe8108267',
    '0009-unread-files': 'c09d492fb0083562',
    '0010-item-aliases': '7548de2e47f1424b',
    '0011-file-editions': 'e7fb8f1a30b6bcf2',
    '0012-credit-ranks': 'ad0e090dfa68598e',
    '0013-portraits': '1fc237cd1e26da2f',
    '0014-decisions': '3055625261422afc',
  },
  postgres: {
    '0001-first': 'd937490566817c08',
    '0002-order': '7632e026e6169edc',
    '0003-continuity': '8531d036cb1f69b0',
    '0004-refreshes': '9fbb2b5660f321a8',
    '0005-inquiries': '8998386860724b63',
    '0006-run-lease': '1a676fb14bff7b9f',
    '0007-unread-files': 'c09d492fb0083562',
    '0008-item-aliases': '49721cc015859aa4',
    '0009-file-editions': '52b4eb1a5ba3b028',
    '0010-credit-ranks': '924d95cd175fe640',
    '0011-portraits': 'b5d5a60fe245eeaa',
    '0012-decisions': 'b051548e67b2c9da',
  },
};

test.each([
  ['sqlite', SCHEMA_STEPS],
  ['postgres', POSTGRES_STEPS],
] as const)('no published step of %s has changed', (which, steps) => {
  expect(Object.fromEntries(steps.map((step) => [step.name, digestOf(step)]))).toEqual(PUBLISHED[which]);
});

function digestOf({ statements }: SchemaStep): string {
  return createHash('sha256').update(statements.join(';\n')).digest('hex').slice(0, 16);
}
