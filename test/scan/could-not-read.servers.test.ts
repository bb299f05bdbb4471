import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { falseVerdicts } from '../../src/store/rows/false-verdicts.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { type SpawnedScan, type SpawnOptions, spawnScan } from '../support/spawned-scan.ts';

// Each test runs the program several times.
vi.setConfig({ testTimeout: 120_000 });

const FORMATS = ['flac', 'mp3', 'm4a', 'opus'] as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-unread-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

/** Albums of 15 tagged tracks, in all formats by turns. */
async function albums(count: number): Promise<void> {
  for (let album = 1; album <= count; album++) {
    for (let track = 1; track <= 15; track++) {
      const format = FORMATS[track % FORMATS.length] ?? 'flac';
      const name = `libraries/Music/Album ${album}/${String(track).padStart(2, '0')}.${format}`;
      const path = await put(name, makeAudio({ format, seconds: 60 + track, seed: `${album} ${track}` }));
      writeTags(path, { title: `Song ${track}`, album: `Album ${album}`, artist: 'A Band', track });
    }
  }
}

async function movies(): Promise<void> {
  const video = (seed: number) => makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed });
  await put('libraries/Films/Alien (1979)/Alien (1979).mkv', video(1));
  const ids = '<uniqueid type="tmdb">348</uniqueid>';
  await put('libraries/Films/Alien (1979)/Alien (1979).nfo', `<movie><title>Alien</title>${ids}</movie>`);
  await put('libraries/Films/Heat (1995)/Heat (1995).mkv', video(2));
  await put('libraries/Shows/Lost/S01E01.mkv', video(3));
  await put('libraries/Shows/Lost/.plexmatch', 'Title: Lost\nYear: 2004\nTvdbId: 73739\n');
}

const scan = async (store: string, options: Partial<SpawnOptions> = {}): Promise<SpawnedScan> => {
  const libraries = [
    ['Films', 'movies'],
    ['Shows', 'tv'],
    ['Music', 'music'],
  ].map(([name, kind]) => `  - { name: ${name}, path: libraries/${name}, kind: ${kind} }\n`);
  for (const name of ['Films', 'Shows', 'Music']) await mkdir(join(folder, 'libraries', name), { recursive: true });
  const config = await put(
    `${store}.yaml`,
    `store: ${store}\nlibraries:\n${libraries.join('')}sources: { musicbrainz: false, tvmaze: false, coverartarchive: false }\n`,
  );
  return spawnScan(config, { watch: join(folder, 'libraries'), ...options });
};

/** What a store says of files, groups and items; without numbers of rows, ids and times. */
function contents(store: string): unknown {
  const database = new Database(join(folder, store), { readonly: true });
  try {
    const all = (sql: string): unknown => database.prepare(sql).all();
    return {
      files: all(
        `SELECT CAST(f.path AS TEXT) AS path, f.size, f.role, f.hash, f.error_code, f.error_message, x.probe, x.tags
         FROM files f LEFT JOIN file_facts x ON x.file_id = f.id
         JOIN roots r ON r.id = f.root_id ORDER BY r.path, f.path`,
      ),
      groups: all(
        `SELECT CAST(g.key AS TEXT) AS key, g.kind, g.outcome, g.title, g.year FROM groups g
         JOIN roots r ON r.id = g.root_id ORDER BY r.path, g.key`,
      ),
      items: all(
        `SELECT kind, title, year, season, episode, disc, track, artist, fields FROM items
         ORDER BY kind, title, season, episode, disc, track`,
      ),
      links: all(
        `SELECT CAST(f.path AS TEXT) AS path, i.kind, i.title FROM file_items l JOIN files f ON f.id = l.file_id
         JOIN items i ON i.id = l.item_id ORDER BY f.path, i.kind, i.title`,
      ),
    };
  } finally {
    database.close();
  }
}

function rows(store: string, sql: string): unknown[] {
  const database = new Database(join(folder, store));
  try {
    const statement = database.prepare<[], unknown>(sql);
    return statement.reader ? statement.all() : [statement.run().changes];
  } finally {
    database.close();
  }
}

const errors = ({ events }: SpawnedScan): string[] =>
  events.flatMap((event) => (event.type === 'warning' || event.type === 'error' ? [event.message] : []));

describe('an I/O error is could not read, and the next run tries again', () => {
  it.each(['EAGAIN', 'ESTALE', 'ETIMEDOUT', 'EIO'])('%s on each open', async (fault) => {
    await albums(1);
    await movies();
    await scan('undisturbed');
    const first = await scan('disturbed', { fault });
    expect(first.code).toBe(0);
    expect(
      rows('disturbed', "SELECT DISTINCT error_code FROM files WHERE role IN ('main', 'nfo', 'plexmatch')"),
    ).toEqual([{ error_code: 'FILE_UNREADABLE' }]);
    const again = await scan('disturbed', { fault });
    expect(again.summary.rows.changed).toBe(0);
    expect(again.summary.files.unchanged).toBe(0);
    await scan('disturbed');
    expect(contents('disturbed')).toEqual(contents('undisturbed'));
    expect((await scan('disturbed')).summary.rows.changed).toBe(0);
  });

  it('never replaces what is stored: changed files that cannot be read keep hash, probe and tags', async () => {
    await albums(1);
    await movies();
    await scan('store');
    const facts =
      'SELECT f.path, f.hash, x.probe, x.tags FROM files f JOIN file_facts x ON x.file_id = f.id ORDER BY 1';
    const before = rows('store', facts);
    // The same bytes with other times: the walk sees changed files.
    await albums(1);
    await movies();
    const { summary } = await scan('store', { fault: 'EIO' });
    expect(summary.files.changed).toBeGreaterThan(15);
    expect(rows('store', facts)).toEqual(before);
    await scan('store');
    expect(rows('store', 'SELECT 1 FROM files WHERE error_code IS NOT NULL')).toEqual([]);
  });
});

describe('a store that holds false verdicts heals', () => {
  it.each([
    [
      'a reader that went in circles',
      "error_code = 'PROBE_FAILED', error_message = 'taglib gave up: it went in circles'",
    ],
    ['a deadline', "error_code = 'PROBE_FAILED', error_message = 'Reading x took longer than 15000 ms.'"],
    [
      'a disk that did not answer',
      "error_code = 'FILE_UNREADABLE', error_message = 'x could not be read within 1 ms.'",
    ],
    ['no hash', 'hash = NULL'],
  ])('of %s', async (_, columns) => {
    await albums(1);
    await movies();
    await scan('undisturbed');
    await scan('store');
    rows('store', `UPDATE files SET ${columns} WHERE role = 'main'`);
    rows('store', 'UPDATE file_facts SET probe = NULL, tags = NULL');
    for (const statement of falseVerdicts) rows('store', statement);
    const { summary } = await scan('store');
    expect(summary.files.unchanged).toBe(2);
    expect(contents('store')).toEqual(contents('undisturbed'));
    expect((await scan('store')).summary).toMatchObject({ rows: { changed: 0 }, files: { unchanged: 20 } });
  });
});

describe('a busy machine is not a damaged file', () => {
  /** Stops the process and lets it run by turns, until it ends. */
  const stopAndGo = (stopMs: number, runMs: number): NonNullable<SpawnOptions['disturb']> => {
    return async (child) => {
      while (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGSTOP');
        await sleep(stopMs);
        child.kill('SIGCONT');
        await sleep(runMs);
      }
    };
  };
  const long = process.env.REVENGE_TEST_LONG === '1';

  it.each([
    [`stopped for ${long ? 4 : 1} s and run for 0.35 s in a loop`, long ? 4000 : 1000, 350],
    ['run for 8 % of the time', 92, 8],
  ])(
    'reads 150 sound files while the process is %s',
    async (_, stopMs, runMs) => {
      await albums(10);
      const scanned = await scan('store', { disturb: stopAndGo(stopMs, runMs) });
      expect(errors(scanned)).toEqual([]);
      expect(scanned).toMatchObject({ code: 0, summary: { files: { seen: 150, failed: 0 }, warnings: 0 } });
      expect(rows('store', 'SELECT 1 FROM files WHERE error_code IS NOT NULL OR hash IS NULL')).toEqual([]);
    },
    600_000,
  );
});
